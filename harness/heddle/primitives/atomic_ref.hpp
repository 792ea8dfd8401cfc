// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/announce.hpp>
#include <heddle/primitives/atomic_access.hpp>

#include <cstring>
#include <utility>

namespace heddle {

/// std::atomic_ref under control. All that refer to the same memory in an execution share one atomic, whether they live at
/// the same time or not. While one lives the memory may be used through atomic_refs only, as std demands; what is written
/// there in between is seen by the next that refers to it.
template <class T>
class atomic_ref : public AtomicTypes<T> {
    using Step = AtomicStep<T>;
    static constexpr memory_order usual = std::memory_order_seq_cst;

public:
    static constexpr bool is_always_lock_free = true;
    static constexpr std::size_t required_alignment = std::atomic_ref<T>::required_alignment;

    /// Refers to `object`, which must outlive it.
    explicit atomic_ref(T& object, Where where = Where::here()) : object_{&object}, at_{referred(object, where)} {}
    atomic_ref(atomic_ref const& other) noexcept : object_{other.object_}, at_{other.at_} {
        Unwatched const unwatched;
        if (active_engine != nullptr) ++active_engine->places()[object_].references;
    }
    atomic_ref& operator=(atomic_ref const&) = delete;
    ~atomic_ref() {
        Unwatched const unwatched;
        if (active_engine != nullptr) --active_engine->places()[object_].references;
    }

    /// Each as that of atomic.
    bool is_lock_free() const noexcept { return true; }
    T load(memory_order = usual, Where where = Where::here()) const { return at_.load(where); }
    void store(T desired, memory_order = usual, Where where = Where::here()) const {
        at_.store(desired, where);
        put(desired);
    }
    T exchange(T desired, memory_order = usual, Where where = Where::here()) const {
        T const old = at_.exchange(desired, where);
        put(desired);
        return old;
    }
    bool compare_exchange_strong(T& expected, T desired, memory_order = usual, Where where = Where::here()) const {
        return compare_exchange(expected, desired, false, where);
    }
    bool
    compare_exchange_strong(T& expected, T desired, memory_order, memory_order, Where where = Where::here()) const {
        return compare_exchange(expected, desired, false, where);
    }
    bool compare_exchange_weak(T& expected, T desired, memory_order = usual, Where where = Where::here()) const {
        return compare_exchange(expected, desired, true, where);
    }
    bool compare_exchange_weak(T& expected, T desired, memory_order, memory_order, Where where = Where::here()) const {
        return compare_exchange(expected, desired, true, where);
    }

    T fetch_add(Step by, memory_order = usual, Where where = Where::here()) const requires atomic_sum<T> {
        return fetch_sum(OperationKind::fetch_add, by, where);
    }
    T fetch_sub(Step by, memory_order = usual, Where where = Where::here()) const requires atomic_sum<T> {
        return fetch_sum(OperationKind::fetch_sub, by, where);
    }
    T fetch_and(T by, memory_order = usual, Where where = Where::here()) const requires atomic_integer<T> {
        return fetch_bits(OperationKind::fetch_and, by, where);
    }
    T fetch_or(T by, memory_order = usual, Where where = Where::here()) const requires atomic_integer<T> {
        return fetch_bits(OperationKind::fetch_or, by, where);
    }
    T fetch_xor(T by, memory_order = usual, Where where = Where::here()) const requires atomic_integer<T> {
        return fetch_bits(OperationKind::fetch_xor, by, where);
    }

    void wait(T old, memory_order = usual, Where where = Where::here()) const { at_.wait(old, where); }
    void notify_one(Where where = Where::here()) const { at_.notify_one(where); }
    void notify_all(Where where = Where::here()) const { at_.notify_all(where); }

    operator T() const { return at_.load({}); }
    T operator=(Placed<T> desired) const {
        store(desired.value, usual, desired.where);
        return desired.value;
    }
    T operator+=(Placed<Step> by) const requires atomic_sum<T> {
        return sum_of(OperationKind::fetch_add, fetch_add(by.value, usual, by.where), by.value);
    }
    T operator-=(Placed<Step> by) const requires atomic_sum<T> {
        return sum_of(OperationKind::fetch_sub, fetch_sub(by.value, usual, by.where), by.value);
    }
    T operator&=(Placed<T> by) const requires atomic_integer<T> {
        return bits_after(OperationKind::fetch_and, fetch_and(by.value, usual, by.where), by.value);
    }
    T operator|=(Placed<T> by) const requires atomic_integer<T> {
        return bits_after(OperationKind::fetch_or, fetch_or(by.value, usual, by.where), by.value);
    }
    T operator^=(Placed<T> by) const requires atomic_integer<T> {
        return bits_after(OperationKind::fetch_xor, fetch_xor(by.value, usual, by.where), by.value);
    }
    T operator++() const requires atomic_count<T> { return *this += Placed<Step>{Step{1}, Where{}}; }
    T operator--() const requires atomic_count<T> { return *this -= Placed<Step>{Step{1}, Where{}}; }
    T operator++(int) const requires atomic_count<T> { return fetch_sum(OperationKind::fetch_add, Step{1}, {}); }
    T operator--(int) const requires atomic_count<T> { return fetch_sum(OperationKind::fetch_sub, Step{1}, {}); }

    ObjectId id() const noexcept { return at_.id(); }

private:
    static ObjectId referred(T& object, Where where) {
        Unwatched const unwatched;
        Engine& engine = running("atomic_ref");
        Places::Place& place = engine.places()[&object];
        if (place.references++ > 0) return place.object;
        std::uint64_t const bits = bits_of(object);
        if (place.object == no_object) {
            place.object =
                engine.create<objects::Atomic>(ObjectKind::atomic, where, bits, form_of<T>(), engine.semantics());
        } else {
            static_cast<objects::Atomic&>(engine.model(place.object)).assign(bits, form_of<T>());
        }
        return place.object;
    }

    bool compare_exchange(T& expected, T desired, bool weak, Where where) const {
        bool const done = at_.compare_exchange(expected, desired, weak, where);
        if (done) put(desired);
        return done;
    }
    T fetch_sum(OperationKind kind, Step by, Where where) const {
        T const old = at_.fetch_sum(kind, by, where);
        put(sum_of(kind, old, by));
        return old;
    }
    T fetch_bits(OperationKind kind, T by, Where where) const {
        T const old = at_.fetch_bits(kind, by, where);
        put(bits_after(kind, old, by));
        return old;
    }

    /// The memory follows the model, with no scheduling point in between. For ThreadSanitizer the model is what orders.
    void put(T value) const noexcept {
        Unwatched const unwatched;
        std::memcpy(object_, &value, sizeof value);
    }

    T* object_;
    AtomicAccess<T> at_;
};

}  // namespace heddle
