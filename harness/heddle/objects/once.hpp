// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>

namespace heddle::objects {

/// A once_flag: not called, being called, or called. A call that throws leaves it not called.
class Once final : public Object {
public:
    Once() noexcept : Object{ObjectKind::once} {}
    void reset() noexcept {
        caller_ = no_thread;
        called_ = false;
    }

    Ways ways(Operation const& operation) const noexcept override {
        return operation.kind == OperationKind::call_once && caller_ != no_thread ? Ways{} : one_way;
    }

    void apply(Operation const& operation, Outcome, Effect& effect) noexcept override {
        if (operation.kind == OperationKind::call_once) {
            // std orders all calls, those that throw as well, and those that need not call after the one that did.
            effect.flags |= Effect::acquires;
            if (called_) return;
            caller_ = operation.thread;
            effect.result = 1;
            effect.flags |= Effect::changes;
        } else if (operation.kind == OperationKind::call_once_end) {
            caller_ = no_thread;
            called_ = operation.operand != 0;
            effect.flags |= Effect::releases | Effect::changes;
        }
    }

private:
    ThreadId caller_ = no_thread;
    bool called_ = false;
};

}  // namespace heddle::objects
