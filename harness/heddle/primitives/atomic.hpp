// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/atomic_access.hpp>

namespace heddle {

/// std::atomic under control. Every operation is a scheduling point and sequentially consistent: a memory order may be
/// given and is not used, so that what only a weaker order would show is not found. Values have at most eight bytes.
template <class T>
class atomic : public AtomicTypes<T> {
    using Step = AtomicStep<T>;
    static constexpr memory_order usual = std::memory_order_seq_cst;

public:
    static constexpr bool is_always_lock_free = true;

    /// (`atomic<int> x = 0` is not possible, for `x = 0` knows its place; write `x{0}`.)
    explicit atomic(T desired = T{}, Where where = Where::here()) : at_{created(desired, where)} {}
    atomic(atomic const&) = delete;
    atomic& operator=(atomic const&) = delete;
    /// Ending the life of an atomic that a thread waits for is a finding.
    ~atomic() {
        if (active_engine != nullptr && active_engine->parked_on(id())) active_engine->destroy(id(), {});
    }

    /// Always: no lock of std's is modelled.
    bool is_lock_free() const noexcept { return true; }
    /// The value.
    T load(memory_order = usual, Where where = Where::here()) const { return at_.load(where); }
    /// Replaces the value. Wakes nobody who waits: that is what notify_one and notify_all are for.
    void store(T desired, memory_order = usual, Where where = Where::here()) { at_.store(desired, where); }
    /// Replaces the value and returns the one before.
    T exchange(T desired, memory_order = usual, Where where = Where::here()) { return at_.exchange(desired, where); }
    /// Replaces the value if it is `expected`; otherwise tells it there and returns false. Bits are compared.
    bool compare_exchange_strong(T& expected, T desired, memory_order = usual, Where where = Where::here()) {
        return at_.compare_exchange(expected, desired, false, where);
    }
    bool compare_exchange_strong(T& expected, T desired, memory_order, memory_order, Where where = Where::here()) {
        return at_.compare_exchange(expected, desired, false, where);
    }
    /// As compare_exchange_strong, but may fail although the value is `expected`, as often in an execution as
    /// Semantics::weak_failures says. That is a choice.
    bool compare_exchange_weak(T& expected, T desired, memory_order = usual, Where where = Where::here()) {
        return at_.compare_exchange(expected, desired, true, where);
    }
    bool compare_exchange_weak(T& expected, T desired, memory_order, memory_order, Where where = Where::here()) {
        return at_.compare_exchange(expected, desired, true, where);
    }

    /// Adds, and returns the value before. Integers wrap around; to a pointer, elements are added.
    T fetch_add(Step by, memory_order = usual, Where where = Where::here()) requires atomic_sum<T> {
        return at_.fetch_sum(OperationKind::fetch_add, by, where);
    }
    T fetch_sub(Step by, memory_order = usual, Where where = Where::here()) requires atomic_sum<T> {
        return at_.fetch_sum(OperationKind::fetch_sub, by, where);
    }
    /// Combines bit by bit, and returns the value before.
    T fetch_and(T by, memory_order = usual, Where where = Where::here()) requires atomic_integer<T> {
        return at_.fetch_bits(OperationKind::fetch_and, by, where);
    }
    T fetch_or(T by, memory_order = usual, Where where = Where::here()) requires atomic_integer<T> {
        return at_.fetch_bits(OperationKind::fetch_or, by, where);
    }
    T fetch_xor(T by, memory_order = usual, Where where = Where::here()) requires atomic_integer<T> {
        return at_.fetch_bits(OperationKind::fetch_xor, by, where);
    }

    /// Returns when the value is not `old`: one step when it is not, otherwise the thread sleeps until it is notified and
    /// looks again. A change without a notification leaves it asleep. Wakes without a cause are on the budget of
    /// Semantics::spurious and show only where the value has changed.
    void wait(T old, memory_order = usual, Where where = Where::here()) const { at_.wait(old, where); }
    /// Wakes one who waits: any of them, which is a choice, or the oldest under notify = oldest.
    void notify_one(Where where = Where::here()) { at_.notify_one(where); }
    /// Wakes all who wait.
    void notify_all(Where where = Where::here()) { at_.notify_all(where); }

    /// As load and store.
    operator T() const { return at_.load({}); }
    T operator=(Placed<T> desired) {
        at_.store(desired.value, desired.where);
        return desired.value;
    }

    /// Each is one step and returns the value after it; `x++` and `x--` the value before.
    T operator+=(Placed<Step> by) requires atomic_sum<T> { return sum(OperationKind::fetch_add, by.value, by.where); }
    T operator-=(Placed<Step> by) requires atomic_sum<T> { return sum(OperationKind::fetch_sub, by.value, by.where); }
    T operator&=(Placed<T> by) requires atomic_integer<T> { return combine(OperationKind::fetch_and, by); }
    T operator|=(Placed<T> by) requires atomic_integer<T> { return combine(OperationKind::fetch_or, by); }
    T operator^=(Placed<T> by) requires atomic_integer<T> { return combine(OperationKind::fetch_xor, by); }
    T operator++() requires atomic_count<T> { return sum(OperationKind::fetch_add, Step{1}, {}); }
    T operator--() requires atomic_count<T> { return sum(OperationKind::fetch_sub, Step{1}, {}); }
    T operator++(int) requires atomic_count<T> { return at_.fetch_sum(OperationKind::fetch_add, Step{1}, {}); }
    T operator--(int) requires atomic_count<T> { return at_.fetch_sum(OperationKind::fetch_sub, Step{1}, {}); }

    ObjectId id() const noexcept { return at_.id(); }

private:
    static ObjectId created(T desired, Where where) {
        Engine& engine = running("atomic");
        return engine.create<objects::Atomic>(
            ObjectKind::atomic, where, bits_of(desired), form_of<T>(), engine.semantics());
    }
    T sum(OperationKind kind, Step by, Where where) { return sum_of(kind, at_.fetch_sum(kind, by, where), by); }
    T combine(OperationKind kind, Placed<T> const& by) {
        return bits_after(kind, at_.fetch_bits(kind, by.value, by.where), by.value);
    }

    AtomicAccess<T> at_;
};

}  // namespace heddle
