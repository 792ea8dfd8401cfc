// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>
#include <heddle/objects/value.hpp>

namespace heddle::objects {

/// Plain data that threads share: the model of shared<T>. The value itself is plain memory in the user's code; the model
/// mirrors it for traces.
class Variable final : public Object {
public:
    Variable() noexcept : Object{ObjectKind::variable} {}
    void reset(std::uint64_t bits, ValueForm form) noexcept { value_.reset(bits, form); }

    /// The value is `bits` now, as by plain_store; whether anybody could see a difference.
    bool put(std::uint64_t bits) noexcept { return value_.put(bits); }

    void apply(Operation const& operation, Outcome, Effect& effect) noexcept override {
        switch (operation.kind) {
        case OperationKind::load:
        case OperationKind::plain_load:
            value_.show(effect);
            break;
        case OperationKind::store:
        case OperationKind::plain_store:
            value_.put(operation.operand, effect);
            break;
        default:
            break;
        }
    }

private:
    Value value_;
};

}  // namespace heddle::objects
