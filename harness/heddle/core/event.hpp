// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/operation.hpp>

#include <cstdint>

namespace heddle {

/// Wrong use of a primitive, as its model sees it.
enum class Misuse : std::uint8_t {
    none = 0,
    unlock_free,     ///< unlock of a mutex nobody holds
    unlock_foreign,  ///< unlock of a mutex that another thread holds
    relock,          ///< lock of a plain mutex by its holder
    wait_unlocked,   ///< wait on a condition without holding the mutex
    join_twice,      ///< join of a thread that was joined or detached
    join_self,
    join_nothing,        ///< join before start
    destroyed_held,      ///< end of life of a mutex that is held
    destroyed_waited,    ///< end of life of an object that a thread waits on
    destroyed_joinable,  ///< end of life of a thread handle that was neither joined nor detached
    held_at_end,         ///< the execution finished and a mutex is held
    never_joined,        ///< the execution finished and a thread was neither joined nor detached
    semaphore_overflow,  ///< release above the semaphore's maximum
    relock_shared,       ///< lock_shared by a thread that holds the mutex shared already
    unlock_mismatched,   ///< unlock of a mutex that is held shared, or unlock_shared of one that is not
    too_many_arrivals,   ///< a latch or a barrier counted down below zero
};

/// What a future was given: the operand of its event_set.
enum class FutureContent : std::uint8_t { value = 0, exception = 1, broken = 2 };

/// What taking a transition did; written by the model, read by detectors and renderers, which never guess.
struct Effect {
    /// Which happens-before edges of the program under test the transition makes, and more. "Object" is
    /// operation.object, "also" is operation.also.
    enum Flag : std::uint16_t {
        acquires = 1,  ///< object -> thread
        releases = 2,  ///< thread -> object, joined with what the object has
        replaces = 4,  ///< thread -> object, in place of what the object has (an atomic store)
        also_acquires = 8,
        also_releases = 16,
        changes = 32,     ///< another thread could tell the difference: ends idle polling
        opaque = 64,      ///< operand and result are addresses or bytes: not for fingerprints or text
        is_signed = 128,  ///< operand and result are signed numbers
        is_float = 256,   ///< the lower half of operand and result are the bits of a float
        is_double = 512,  ///< operand and result are the bits of a double
    };

    std::uint64_t result = 0;  ///< what perform() returns; of a store: the value before
    std::uint16_t flags = 0;
    ThreadId other = no_thread;  ///< holder, woken waiter, started or joined thread, as the kind says
    Misuse misuse = Misuse::none;

    bool has(Flag flag) const noexcept { return (flags & flag) != 0; }
};

/// A transition that was taken.
struct Event {
    Operation operation;
    Effect effect;
    Outcome outcome;
};
static_assert(sizeof(Event) == 64, "one cache line");

}  // namespace heddle
