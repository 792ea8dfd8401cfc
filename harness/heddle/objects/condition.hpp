// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>
#include <heddle/objects/wait_queue.hpp>

namespace heddle::objects {

/// A condition variable: a queue of waiters, some of them signalled. A wait is three operations: wait joins the queue and
/// releases the mutex, wake leaves it, lock takes the mutex again.
class Condition final : public Object {
public:
    Condition() noexcept : Object{ObjectKind::condition} {}
    void reset(Semantics const& semantics) noexcept { queue_.reset(semantics); }

    Ways ways(Operation const& operation) const noexcept override {
        if (operation.kind == OperationKind::notify_one) return queue_.ways_to_notify();
        if (operation.kind != OperationKind::wake || queue_.has_signalled(operation.thread)) return one_way;
        return {0, operation.operand != never, queue_.may_be_spurious(), false};
    }

    void apply(Operation const& operation, Outcome outcome, Effect& effect) noexcept override {
        switch (operation.kind) {
        case OperationKind::wait:
            queue_.join(operation.thread);
            break;
        case OperationKind::wait_unless_stopped:
            // The stop state, whose operation it is, has said whether.
            if (effect.result == 0) queue_.join(operation.thread);
            break;
        case OperationKind::wake:
            queue_.leave(operation.thread, outcome.kind);
            effect.result = outcome.kind == OutcomeKind::timed_out ? 0 : 1;
            break;
        case OperationKind::notify_one:
            effect.other = queue_.notify_one(outcome.pick);
            effect.flags |= Effect::changes;
            break;
        case OperationKind::notify_all:
            effect.result = queue_.notify_all();
            effect.flags |= Effect::changes;
            break;
        case OperationKind::destroy:
            if (!queue_.empty()) effect.misuse = Misuse::destroyed_waited;
            break;
        default:
            break;
        }
    }

private:
    WaitQueue queue_;
};

}  // namespace heddle::objects
