// SPDX-License-Identifier: Apache-2.0
#include <heddle/substrate/stack_pool.hpp>

#include <sys/mman.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <new>

namespace heddle {

namespace {

/// What the signal handler may look at: guard pages as a list that only ever grows. A handler can take no lock and call no
/// allocator; entries of stacks that were unmapped have address 0.
struct Guard {
    std::uintptr_t address;
    std::size_t stack_size;
    Guard* next;
};
Guard* volatile guards = nullptr;
char const* (*last_words)() noexcept = nullptr;
struct sigaction previous_action;

std::size_t page_size() noexcept {
    static std::size_t const size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    return size;
}

void say(char const* text) noexcept {
    [[maybe_unused]] auto const written = write(STDERR_FILENO, text, std::strlen(text));
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
    if (last_words != nullptr) {
        if (char const* const words = last_words()) say(words);
    }
    _exit(4);
}

void on_fault(int signal, siginfo_t* info, void* context) {
    auto const address = reinterpret_cast<std::uintptr_t>(info->si_addr);
    for (Guard const* guard = guards; guard != nullptr; guard = guard->next) {
        if (guard->address != 0 && address - guard->address < page_size()) report_overflow(guard->stack_size);
    }
    if ((previous_action.sa_flags & SA_SIGINFO) != 0 && previous_action.sa_sigaction != nullptr) {
        previous_action.sa_sigaction(signal, info, context);
        return;
    }
    std::signal(signal, SIG_DFL);  // returning runs into the same fault, and the process ends as it would have
}

std::size_t rounded(std::size_t size) noexcept {
    constexpr std::size_t least = std::size_t{16} * 1024;
    if (size < least) size = least;
    return (size + page_size() - 1) / page_size() * page_size();
}

}  // namespace

StackPool::StackPool(std::size_t size) : size_{rounded(size)} {}

StackPool::~StackPool() {
    for (void* const bottom : all_) {
        auto const guard_address = reinterpret_cast<std::uintptr_t>(bottom) - page_size();
        for (Guard* guard = guards; guard != nullptr; guard = guard->next) {
            if (guard->address == guard_address) guard->address = 0;
        }
        munmap(reinterpret_cast<void*>(guard_address), size_ + page_size());
    }
}

void* StackPool::take() {
    if (!free_.empty()) {
        void* const bottom = free_.back();
        free_.pop_back();
        return bottom;
    }
    std::size_t const whole = size_ + page_size();
    void* const base =
        mmap(nullptr, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (base == MAP_FAILED) throw std::bad_alloc{};
    if (mprotect(base, page_size(), PROT_NONE) != 0) {
        munmap(base, whole);
        throw std::bad_alloc{};
    }
    void* const bottom = static_cast<char*>(base) + page_size();
    all_.push_back(bottom);
    free_.reserve(all_.size());
    Guard* reusable = guards;
    while (reusable != nullptr && reusable->address != 0) reusable = reusable->next;
    if (reusable == nullptr) {
        reusable = new Guard{0, 0, guards};  // lives as long as the process: the handler may be looking at it
        guards = reusable;
    }
    reusable->stack_size = size_;
    reusable->address = reinterpret_cast<std::uintptr_t>(base);
    return bottom;
}

void StackPool::give_back(void* bottom) noexcept { free_.push_back(bottom); }

void StackPool::set_last_words(char const* (*words)() noexcept) noexcept { last_words = words; }

void watch_for_overflow() {
    constexpr std::size_t signal_stack_size = std::size_t{64} * 1024;
    thread_local std::unique_ptr<char[]> const signal_stack = [] {
        auto stack = std::make_unique<char[]>(signal_stack_size);
        stack_t request{};
        request.ss_sp = stack.get();
        request.ss_size = signal_stack_size;
        sigaltstack(&request, nullptr);
        return stack;
    }();
    static bool const installed = [] {
        struct sigaction action {};
        action.sa_sigaction = on_fault;
        action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
        sigemptyset(&action.sa_mask);
        sigaction(SIGSEGV, &action, &previous_action);
        return true;
    }();
    (void)installed;
}

}  // namespace heddle
