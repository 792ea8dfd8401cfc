// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Threads of namespace sync over std: with what std's do not have. Included by <heddle/sync.hpp> and its like alone.
#include <algorithm>
#include <chrono>
#include <functional>
#include <future>
#include <mutex>
#include <string_view>
#include <system_error>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

inline namespace sync_names {
namespace sync {

/// The threads that have not ended, the main thread first; sync::thread keeps it.
class Roster {
public:
    template <class Start>
    std::thread start(Start start) {
        std::lock_guard const guard{mutex_};
        std::thread started = start();
        alive_.push_back(started.get_id());
        return started;
    }
    void ended() {
        std::lock_guard const guard{mutex_};
        alive_.erase(std::find(alive_.begin(), alive_.end(), std::this_thread::get_id()));
    }
    std::vector<std::thread::id> alive() const {
        std::lock_guard const guard{mutex_};
        return alive_;
    }

private:
    mutable std::mutex mutex_;
    std::vector<std::thread::id> alive_{std::this_thread::get_id()};
};
inline Roster roster;

/// std::thread with join_for and is_alive: a future tells of the thread's end.
class thread : public std::thread {
public:
    thread() noexcept = default;
    template <class Function, class... Arguments>
    requires(!std::is_same_v<std::remove_cvref_t<Function>, thread>) explicit thread(
        Function&& function, Arguments&&... arguments) {
        std::promise<void> end;
        ended_ = end.get_future();
        auto const body = [](std::promise<void> at_end, auto run, auto... with) {
            std::invoke(std::move(run), std::move(with)...);
            roster.ended();
            at_end.set_value();
        };
        std::thread started = roster.start([&] {
            return std::thread{
                body, std::move(end), std::forward<Function>(function), std::forward<Arguments>(arguments)...};
        });
        std::thread::swap(started);
    }

    /// Waits for the end or until the time is up; tells whether the thread ended. If not, it can still be joined.
    template <class Rep, class Period>
    bool join_for(std::chrono::duration<Rep, Period> const& duration) {
        if (!joinable()) throw std::system_error(std::make_error_code(std::errc::invalid_argument));
        if (get_id() == std::this_thread::get_id()) {
            throw std::system_error(std::make_error_code(std::errc::resource_deadlock_would_occur));
        }
        if (ended_.wait_for(duration) != std::future_status::ready) return false;
        join();
        return true;
    }
    bool is_alive() const {
        return joinable() && ended_.wait_for(std::chrono::seconds{0}) != std::future_status::ready;
    }
    void swap(thread& other) noexcept { std::swap(*this, other); }

private:
    std::future<void> ended_;
};

inline void watch_threads() noexcept {}
inline std::vector<std::thread::id> enumerate() { return roster.alive(); }

template <class Named>
void set_name(Named const&, std::string_view) noexcept {}

namespace this_thread {
using std::this_thread::get_id;
using std::this_thread::sleep_for;
using std::this_thread::sleep_until;
using std::this_thread::yield;
inline void set_name(std::string_view) noexcept {}
}  // namespace this_thread

}  // namespace sync
}  // namespace sync_names
