// SPDX-License-Identifier: Apache-2.0
#include <heddle/substrate/faults.hpp>

#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <climits>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <utility>

namespace heddle {

namespace {

/// The list only ever grows, for the handler can take no lock; entries of stacks that were unmapped have address 0.
struct Guard {
    std::uintptr_t address;
    std::size_t stack_size;
    Guard* next;
};
Guard* volatile guards = nullptr;
thread_local LastWords* last_words = nullptr;

struct Fault {
    int signal;
    char const* name;
    struct sigaction before;
};
std::array<Fault, 5> faults = {{
    {SIGSEGV, "SIGSEGV, a bad memory access", {}},
    {SIGBUS, "SIGBUS, a bad memory access", {}},
    {SIGFPE, "SIGFPE, an impossible division", {}},
    {SIGILL, "SIGILL, a bad instruction", {}},
    {SIGABRT, "SIGABRT, from abort, a failed assertion or std::terminate", {}},
}};

void say(char const* text) noexcept {
    [[maybe_unused]] auto const written = write(STDERR_FILENO, text, std::strlen(text));
}

void say_last_words() noexcept {
    LastWords* const words = std::exchange(last_words, nullptr);  // a fault in them is said nothing about
    if (words == nullptr) return;
    say(words->running());
    constexpr unsigned seconds_of_patience = 3;
    std::signal(SIGALRM, SIG_DFL);
    alarm(seconds_of_patience);
    say(words->again().c_str());
    alarm(0);
}

[[noreturn]] void report_overflow(std::size_t stack_size) noexcept {
    char message[512];
    std::snprintf(
        message, sizeof message,
        "heddle: stack overflow: a thread of the program under test needs more than its stack of %zu KiB\n"
        "  controlled threads run on stacks of fixed size, and this one ran into the guard page below it\n"
        "  set HEDDLE_STACK_KIB to a larger number, or look for unbounded recursion or a large local array\n",
        stack_size / 1024);
    say(message);
    say_last_words();
    _exit(4);
}

void report_crash(char const* name) noexcept {
    if (last_words == nullptr) return;
    say("heddle: the program under test crashed: ");
    say(name);
    say("\n");
    say_last_words();
}

/// The process ends as it would have, or somebody else's handler has its turn.
void hand_on(Fault const& fault, siginfo_t* info, void* context) {
    struct sigaction const& before = fault.before;
    if ((before.sa_flags & SA_SIGINFO) != 0 && before.sa_sigaction != nullptr) {
        before.sa_sigaction(fault.signal, info, context);
    } else if (before.sa_handler != SIG_DFL && before.sa_handler != SIG_IGN) {
        before.sa_handler(fault.signal);
    } else {
        std::signal(fault.signal, SIG_DFL);
        // Returning runs into a true fault once more, with its own frames on the stack; one that was sent is sent again.
        if (info->si_code <= 0) raise(fault.signal);
    }
}

void on_fault(int signal, siginfo_t* info, void* context) {
    auto const address = reinterpret_cast<std::uintptr_t>(info->si_addr);
    for (Guard const* guard = signal == SIGSEGV ? guards : nullptr; guard != nullptr; guard = guard->next) {
        if (guard->address != 0 && address - guard->address < page_size()) report_overflow(guard->stack_size);
    }
    for (Fault const& fault : faults) {
        if (fault.signal != signal) continue;
        report_crash(fault.name);
        hand_on(fault, info, context);
    }
}

}  // namespace

LastWords* set_last_words(LastWords* words) noexcept { return std::exchange(last_words, words); }

LastWords** place_of_last_words() noexcept { return &last_words; }

void watch_for_faults() {
    // Kept by a key: a thread_local object would be one more among those of the program.
    static pthread_key_t const signal_stack = [] {
        pthread_key_t key = PTHREAD_KEYS_MAX;
        pthread_key_create(&key, [](void* stack) { delete[] static_cast<char*>(stack); });
        return key;
    }();
    if (pthread_getspecific(signal_stack) == nullptr) {
        constexpr std::size_t size = std::size_t{64} * 1024;
        auto* const stack = new char[size];
        stack_t request{};
        request.ss_sp = stack;
        request.ss_size = size;
        sigaltstack(&request, nullptr);
        pthread_setspecific(signal_stack, stack);
    }
    static bool const installed = [] {
        struct sigaction action {};
        action.sa_sigaction = on_fault;
        action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
        sigemptyset(&action.sa_mask);
        for (Fault& fault : faults) sigaction(fault.signal, &action, &fault.before);
        return true;
    }();
    (void)installed;
}

void add_guard(void* address, std::size_t stack_size) {
    Guard* reusable = guards;
    while (reusable != nullptr && reusable->address != 0) reusable = reusable->next;
    if (reusable == nullptr) {
        reusable = new Guard{0, 0, guards};  // lives as long as the process: the handler may be looking at it
        guards = reusable;
    }
    reusable->stack_size = stack_size;
    reusable->address = reinterpret_cast<std::uintptr_t>(address);
}

void remove_guard(void* address) noexcept {
    for (Guard* guard = guards; guard != nullptr; guard = guard->next) {
        if (guard->address == reinterpret_cast<std::uintptr_t>(address)) guard->address = 0;
    }
}

std::size_t page_size() noexcept {
    static std::size_t const size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    return size;
}

}  // namespace heddle
