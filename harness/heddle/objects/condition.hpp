// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>
#include <heddle/core/semantics.hpp>

#include <algorithm>
#include <vector>

namespace heddle::objects {

/// A condition variable: a queue of waiters, some of them signalled. A wait is three operations: wait joins the queue and
/// releases the mutex, wake leaves it, lock takes the mutex again.
class Condition final : public Object {
public:
    Condition() noexcept : Object{ObjectKind::condition} {}
    void reset(Semantics const& semantics) noexcept {
        waiters_.clear();
        signalled_.clear();
        oldest_ = semantics.notify == Notify::oldest;
        spurious_ = semantics.spurious > 0;
    }

    Ways ways(Operation const& operation) const noexcept override {
        if (operation.kind == OperationKind::notify_one) {
            if (oldest_ || waiters_.size() < 2) return one_way;
            return {static_cast<std::uint32_t>(waiters_.size()), false, false, false};
        }
        if (operation.kind != OperationKind::wake || holds(signalled_, operation.thread)) return one_way;
        return {0, operation.operand != never, spurious_, false};
    }

    void apply(Operation const& operation, Outcome outcome, Effect& effect) noexcept override {
        switch (operation.kind) {
        case OperationKind::wait:
            waiters_.push_back(operation.thread);
            break;
        case OperationKind::wait_unless_stopped:
            // The stop state, whose operation it is, has said whether.
            if (effect.result == 0) waiters_.push_back(operation.thread);
            break;
        case OperationKind::wake:
            std::erase(outcome.kind == OutcomeKind::done ? signalled_ : waiters_, operation.thread);
            effect.result = outcome.kind == OutcomeKind::timed_out ? 0 : 1;
            break;
        case OperationKind::notify_one:
            if (!waiters_.empty()) effect.other = signal(outcome.pick);
            effect.flags |= Effect::changes;
            break;
        case OperationKind::notify_all:
            effect.result = waiters_.size();
            signalled_.insert(signalled_.end(), waiters_.begin(), waiters_.end());
            waiters_.clear();
            effect.flags |= Effect::changes;
            break;
        case OperationKind::destroy:
            if (!waiters_.empty()) effect.misuse = Misuse::destroyed_waited;
            break;
        default:
            break;
        }
    }

private:
    static bool holds(std::vector<ThreadId> const& threads, ThreadId thread) noexcept {
        return std::find(threads.begin(), threads.end(), thread) != threads.end();
    }

    ThreadId signal(std::uint32_t pick) noexcept {
        auto const chosen = waiters_.begin() + static_cast<std::ptrdiff_t>(pick);
        ThreadId const woken = *chosen;
        signalled_.push_back(woken);
        waiters_.erase(chosen);
        return woken;
    }

    std::vector<ThreadId> waiters_;    ///< not signalled, the oldest first
    std::vector<ThreadId> signalled_;  ///< may wake
    bool oldest_ = false;
    bool spurious_ = false;
};

}  // namespace heddle::objects
