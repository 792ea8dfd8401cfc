// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/objects/atomic.hpp>
#include <heddle/primitives/bits.hpp>
#include <heddle/primitives/running.hpp>

#include <atomic>
#include <cstddef>
#include <type_traits>

namespace heddle {

using std::memory_order;

/// Integers that an atomic can calculate with: all but bool.
template <class T>
concept atomic_integer = std::is_integral_v<T> && !std::is_same_v<T, bool>;
/// Floating-point numbers of at most eight bytes.
template <class T>
concept atomic_real = std::is_same_v<T, float> || std::is_same_v<T, double>;
/// Pointers that one can add to.
template <class T>
concept atomic_pointer = std::is_pointer_v<T> && std::is_object_v<std::remove_pointer_t<T>>;
/// What has fetch_add and fetch_sub.
template <class T>
concept atomic_sum = atomic_integer<T> || atomic_real<T> || atomic_pointer<T>;
/// What has ++ and --.
template <class T>
concept atomic_count = atomic_integer<T> || atomic_pointer<T>;

/// The member types of std's atomic and atomic_ref.
template <class T>
struct AtomicTypes {
    using value_type = T;
};
template <class T>
requires(atomic_integer<T> || atomic_real<T>) struct AtomicTypes<T> {
    using value_type = T;
    using difference_type = T;
};
template <class T>
struct AtomicTypes<T*> {
    using value_type = T*;
    using difference_type = std::ptrdiff_t;
};

/// What can be added to a T: a T, or to a pointer a number of elements.
template <class T>
using AtomicStep = std::conditional_t<std::is_pointer_v<T>, std::ptrdiff_t, T>;

/// The operations of one atomic value, each of them a scheduling point. What atomic and atomic_ref have in common.
template <class T>
class AtomicAccess {
    static_assert(
        std::is_trivially_copyable_v<T>, "heddle::atomic: the type must be trivially copyable, as std::atomic demands");
    static_assert(has_bits<T>, "heddle::atomic: values of more than eight bytes are not supported");

public:
    explicit AtomicAccess(ObjectId id) noexcept : id_{id} {}

    ObjectId id() const noexcept { return id_; }

    T load(Where where) const { return from_bits<T>(perform(OperationKind::atomic_load, 0, where)); }
    void store(T desired, Where where) const { perform(OperationKind::atomic_store, bits_of(desired), where); }
    T exchange(T desired, Where where) const {
        return from_bits<T>(perform(OperationKind::exchange, bits_of(desired), where));
    }
    /// `weak`: it may fail without cause, as often in an execution as the program's semantics say.
    bool compare_exchange(T& expected, T desired, bool weak, Where where) const {
        Engine& engine = running("atomic");
        bool const may_fail = weak && engine.semantics().weak_failures != 0;
        auto const kind = may_fail ? OperationKind::compare_exchange_weak : OperationKind::compare_exchange;
        std::uint64_t const wanted = bits_of(expected);
        std::uint64_t const found = engine.perform(kind, id_, no_object, bits_of(desired), where, wanted);
        if (found != wanted) {
            expected = from_bits<T>(found);
            return false;
        }
        return !may_fail || engine.completed() != OutcomeKind::failed;
    }
    /// fetch_add or fetch_sub.
    T fetch_sum(OperationKind kind, AtomicStep<T> by, Where where) const {
        if constexpr (std::is_pointer_v<T>) {
            auto const bytes = static_cast<std::uint64_t>(by) * sizeof(std::remove_pointer_t<T>);
            return from_bits<T>(perform(kind, bytes, where));
        } else {
            return from_bits<T>(perform(kind, bits_of(by), where));
        }
    }
    /// fetch_and, fetch_or or fetch_xor.
    T fetch_bits(OperationKind kind, T by, Where where) const {
        return from_bits<T>(perform(kind, bits_of(by), where));
    }

    void wait(T old, Where where) const {
        Engine& engine = running("atomic");
        std::uint64_t const asleep_while = bits_of(old);
        bool asleep = engine.perform(OperationKind::wait, id_, no_object, 0, where, asleep_while) != 0;
        while (asleep) {
            asleep = engine.perform(OperationKind::look_again, id_, no_object, never, where, asleep_while) != 0;
        }
    }
    void notify_one(Where where) const { perform(OperationKind::notify_one, 0, where); }
    void notify_all(Where where) const { perform(OperationKind::notify_all, 0, where); }

private:
    std::uint64_t perform(OperationKind kind, std::uint64_t operand, Where where) const {
        return running("atomic").perform(kind, id_, no_object, operand, where);
    }

    ObjectId id_;
};

/// The sum or difference that fetch_sum leaves behind: integers wrap around.
template <class T>
T sum_of(OperationKind kind, T old, AtomicStep<T> by) noexcept {
    bool const adds = kind == OperationKind::fetch_add;
    if constexpr (atomic_integer<T>) {
        auto const a = static_cast<std::uint64_t>(old);
        auto const b = static_cast<std::uint64_t>(by);
        return static_cast<T>(adds ? a + b : a - b);
    } else {
        return adds ? old + by : old - by;
    }
}

/// What fetch_bits leaves behind.
template <class T>
T bits_after(OperationKind kind, T old, T by) noexcept {
    if (kind == OperationKind::fetch_and) return static_cast<T>(old & by);
    return static_cast<T>(kind == OperationKind::fetch_or ? old | by : old ^ by);
}

/// A fence is an event of its thread and no scheduling point: as long as all that is explored is sequentially consistent,
/// it has no effect on values and orders nothing that was not ordered before.
inline void atomic_thread_fence(memory_order order, Where where = Where::here()) {
    running("atomic_thread_fence").note(OperationKind::fence, no_object, static_cast<std::uint64_t>(order), where);
}
/// Between a thread and its signal handlers, which are not explored: nothing but a compiler barrier.
inline void atomic_signal_fence(memory_order order) noexcept { std::atomic_signal_fence(order); }

}  // namespace heddle
