// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>
#include <heddle/objects/value.hpp>

namespace heddle::objects {

/// An atomic value, sequentially consistent whatever order was asked for.
class Atomic final : public Object {
public:
    Atomic() noexcept : Object{ObjectKind::atomic} {}
    void reset(std::uint64_t bits, ValueForm form) noexcept { value_.reset(bits, form); }

    void apply(Operation const& operation, Outcome outcome, Effect& effect) noexcept override {
        if (operation.kind == OperationKind::atomic_store) {
            value_.put(operation.operand, effect);
            effect.flags |= Effect::releases | Effect::replaces;
            return;
        }
        bool const compares = operation.kind == OperationKind::compare_exchange;
        bool const differs = compares && (value_.bits() != operation.expected || outcome.kind == OutcomeKind::failed);
        if (operation.kind == OperationKind::atomic_load || differs) {
            value_.show(effect);
            effect.flags |= Effect::acquires;
        } else if (operation.kind >= OperationKind::exchange && operation.kind <= OperationKind::compare_exchange) {
            value_.put(modified(operation), effect);
            effect.flags |= Effect::acquires | Effect::releases;
        }
    }

private:
    /// What a read-modify-write makes of the value.
    std::uint64_t modified(Operation const& operation) const noexcept {
        std::uint64_t const old = value_.bits();
        switch (operation.kind) {
        case OperationKind::fetch_add:
            return old + operation.operand;
        case OperationKind::fetch_sub:
            return old - operation.operand;
        case OperationKind::fetch_and:
            return old & operation.operand;
        case OperationKind::fetch_or:
            return old | operation.operand;
        case OperationKind::fetch_xor:
            return old ^ operation.operand;
        default:
            return operation.operand;
        }
    }

    Value value_;
};

}  // namespace heddle::objects
