// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/objects/atomic.hpp>
#include <heddle/primitives/bits.hpp>
#include <heddle/primitives/running.hpp>

#include <atomic>

namespace heddle {

using std::memory_order;

/// std::atomic under control. Every operation is a scheduling point and sequentially consistent: a memory order may be
/// given and is not used, so that what only a weaker order would show is not found.
template <class T>
class atomic {
    static_assert(has_bits<T>, "heddle::atomic: the type must be trivially copyable and at most eight bytes");

public:
    using value_type = T;
    static constexpr bool is_always_lock_free = true;

    /// (`atomic<int> x = 0` is not possible, for `x = 0` knows its place; write `x{0}`.)
    explicit atomic(T desired = T{}, Where where = Where::here())
        : id_{running("atomic").create<objects::Atomic>(ObjectKind::atomic, where, bits_of(desired), form_of<T>())} {}
    atomic(atomic const&) = delete;
    atomic& operator=(atomic const&) = delete;

    bool is_lock_free() const noexcept { return true; }
    T load(memory_order = std::memory_order_seq_cst, Where where = Where::here()) const {
        return from_bits<T>(perform(OperationKind::atomic_load, 0, where));
    }
    void store(T desired, memory_order = std::memory_order_seq_cst, Where where = Where::here()) {
        perform(OperationKind::atomic_store, bits_of(desired), where);
    }
    T exchange(T desired, memory_order = std::memory_order_seq_cst, Where where = Where::here()) {
        return from_bits<T>(perform(OperationKind::exchange, bits_of(desired), where));
    }
    bool compare_exchange_strong(
        T& expected, T desired, memory_order = std::memory_order_seq_cst, Where where = Where::here()) {
        std::uint64_t const wanted = bits_of(expected);
        std::uint64_t const found =
            running("atomic").perform(OperationKind::compare_exchange, id_, no_object, bits_of(desired), where, wanted);
        if (found == wanted) return true;
        expected = from_bits<T>(found);
        return false;
    }
    bool
    compare_exchange_strong(T& expected, T desired, memory_order success, memory_order, Where where = Where::here()) {
        return compare_exchange_strong(expected, desired, success, where);
    }
    /// Does not fail without cause yet.
    bool compare_exchange_weak(
        T& expected, T desired, memory_order order = std::memory_order_seq_cst, Where where = Where::here()) {
        return compare_exchange_strong(expected, desired, order, where);
    }
    bool
    compare_exchange_weak(T& expected, T desired, memory_order success, memory_order, Where where = Where::here()) {
        return compare_exchange_strong(expected, desired, success, where);
    }
    T fetch_add(
        T by, memory_order = std::memory_order_seq_cst, Where where = Where::here()) requires std::is_integral_v<T> {
        return from_bits<T>(perform(OperationKind::fetch_add, bits_of(by), where));
    }
    T fetch_sub(
        T by, memory_order = std::memory_order_seq_cst, Where where = Where::here()) requires std::is_integral_v<T> {
        return from_bits<T>(perform(OperationKind::fetch_sub, bits_of(by), where));
    }
    T fetch_and(
        T by, memory_order = std::memory_order_seq_cst, Where where = Where::here()) requires std::is_integral_v<T> {
        return from_bits<T>(perform(OperationKind::fetch_and, bits_of(by), where));
    }
    T fetch_or(
        T by, memory_order = std::memory_order_seq_cst, Where where = Where::here()) requires std::is_integral_v<T> {
        return from_bits<T>(perform(OperationKind::fetch_or, bits_of(by), where));
    }
    T fetch_xor(
        T by, memory_order = std::memory_order_seq_cst, Where where = Where::here()) requires std::is_integral_v<T> {
        return from_bits<T>(perform(OperationKind::fetch_xor, bits_of(by), where));
    }

    operator T() const { return from_bits<T>(perform(OperationKind::atomic_load, 0, {})); }
    T operator=(Placed<T> desired) {
        store(desired.value, std::memory_order_seq_cst, desired.where);
        return desired.value;
    }
    T operator+=(Placed<T> by) {
        return static_cast<T>(fetch_add(by.value, std::memory_order_seq_cst, by.where) + by.value);
    }
    T operator-=(Placed<T> by) {
        return static_cast<T>(fetch_sub(by.value, std::memory_order_seq_cst, by.where) - by.value);
    }
    T operator&=(Placed<T> by) {
        return static_cast<T>(fetch_and(by.value, std::memory_order_seq_cst, by.where) & by.value);
    }
    T operator|=(Placed<T> by) {
        return static_cast<T>(fetch_or(by.value, std::memory_order_seq_cst, by.where) | by.value);
    }
    T operator^=(Placed<T> by) {
        return static_cast<T>(fetch_xor(by.value, std::memory_order_seq_cst, by.where) ^ by.value);
    }
    T operator++() { return static_cast<T>(fetch_add(T{1}, std::memory_order_seq_cst, {}) + T{1}); }
    T operator--() { return static_cast<T>(fetch_sub(T{1}, std::memory_order_seq_cst, {}) - T{1}); }
    T operator++(int) { return fetch_add(T{1}, std::memory_order_seq_cst, {}); }
    T operator--(int) { return fetch_sub(T{1}, std::memory_order_seq_cst, {}); }

    ObjectId id() const noexcept { return id_; }

private:
    std::uint64_t perform(OperationKind kind, std::uint64_t operand, Where where) const {
        return running("atomic").perform(kind, id_, no_object, operand, where);
    }

    ObjectId id_;
};

}  // namespace heddle
