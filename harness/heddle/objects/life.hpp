// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>

namespace heddle::objects {

/// The life of a thread: begun, ended, joined or let go.
class Life final : public Object {
public:
    Life() noexcept : Object{ObjectKind::thread} {}
    void reset(ThreadId thread) noexcept {
        thread_ = thread;
        ended_ = accounted_ = watched_ = false;
    }

    bool ended() const noexcept { return ended_; }
    /// Somebody asks whether the thread lives: its end becomes a scheduling point.
    bool watched() const noexcept { return watched_; }
    void watch() noexcept { watched_ = true; }
    /// Nobody will join it, and nobody has to.
    void detach() noexcept { accounted_ = true; }

    Ways ways(Operation const& operation) const noexcept override {
        if (ended_) return one_way;
        return {0, operation.kind == OperationKind::timed_join && operation.operand != never, false, false};
    }

    void apply(Operation const& operation, Outcome outcome, Effect& effect) noexcept override {
        if (outcome.kind == OutcomeKind::timed_out) {
            effect.other = thread_;
        } else {
            take(operation.kind, effect);
        }
    }

    /// As apply, of whatever was not timed out.
    void take(OperationKind kind, Effect& effect) noexcept {
        effect.other = thread_;
        switch (kind) {
        case OperationKind::start:
            effect.flags |= Effect::releases;
            break;
        case OperationKind::begin:
            effect.flags |= Effect::acquires;
            break;
        case OperationKind::watched_end:
        case OperationKind::end:
            ended_ = true;
            effect.flags |= Effect::releases | Effect::changes;
            break;
        case OperationKind::join:
        case OperationKind::timed_join:
            accounted_ = true;
            effect.result = 1;
            effect.flags |= Effect::acquires;
            break;
        case OperationKind::is_alive:
            effect.result = ended_ ? 0 : 1;
            if (ended_) effect.flags |= Effect::acquires;
            break;
        case OperationKind::destroy:
            if (!accounted_) effect.misuse = Misuse::destroyed_joinable;
            accounted_ = true;
            break;
        default:
            break;
        }
    }

    Misuse leftover(ThreadId& holder) const noexcept override {
        holder = thread_;
        return accounted_ ? Misuse::none : Misuse::never_joined;
    }

private:
    ThreadId thread_ = no_thread;
    bool ended_ = false;
    bool accounted_ = false;  ///< joined or detached, or blamed already
    bool watched_ = false;
};

}  // namespace heddle::objects
