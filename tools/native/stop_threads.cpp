// SPDX-License-Identifier: Apache-2.0
#include <tools/native/stop_threads.hpp>

#include <dirent.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <memory>
#include <thread>
#include <vector>

namespace heddle::native {

namespace {

constexpr int stop_signal = SIGUSR1;
constexpr std::size_t most_threads = 4096;

/// Who has stopped: a signal handler may use nothing but what is lock-free.
std::atomic<pid_t> stopped[most_threads];
std::atomic<std::size_t> stopped_count{0};
static_assert(std::atomic<pid_t>::is_always_lock_free && std::atomic<std::size_t>::is_always_lock_free);

pid_t own_thread() { return static_cast<pid_t>(syscall(SYS_gettid)); }

void stop_here(int) {
    std::size_t const place = stopped_count.fetch_add(1);
    if (place < most_threads) stopped[place].store(own_thread());
    while (true) pause();
}

bool has_stopped(pid_t thread) {
    std::size_t const count = std::min(stopped_count.load(), most_threads);
    return std::any_of(stopped, stopped + count, [&](std::atomic<pid_t> const& one) { return one.load() == thread; });
}

std::vector<pid_t> other_threads() {
    struct Close {
        void operator()(DIR* folder) const { closedir(folder); }
    };
    std::unique_ptr<DIR, Close> const folder{opendir("/proc/self/task")};
    std::vector<pid_t> threads;
    if (!folder) return threads;
    while (dirent const* const entry = readdir(folder.get())) {
        auto const thread = static_cast<pid_t>(std::atoi(entry->d_name));
        if (thread > 0 && thread != own_thread()) threads.push_back(thread);
    }
    return threads;
}

}  // namespace

bool stop_other_threads(std::chrono::milliseconds limit) {
    struct sigaction action {};
    action.sa_handler = stop_here;
    sigaction(stop_signal, &action, nullptr);
    std::vector<pid_t> asked;
    auto const deadline = std::chrono::steady_clock::now() + limit;
    while (std::chrono::steady_clock::now() < deadline) {
        // A thread that is not yet stopped may start another: only a look at all of them after the last answer counts.
        std::vector<pid_t> const threads = other_threads();
        if (std::ranges::all_of(threads, has_stopped)) return true;
        for (pid_t const thread : threads) {
            if (std::ranges::find(asked, thread) != asked.end()) continue;
            asked.push_back(thread);
            syscall(SYS_tgkill, getpid(), thread, stop_signal);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    return false;
}

}  // namespace heddle::native
