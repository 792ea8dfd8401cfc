// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>

namespace heddle::objects {

/// A mutex that its holder may not lock again (std::mutex), or may (std::recursive_mutex); or the copy of one that a fork
/// makes, which begins as the original is at the step that copies it. A copy ends with its process, whoever holds it.
class Mutex final : public Object {
public:
    enum class Origin : std::uint8_t {
        made,    ///< by the program
        fork,    ///< a copy, before the step that says of what
        copied,  ///< that step has been taken
    };

    explicit Mutex(ObjectKind kind = ObjectKind::mutex) noexcept : Object{kind} {}
    void reset(Origin origin = Origin::made) noexcept {
        holder_ = no_thread;
        depth_ = 0;
        origin_ = origin;
        inherited_ = false;
    }

    Ways ways(Operation const& operation) const noexcept override {
        if (operation.kind != OperationKind::lock || open_to(operation.thread)) return one_way;
        return {0, operation.operand != never, false, false};
    }

    void apply(Operation const& operation, Outcome outcome, Effect& effect) noexcept override {
        if (operation.kind == OperationKind::copy) return copy(operation, effect);
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
            if (holder_ != operation.thread && !inherited_) effect.misuse = Misuse::wait_unlocked;
            holder_ = no_thread;
            depth_ = 0;
            inherited_ = false;
            effect.flags |= Effect::also_releases | Effect::changes;
            break;
        case OperationKind::destroy:
            if (holder_ != no_thread && origin_ == Origin::made) effect.misuse = Misuse::destroyed_held;
            reset();
            break;
        default:
            break;
        }
    }

    Misuse leftover(ThreadId& holder) const noexcept override {
        holder = holder_;
        return holder_ == no_thread || origin_ != Origin::made ? Misuse::none : Misuse::held_at_end;
    }

private:
    /// The operation is of both, of the original first: what that says goes on to the copy in the effect.
    void copy(Operation const& operation, Effect& effect) noexcept {
        if (origin_ == Origin::fork) {
            origin_ = Origin::copied;
            holder_ = effect.other;
            depth_ = static_cast<std::uint32_t>(effect.result);
            inherited_ = holder_ != no_thread && holder_ == operation.thread;
        } else {
            effect.other = inherited_ ? operation.thread : holder_;
            effect.result = depth_;
        }
    }

    bool open_to(ThreadId thread) const noexcept {
        if (holder_ == no_thread) return true;
        return kind() == ObjectKind::recursive_mutex && (holder_ == thread || inherited_);
    }

    void take(ThreadId thread, Effect& effect) noexcept {
        holder_ = thread;
        inherited_ = false;
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
        if (holder_ != thread && !inherited_) effect.misuse = Misuse::unlock_foreign;
        if (--depth_ > 0) return;
        holder_ = no_thread;
        inherited_ = false;
        effect.flags |= Effect::changes;
    }

    ThreadId holder_ = no_thread;
    std::uint32_t depth_ = 0;
    Origin origin_ = Origin::made;
    bool inherited_ = false;  ///< by the child of the thread that held it when it forked: the copy is the child's
};

}  // namespace heddle::objects
