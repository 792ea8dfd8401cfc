// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/where.hpp>

#include <system_error>
#include <type_traits>

namespace heddle {

/// What std calls BasicLockable: heddle's mutexes and locks, or a program's own.
template <class T>
concept BasicLockable = requires(T& lockable) {
    lockable.lock();
    lockable.unlock();
};
/// What std calls Lockable.
template <class T>
concept Lockable = BasicLockable<T> && requires(T& lockable) {
    lockable.try_lock();
};

/// Calls with the place whatever takes one, as heddle's own do; a program's own lockables know none.
template <class Call>
decltype(auto) placed(Where where, Call call) {
    if constexpr (std::is_invocable_v<Call, Where>) {
        return call(where);
    } else {
        return call();
    }
}

template <class Mutex>
void lock_at(Mutex& lockable, Where where) {
    placed(where, [&](auto... place) -> decltype(lockable.lock(place...)) { return lockable.lock(place...); });
}
template <class Mutex>
bool try_lock_at(Mutex& lockable, Where where) {
    return placed(
        where, [&](auto... place) -> decltype(lockable.try_lock(place...)) { return lockable.try_lock(place...); });
}
template <class Mutex, class Time>
bool try_lock_for_at(Mutex& lockable, Time const& time, Where where) {
    return placed(where, [&](auto... place) -> decltype(lockable.try_lock_for(time, place...)) {
        return lockable.try_lock_for(time, place...);
    });
}
template <class Mutex, class Time>
bool try_lock_until_at(Mutex& lockable, Time const& time, Where where) {
    return placed(where, [&](auto... place) -> decltype(lockable.try_lock_until(time, place...)) {
        return lockable.try_lock_until(time, place...);
    });
}
template <class Mutex>
void unlock_at(Mutex& lockable, Where where) {
    placed(where, [&](auto... place) -> decltype(lockable.unlock(place...)) { return lockable.unlock(place...); });
}

/// What unique_lock and shared_lock ask before they act: that there is a mutex, and that `holds`; if not they throw
/// std::system_error, as std's do.
inline void demand_of_lock(bool has_mutex, bool holds, std::errc otherwise) {
    if (!has_mutex) otherwise = std::errc::operation_not_permitted;
    if (!has_mutex || !holds) throw std::system_error(std::make_error_code(otherwise));
}

}  // namespace heddle
