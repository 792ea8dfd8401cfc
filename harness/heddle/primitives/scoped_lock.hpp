// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/lock.hpp>

#include <array>
#include <cstddef>
#include <tuple>
#include <utility>

namespace heddle {

/// Several lockables on their way to being held together. What it holds it gives back at its end, unless it was told to
/// keep them: so does an exception.
template <class... Lockables>
class Together {
public:
    static constexpr std::size_t count = sizeof...(Lockables);
    static constexpr std::size_t none = count;

    explicit Together(Where where, Lockables&... lockables) : lockables_{lockables...}, where_{where} {}
    Together(Together const&) = delete;
    Together& operator=(Together const&) = delete;
    ~Together() { give_back(indices); }

    /// Without deadlock, whatever others hold: by locking one, trying the rest, and, when one of them was taken, giving all
    /// back and starting over from that one. Never holds one while it waits for another.
    void lock_all() {
        std::size_t first = 0;
        while (first != none && (first = take(first, indices)) != none) give_back(indices);
        held_ = {};
    }
    /// Tries each in its turn; -1, or which one was taken, and then none is held.
    int try_all() {
        std::size_t const refused = take(none, indices);
        if (refused != none) return static_cast<int>(refused);
        held_ = {};
        return -1;
    }

private:
    static constexpr std::index_sequence_for<Lockables...> indices{};

    /// Waits for number `first`, tries the others; none when all are held, or which one was taken.
    template <std::size_t... I>
    std::size_t take(std::size_t first, std::index_sequence<I...>) {
        (void)((I == first && (lock_at(std::get<I>(lockables_), where_), held_[I] = true)) || ...);
        std::size_t refused = none;
        (void)((I == first || (held_[I] = try_lock_at(std::get<I>(lockables_), where_)) || (refused = I, false)) && ...);
        return refused;
    }
    template <std::size_t... I>
    void give_back(std::index_sequence<I...>) {
        ((std::exchange(held_[I], false) ? unlock_at(std::get<I>(lockables_), where_) : void()), ...);
    }

    std::tuple<Lockables&...> lockables_;
    std::array<bool, count + 1> held_{};
    Where where_;
};

/// std::lock: all of them, without deadlock.
template <Lockable One, Lockable Two>
void lock(One& one, Two& two, Where where = Where::here()) {
    Together{where, one, two}.lock_all();
}
template <Lockable One, Lockable Two, Lockable Three>
void lock(One& one, Two& two, Three& three, Where where = Where::here()) {
    Together{where, one, two, three}.lock_all();
}
/// (After any number of parameters none can be added that knows the place.)
template <Lockable One, Lockable Two, Lockable Three, Lockable Four, Lockable... Rest>
void lock(One& one, Two& two, Three& three, Four& four, Rest&... rest) {
    Together{Where{}, one, two, three, four, rest...}.lock_all();
}

/// std::try_lock: -1, or the number of the first that could not be had, and then none is held.
template <Lockable One, Lockable Two>
int try_lock(One& one, Two& two, Where where = Where::here()) {
    return Together{where, one, two}.try_all();
}
template <Lockable One, Lockable Two, Lockable Three>
int try_lock(One& one, Two& two, Three& three, Where where = Where::here()) {
    return Together{where, one, two, three}.try_all();
}
template <Lockable One, Lockable Two, Lockable Three, Lockable Four, Lockable... Rest>
int try_lock(One& one, Two& two, Three& three, Four& four, Rest&... rest) {
    return Together{Where{}, one, two, three, four, rest...}.try_all();
}

/// scoped_lock::mutex_type, which only a lock of one mutex has.
template <class... Mutexes>
struct OnlyMutex {};
template <class Mutex>
struct OnlyMutex<Mutex> {
    using mutex_type = Mutex;
};

/// std::scoped_lock: any number of mutexes at once without deadlock.
template <class... Mutexes>
class scoped_lock : public OnlyMutex<Mutexes...> {
public:
    explicit scoped_lock(Mutexes&... mutexes, Where where = Where::here()) : mutexes_{mutexes...}, where_{where} {
        if constexpr (sizeof...(Mutexes) == 1) {
            (lock_at(mutexes, where), ...);
        } else if constexpr (sizeof...(Mutexes) > 1) {
            Together<Mutexes...>{where, mutexes...}.lock_all();
        }
    }
    explicit scoped_lock(adopt_lock_t, Mutexes&... held, Where where = Where::here())
        : mutexes_{held...}, where_{where} {}
    scoped_lock(scoped_lock const&) = delete;
    scoped_lock& operator=(scoped_lock const&) = delete;
    ~scoped_lock() {
        std::apply([&](auto&... lockable) { (unlock_at(lockable, where_), ...); }, mutexes_);
    }

private:
    std::tuple<Mutexes&...> mutexes_;
    Where where_;
};

template <class... Mutexes>
scoped_lock(Mutexes&...) -> scoped_lock<Mutexes...>;
template <class... Mutexes>
scoped_lock(adopt_lock_t, Mutexes&...) -> scoped_lock<Mutexes...>;

}  // namespace heddle
