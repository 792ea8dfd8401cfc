// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>

namespace heddle::objects {

/// What futures wait for: set once, then ready for ever. One with a deferred function becomes ready because somebody who
/// waits for it calls that: call_once says who.
class Future final : public Object {
public:
    /// What an event_wait tells.
    enum Answer : std::uint64_t { not_ready = 0, ready = 1, deferred = 2 };

    Future() noexcept : Object{ObjectKind::future} {}
    void reset(bool has_function) noexcept {
        caller_ = no_thread;
        ready_ = false;
        deferred_ = has_function;
    }

    Ways ways(Operation const& operation) const noexcept override {
        if (ready_) return one_way;
        bool const timed = operation.operand != never;
        if (operation.kind == OperationKind::call_once) return caller_ == no_thread ? one_way : Ways{};
        if (operation.kind != OperationKind::event_wait || (deferred_ && timed)) return one_way;
        return {0, timed, false, false};
    }

    void apply(Operation const& operation, Outcome, Effect& effect) noexcept override {
        switch (operation.kind) {
        case OperationKind::event_wait:
            effect.result = ready_ ? ready : deferred_ ? deferred : not_ready;
            if (ready_) effect.flags |= Effect::acquires;
            break;
        case OperationKind::call_once:
            if (ready_) {
                effect.flags |= Effect::acquires;
            } else {
                caller_ = operation.thread;
                effect.result = 1;
                effect.flags |= Effect::changes;
            }
            break;
        case OperationKind::event_set:
            effect.result = ready_ ? 1 : 0;
            if (ready_) break;
            ready_ = true;
            effect.flags |= Effect::releases | Effect::changes;
            break;
        default:
            break;
        }
    }

private:
    ThreadId caller_ = no_thread;  ///< of the deferred function
    bool ready_ = false;
    bool deferred_ = false;
};

}  // namespace heddle::objects
