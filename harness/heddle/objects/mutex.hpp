// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>

namespace heddle::objects {

/// A mutex that its holder may not lock again (std::mutex), or may (std::recursive_mutex).
class Mutex final : public Object {
public:
    explicit Mutex(ObjectKind kind = ObjectKind::mutex) noexcept : Object{kind} {}
    void reset() noexcept {
        holder_ = no_thread;
        depth_ = 0;
    }

    Ways ways(Operation const& operation) const noexcept override {
        if (operation.kind != OperationKind::lock || open_to(operation.thread)) return one_way;
        return {0, operation.operand != never, false, false};
    }

    void apply(Operation const& operation, Outcome outcome, Effect& effect) noexcept override {
        effect.other = holder_;
        switch (operation.kind) {
        case OperationKind::lock:
            if (outcome.kind == OutcomeKind::timed_out) {
                if (holder_ == operation.thread) effect.misuse = Misuse::relock;
                break;
            }
            take(operation.thread, effect);
            break;
        case OperationKind::try_lock:
            if (open_to(operation.thread)) take(operation.thread, effect);
            break;
        case OperationKind::unlock:
            give_back(operation.thread, effect);
            effect.flags |= Effect::releases;
            break;
        case OperationKind::wait:
            if (holder_ != operation.thread) effect.misuse = Misuse::wait_unlocked;
            holder_ = no_thread;
            depth_ = 0;
            effect.flags |= Effect::also_releases | Effect::changes;
            break;
        case OperationKind::destroy:
            if (holder_ != no_thread) effect.misuse = Misuse::destroyed_held;
            reset();
            break;
        default:
            break;
        }
    }

    Misuse leftover(ThreadId& holder) const noexcept override {
        holder = holder_;
        return holder_ == no_thread ? Misuse::none : Misuse::held_at_end;
    }

private:
    bool open_to(ThreadId thread) const noexcept {
        return holder_ == no_thread || (kind() == ObjectKind::recursive_mutex && holder_ == thread);
    }

    void take(ThreadId thread, Effect& effect) noexcept {
        holder_ = thread;
        ++depth_;
        effect.result = 1;
        effect.flags |= Effect::acquires | Effect::changes;
    }

    /// A foreign unlock opens the mutex, as POSIX mutexes do in practice: what follows can be seen.
    void give_back(ThreadId thread, Effect& effect) noexcept {
        if (holder_ == no_thread) {
            effect.misuse = Misuse::unlock_free;
            return;
        }
        if (holder_ != thread) effect.misuse = Misuse::unlock_foreign;
        if (--depth_ > 0) return;
        holder_ = no_thread;
        effect.flags |= Effect::changes;
    }

    ThreadId holder_ = no_thread;
    std::uint32_t depth_ = 0;
};

}  // namespace heddle::objects
