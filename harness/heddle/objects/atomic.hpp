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
        std::uint64_t const old = value_.bits();
        std::uint64_t const operand = operation.operand;
        switch (operation.kind) {
        case OperationKind::atomic_load:
            value_.show(effect);
            effect.flags |= Effect::acquires;
            return;
        case OperationKind::atomic_store:
            value_.put(operand, effect);
            effect.flags |= Effect::releases | Effect::replaces;
            return;
        case OperationKind::exchange:
            value_.put(operand, effect);
            break;
        case OperationKind::fetch_add:
            value_.put(old + operand, effect);
            break;
        case OperationKind::fetch_sub:
            value_.put(old - operand, effect);
            break;
        case OperationKind::fetch_and:
            value_.put(old & operand, effect);
            break;
        case OperationKind::fetch_or:
            value_.put(old | operand, effect);
            break;
        case OperationKind::fetch_xor:
            value_.put(old ^ operand, effect);
            break;
        case OperationKind::compare_exchange:
            if (old != operation.expected || outcome.kind == OutcomeKind::failed) {
                value_.show(effect);
                effect.flags |= Effect::acquires;
                return;
            }
            value_.put(operand, effect);
            break;
        default:
            return;
        }
        effect.flags |= Effect::acquires | Effect::releases;
    }

private:
    Value value_;
};

}  // namespace heddle::objects
