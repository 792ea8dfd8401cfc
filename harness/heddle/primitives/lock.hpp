// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/mutex.hpp>

#include <mutex>
#include <system_error>
#include <tuple>
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
        mutex_.lock(where);
    }
    lock_guard(Mutex& lockable, adopt_lock_t, Where where = Where::here()) : mutex_{lockable}, where_{where} {}
    lock_guard(lock_guard const&) = delete;
    lock_guard& operator=(lock_guard const&) = delete;
    ~lock_guard() { mutex_.unlock(where_); }

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
        owns_ = lockable.try_lock(where);
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
        if (owns_) mutex_->unlock(where_);
    }

    void lock(Where where = Where::here()) {
        demand(!owns_, std::errc::resource_deadlock_would_occur);
        mutex_->lock(where);
        owns_ = true;
    }
    bool try_lock(Where where = Where::here()) {
        demand(!owns_, std::errc::resource_deadlock_would_occur);
        return owns_ = mutex_->try_lock(where);
    }
    void unlock(Where where = Where::here()) {
        demand(owns_, std::errc::operation_not_permitted);
        mutex_->unlock(where);
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
    void demand(bool holds, std::errc otherwise) const {
        if (mutex_ == nullptr) otherwise = std::errc::operation_not_permitted;
        if (mutex_ == nullptr || !holds) throw std::system_error(std::make_error_code(otherwise));
    }

    Mutex* mutex_ = nullptr;
    Where where_;
    bool owns_ = false;
};

/// scoped_lock::mutex_type, which only a lock of one mutex has.
template <class... Mutexes>
struct OnlyMutex {};
template <class Mutex>
struct OnlyMutex<Mutex> {
    using mutex_type = Mutex;
};

/// std::scoped_lock: several mutexes at once without deadlock, by locking one, trying the rest, and starting over from the
/// one that was taken.
template <class... Mutexes>
class scoped_lock : public OnlyMutex<Mutexes...> {
public:
    explicit scoped_lock(Mutexes&... mutexes, Where where = Where::here()) : mutexes_{mutexes...}, where_{where} {
        lock_all(std::index_sequence_for<Mutexes...>{});
    }
    explicit scoped_lock(adopt_lock_t, Mutexes&... held, Where where = Where::here())
        : mutexes_{held...}, where_{where} {}
    scoped_lock(scoped_lock const&) = delete;
    scoped_lock& operator=(scoped_lock const&) = delete;
    ~scoped_lock() {
        std::apply([&](auto&... lockable) { (lockable.unlock(where_), ...); }, mutexes_);
    }

private:
    template <std::size_t... I>
    void lock_all(std::index_sequence<I...>) {
        constexpr std::size_t count = sizeof...(Mutexes);
        [[maybe_unused]] bool held[count + 1] = {};
        [[maybe_unused]] std::size_t first = 0;
        for (bool all = count == 0; !all;) {
            ((I == first ? (std::get<I>(mutexes_).lock(where_), void(held[I] = true)) : void()), ...);
            all = true;
            ((all && I != first && !(held[I] = std::get<I>(mutexes_).try_lock(where_)) ? void((all = false, first = I))
                                                                                       : void()),
             ...);
            if (all) return;
            ((held[I] ? (std::get<I>(mutexes_).unlock(where_), void(held[I] = false)) : void()), ...);
        }
    }

    std::tuple<Mutexes&...> mutexes_;
    Where where_;
};

template <class... Mutexes>
scoped_lock(Mutexes&...) -> scoped_lock<Mutexes...>;
template <class... Mutexes>
scoped_lock(adopt_lock_t, Mutexes&...) -> scoped_lock<Mutexes...>;

}  // namespace heddle
