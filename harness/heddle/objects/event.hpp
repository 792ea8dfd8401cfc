// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>

namespace heddle::objects {

/// A flag that threads wait for; it stays set until it is reset.
class ManualResetEvent final : public Object {
public:
    ManualResetEvent() noexcept : Object{ObjectKind::event} {}
    void reset(bool set) noexcept { set_ = set; }

    Ways ways(Operation const& operation) const noexcept override {
        if (operation.kind != OperationKind::event_wait || set_) return one_way;
        return {0, operation.operand != never, false, false};
    }

    void apply(Operation const& operation, Outcome outcome, Effect& effect) noexcept override {
        switch (operation.kind) {
        case OperationKind::event_wait:
        case OperationKind::event_check:
            effect.result = outcome.kind != OutcomeKind::timed_out && set_ ? 1 : 0;
            if (effect.result != 0) effect.flags |= Effect::acquires;
            break;
        case OperationKind::event_set:
            put(true, effect);
            break;
        case OperationKind::event_reset:
            put(false, effect);
            break;
        default:
            break;
        }
    }

private:
    void put(bool set, Effect& effect) noexcept {
        effect.flags |= Effect::releases;
        if (set_ != set) effect.flags |= Effect::changes;
        set_ = set;
    }

    bool set_ = false;
};

}  // namespace heddle::objects
