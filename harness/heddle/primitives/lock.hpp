// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/lockable.hpp>
#include <heddle/primitives/mutex.hpp>

#include <chrono>
#include <mutex>
#include <system_error>
#include <utility>

namespace heddle {

using std::adopt_lock;
using std::adopt_lock_t;
using std::defer_lock;
using std::defer_lock_t;
using std::try_to_lock;
using std::try_to_lock_t;

/// std::lock_guard, which knows where it was made.
template <class Mutex>
class lock_guard {
public:
    using mutex_type = Mutex;

    explicit lock_guard(Mutex& lockable, Where where = Where::here()) : mutex_{lockable}, where_{where} {
        lock_at(mutex_, where);
    }
    lock_guard(Mutex& lockable, adopt_lock_t, Where where = Where::here()) : mutex_{lockable}, where_{where} {}
    lock_guard(lock_guard const&) = delete;
    lock_guard& operator=(lock_guard const&) = delete;
    ~lock_guard() { unlock_at(mutex_, where_); }

private:
    Mutex& mutex_;
    Where where_;
};

/// std::unique_lock, which knows where it was made. Its errors are std's: std::system_error.
template <class Mutex>
class unique_lock {
public:
    using mutex_type = Mutex;

    unique_lock() noexcept = default;
    explicit unique_lock(Mutex& lockable, Where where = Where::here()) : mutex_{&lockable}, where_{where} {
        lock(where);
    }
    unique_lock(Mutex& lockable, defer_lock_t, Where where = Where::here()) noexcept
        : mutex_{&lockable}, where_{where} {}
    unique_lock(Mutex& lockable, adopt_lock_t, Where where = Where::here()) noexcept
        : mutex_{&lockable}, where_{where}, owns_{true} {}
    unique_lock(Mutex& lockable, try_to_lock_t, Where where = Where::here()) : mutex_{&lockable}, where_{where} {
        owns_ = try_lock_at(lockable, where);
    }
    template <class Rep, class Period>
    unique_lock(Mutex& lockable, std::chrono::duration<Rep, Period> const& duration, Where where = Where::here())
        : mutex_{&lockable}, where_{where} {
        owns_ = try_lock_for_at(lockable, duration, where);
    }
    template <class Clock, class Duration>
    unique_lock(Mutex& lockable, std::chrono::time_point<Clock, Duration> const& time, Where where = Where::here())
        : mutex_{&lockable}, where_{where} {
        owns_ = try_lock_until_at(lockable, time, where);
    }
    unique_lock(unique_lock&& other) noexcept
        : mutex_{std::exchange(other.mutex_, nullptr)},
          where_{other.where_},
          owns_{std::exchange(other.owns_, false)} {}
    unique_lock& operator=(unique_lock&& other) {
        unique_lock{std::move(other)}.swap(*this);
        return *this;
    }
    ~unique_lock() {
        if (owns_) unlock_at(*mutex_, where_);
    }

    void lock(Where where = Where::here()) {
        demand_of_lock(mutex_ != nullptr, !owns_, std::errc::resource_deadlock_would_occur);
        lock_at(*mutex_, where);
        owns_ = true;
    }
    bool try_lock(Where where = Where::here()) {
        demand_of_lock(mutex_ != nullptr, !owns_, std::errc::resource_deadlock_would_occur);
        return owns_ = try_lock_at(*mutex_, where);
    }
    template <class Rep, class Period>
    bool try_lock_for(std::chrono::duration<Rep, Period> const& duration, Where where = Where::here()) {
        demand_of_lock(mutex_ != nullptr, !owns_, std::errc::resource_deadlock_would_occur);
        return owns_ = try_lock_for_at(*mutex_, duration, where);
    }
    template <class Clock, class Duration>
    bool try_lock_until(std::chrono::time_point<Clock, Duration> const& time, Where where = Where::here()) {
        demand_of_lock(mutex_ != nullptr, !owns_, std::errc::resource_deadlock_would_occur);
        return owns_ = try_lock_until_at(*mutex_, time, where);
    }
    void unlock(Where where = Where::here()) {
        demand_of_lock(mutex_ != nullptr, owns_, std::errc::operation_not_permitted);
        unlock_at(*mutex_, where);
        owns_ = false;
    }

    void swap(unique_lock& other) noexcept {
        std::swap(mutex_, other.mutex_);
        std::swap(where_, other.where_);
        std::swap(owns_, other.owns_);
    }
    friend void swap(unique_lock& a, unique_lock& b) noexcept { a.swap(b); }
    Mutex* release() noexcept {
        owns_ = false;
        return std::exchange(mutex_, nullptr);
    }
    bool owns_lock() const noexcept { return owns_; }
    explicit operator bool() const noexcept { return owns_; }
    Mutex* mutex() const noexcept { return mutex_; }

private:
    Mutex* mutex_ = nullptr;
    Where where_;
    bool owns_ = false;
};

}  // namespace heddle
