// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/lock.hpp>
#include <heddle/primitives/shared_mutex.hpp>

namespace heddle {

/// The shared half of a lockable, under the names of the other half.
template <class Mutex>
class SharedSide {
public:
    explicit SharedSide(Mutex& lockable) noexcept : mutex_{lockable} {}

    void lock(Where where) {
        placed(where, [&](auto... place) -> decltype(mutex_.lock_shared(place...)) {
            return mutex_.lock_shared(place...);
        });
    }
    bool try_lock(Where where) {
        return placed(where, [&](auto... place) -> decltype(mutex_.try_lock_shared(place...)) {
            return mutex_.try_lock_shared(place...);
        });
    }
    template <class Time>
    bool try_lock_for(Time const& time, Where where) {
        return placed(where, [&](auto... place) -> decltype(mutex_.try_lock_shared_for(time, place...)) {
            return mutex_.try_lock_shared_for(time, place...);
        });
    }
    template <class Time>
    bool try_lock_until(Time const& time, Where where) {
        return placed(where, [&](auto... place) -> decltype(mutex_.try_lock_shared_until(time, place...)) {
            return mutex_.try_lock_shared_until(time, place...);
        });
    }
    void unlock(Where where) {
        placed(where, [&](auto... place) -> decltype(mutex_.unlock_shared(place...)) {
            return mutex_.unlock_shared(place...);
        });
    }

private:
    Mutex& mutex_;
};

/// std::shared_lock, which knows where it was made. Its errors are std's: std::system_error.
template <class Mutex>
class shared_lock {
public:
    using mutex_type = Mutex;

    shared_lock() noexcept = default;
    explicit shared_lock(Mutex& lockable, Where where = Where::here()) : mutex_{&lockable}, where_{where} {
        lock(where);
    }
    shared_lock(Mutex& lockable, defer_lock_t, Where where = Where::here()) noexcept
        : mutex_{&lockable}, where_{where} {}
    shared_lock(Mutex& lockable, adopt_lock_t, Where where = Where::here())
        : mutex_{&lockable}, where_{where}, owns_{true} {}
    shared_lock(Mutex& lockable, try_to_lock_t, Where where = Where::here()) : mutex_{&lockable}, where_{where} {
        try_lock(where);
    }
    template <class Rep, class Period>
    shared_lock(Mutex& lockable, std::chrono::duration<Rep, Period> const& duration, Where where = Where::here())
        : mutex_{&lockable}, where_{where} {
        try_lock_for(duration, where);
    }
    template <class Clock, class Duration>
    shared_lock(Mutex& lockable, std::chrono::time_point<Clock, Duration> const& time, Where where = Where::here())
        : mutex_{&lockable}, where_{where} {
        try_lock_until(time, where);
    }
    shared_lock(shared_lock&& other) noexcept
        : mutex_{std::exchange(other.mutex_, nullptr)},
          where_{other.where_},
          owns_{std::exchange(other.owns_, false)} {}
    shared_lock& operator=(shared_lock&& other) {
        shared_lock{std::move(other)}.swap(*this);
        return *this;
    }
    ~shared_lock() {
        if (owns_) side().unlock(where_);
    }

    void lock(Where where = Where::here()) {
        demand_unowned();
        side().lock(where);
        owns_ = true;
    }
    bool try_lock(Where where = Where::here()) {
        demand_unowned();
        return owns_ = side().try_lock(where);
    }
    template <class Rep, class Period>
    bool try_lock_for(std::chrono::duration<Rep, Period> const& duration, Where where = Where::here()) {
        demand_unowned();
        return owns_ = side().try_lock_for(duration, where);
    }
    template <class Clock, class Duration>
    bool try_lock_until(std::chrono::time_point<Clock, Duration> const& time, Where where = Where::here()) {
        demand_unowned();
        return owns_ = side().try_lock_until(time, where);
    }
    void unlock(Where where = Where::here()) {
        demand_of_lock(mutex_ != nullptr, owns_, std::errc::operation_not_permitted);
        side().unlock(where);
        owns_ = false;
    }

    void swap(shared_lock& other) noexcept {
        std::swap(mutex_, other.mutex_);
        std::swap(where_, other.where_);
        std::swap(owns_, other.owns_);
    }
    friend void swap(shared_lock& a, shared_lock& b) noexcept { a.swap(b); }
    Mutex* release() noexcept {
        owns_ = false;
        return std::exchange(mutex_, nullptr);
    }
    bool owns_lock() const noexcept { return owns_; }
    explicit operator bool() const noexcept { return owns_; }
    Mutex* mutex() const noexcept { return mutex_; }

private:
    void demand_unowned() const { demand_of_lock(mutex_ != nullptr, !owns_, std::errc::resource_deadlock_would_occur); }
    SharedSide<Mutex> side() const noexcept { return SharedSide<Mutex>{*mutex_}; }

    Mutex* mutex_ = nullptr;
    Where where_;
    bool owns_ = false;
};

}  // namespace heddle
