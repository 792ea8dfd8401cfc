// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/objects/variable.hpp>
#include <heddle/primitives/bits.hpp>
#include <heddle/primitives/running.hpp>

namespace heddle {

/// A plain variable that threads share, watched. The access itself is plain memory in the user's code, so that
/// ThreadSanitizer sees it too. While data races are findings, accesses are events without a choice and unordered ones are
/// reported; while they are allowed, each load and each store is a scheduling point, so that `x += 1` is two.
template <class T>
class shared {
public:
    /// (`shared<int> x = 0` is not possible, for `x = 0` knows its place; write `x{0}`.)
    explicit shared(T initial = T{}, Where where = Where::here())
        : value_(std::move(initial)),
          id_{running("shared").create<objects::Variable>(ObjectKind::variable, where, bits_of(value_), form_of<T>())} {
    }
    shared(shared const&) = delete;

    T load(Where where = Where::here()) const {
        access(OperationKind::load, OperationKind::plain_load, 0, where);
        return value_;
    }
    void store(T value, Where where = Where::here()) {
        access(OperationKind::store, OperationKind::plain_store, bits_of(value), where);
        value_ = std::move(value);
    }

    operator T() const { return load(Where{}); }
    shared& operator=(Placed<T> next) {
        store(std::move(next.value), next.where);
        return *this;
    }
    shared& operator=(shared const&) = delete;
    shared& operator+=(Placed<T> by) {
        store(static_cast<T>(load(by.where) + by.value), by.where);
        return *this;
    }
    shared& operator-=(Placed<T> by) {
        store(static_cast<T>(load(by.where) - by.value), by.where);
        return *this;
    }
    shared& operator++() { return *this += Placed<T>{1, Where{}}; }
    shared& operator--() { return *this -= Placed<T>{1, Where{}}; }

    ObjectId id() const noexcept { return id_; }

private:
    void access(OperationKind point, OperationKind event, std::uint64_t operand, Where where) const {
        Engine& engine = running("shared");
        if (engine.semantics().data_races == DataRaces::allowed) {
            engine.perform(point, id_, no_object, operand, where);
        } else {
            engine.note_access(event, id_, operand, where);
        }
    }

    T value_;
    ObjectId id_;
};

}  // namespace heddle
