// SPDX-License-Identifier: Apache-2.0
#include <tools/native/run.hpp>
#include <tools/native/stop_threads.hpp>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <string_view>
#include <system_error>
#include <thread>

namespace heddle::native {

namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

/// For stopping the threads of a run that is stuck, and for looking at it.
constexpr milliseconds time_to_look{2'000};

// What the child writes into the pipe: one of these; then, if it could observe, check()'s text, a zero, and observe()'s.
constexpr char ended = 'e';
constexpr char is_stuck = 's';

void write_all(int pipe, std::string_view text) {
    while (!text.empty()) {
        ssize_t const written = write(pipe, text.data(), text.size());
        if (written < 0 && errno != EINTR) _exit(1);
        if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
}

void print_to_nowhere() {
    int const nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere < 0) _exit(1);
    dup2(nowhere, STDOUT_FILENO);
}

/// The child's whole life. Nothing is destroyed: where threads are stuck it could not be.
[[noreturn]] void run_here(Program& program, milliseconds limit, int pipe) {
    print_to_nowhere();
    std::mutex mutex;
    std::condition_variable changed;
    bool has_ended = false;
    program.construct();
    std::thread root{[&] {
        program.body();
        std::lock_guard const guard{mutex};
        has_ended = true;
        changed.notify_one();
    }};
    bool in_time = false;
    {
        std::unique_lock lock{mutex};
        in_time = changed.wait_for(lock, limit, [&] { return has_ended; });
    }
    if (in_time) {
        root.join();
        write_all(pipe, {&ended, 1});
    } else {
        write_all(pipe, {&is_stuck, 1});
        if (!stop_other_threads(time_to_look / 2)) _exit(0);
    }
    std::string text;
    program.observe(text);
    std::string const wrong = in_time ? program.check() : std::string{};
    write_all(pipe, wrong + '\0' + text);
    _exit(0);
}

struct Child {
    pid_t process;
    int pipe;
};

Child start(Program& program, milliseconds limit) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    std::fflush(nullptr);  // or the child would have it too
    pid_t const process = fork();
    if (process == 0) run_here(program, limit, ends[1]);
    int const error = errno;
    close(ends[1]);
    if (process > 0) return {process, ends[0]};
    close(ends[0]);
    throw std::system_error(error, std::generic_category(), "fork");
}

struct Told {
    std::string text;
    bool all = false;  ///< the other end is closed
};

/// What comes through the pipe before the time is up.
Told read_until(int pipe, Clock::time_point deadline) {
    Told told;
    while (true) {
        auto const left = std::chrono::ceil<milliseconds>(deadline - Clock::now()).count();
        pollfd wanted{pipe, POLLIN, 0};
        int const ready = left > 0 ? poll(&wanted, 1, static_cast<int>(left)) : 0;
        if (ready == 0) return told;
        if (ready < 0) continue;  // interrupted
        char buffer[4096];
        ssize_t const got = read(pipe, buffer, sizeof buffer);
        if (got > 0) told.text.append(buffer, static_cast<std::size_t>(got));
        told.all = got == 0;
        if (told.all) return told;
    }
}

/// Says what ended the process.
std::string reap(pid_t process) {
    int status = 0;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFSIGNALED(status)) return std::string{"ended by a signal: "} + strsignal(WTERMSIG(status));
    return "ended with status " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

char const* name_of(Status status) noexcept {
    switch (status) {
    case Status::ok:
        return "ok";
    case Status::stuck:
        return "stuck";
    case Status::crashed:
        break;
    }
    return "crashed";
}

Ending run_once(Program& program, milliseconds limit) {
    Child const child = start(program, limit);
    Told const told = read_until(child.pipe, Clock::now() + limit + time_to_look);
    close(child.pipe);
    if (!told.all) kill(child.process, SIGKILL);
    std::string const end = reap(child.process);
    std::string const& text = told.text;
    std::size_t const zero = text.find('\0');
    bool const is_whole = zero != std::string::npos;
    bool const has_ended = text.starts_with(ended);
    if (!is_whole && (!told.all || text.starts_with(is_stuck))) return {Status::stuck, std::nullopt, {}};
    if (!is_whole) return {Status::crashed, std::nullopt, end};
    return {has_ended ? Status::ok : Status::stuck, text.substr(zero + 1), text.substr(1, zero - 1)};
}

}  // namespace heddle::native
