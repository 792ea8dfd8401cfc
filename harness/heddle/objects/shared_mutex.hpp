// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>

#include <algorithm>
#include <vector>

namespace heddle::objects {

/// A mutex that one thread holds alone, or many share (std::shared_mutex). It prefers neither readers nor writers: whoever
/// can have it may be next. `also` of exclusive locks and of unlock_shared is the readers' Relay: a reader's unlock
/// happens before the next writer's lock, and not before another reader's.
class SharedMutex final : public Object {
public:
    SharedMutex() noexcept : Object{ObjectKind::shared_mutex} {}
    void reset() noexcept {
        writer_ = no_thread;
        readers_.clear();
    }

    Ways ways(Operation const& operation) const noexcept override {
        bool const waits = (operation.kind == OperationKind::lock && !open())
                           || (operation.kind == OperationKind::lock_shared && !open_to_readers());
        if (!waits) return one_way;
        return {0, operation.operand != never, false, false};
    }

    void apply(Operation const& operation, Outcome outcome, Effect& effect) noexcept override {
        effect.other = holder();
        switch (operation.kind) {
        case OperationKind::lock:
        case OperationKind::lock_shared:
            if (outcome.kind == OutcomeKind::timed_out) {
                if (holds(operation.thread)) effect.misuse = Misuse::relock;
                break;
            }
            take(operation, effect);
            break;
        case OperationKind::try_lock:
            if (open()) take(operation, effect);
            break;
        case OperationKind::try_lock_shared:
            if (open_to_readers()) take(operation, effect);
            break;
        case OperationKind::unlock:
            unlock(operation.thread, effect);
            break;
        case OperationKind::unlock_shared:
            unlock_shared(operation.thread, effect);
            break;
        case OperationKind::destroy:
            if (!open()) effect.misuse = Misuse::destroyed_held;
            reset();
            break;
        default:
            break;
        }
    }

    Misuse leftover(ThreadId& left) const noexcept override {
        left = holder();
        return open() ? Misuse::none : Misuse::held_at_end;
    }

private:
    bool open() const noexcept { return writer_ == no_thread && readers_.empty(); }
    bool open_to_readers() const noexcept { return writer_ == no_thread; }
    bool reads(ThreadId thread) const noexcept {
        return std::find(readers_.begin(), readers_.end(), thread) != readers_.end();
    }
    bool holds(ThreadId thread) const noexcept { return writer_ == thread || reads(thread); }
    /// Who holds it; of several the one who has done so longest.
    ThreadId holder() const noexcept { return writer_ != no_thread || readers_.empty() ? writer_ : readers_.front(); }

    void take(Operation const& operation, Effect& effect) noexcept {
        effect.result = 1;
        effect.flags |= Effect::acquires | Effect::changes;
        if (operation.kind == OperationKind::lock || operation.kind == OperationKind::try_lock) {
            writer_ = operation.thread;
            effect.flags |= Effect::also_acquires;
            return;
        }
        // std leaves it undefined, for many implementations let a waiting writer go first: then it is a deadlock.
        if (reads(operation.thread)) effect.misuse = Misuse::relock_shared;
        readers_.push_back(operation.thread);
    }

    /// A wrong unlock ends some hold, as a POSIX lock's unlock does, which does not know in which way it is held.
    void unlock(ThreadId thread, Effect& effect) noexcept {
        effect.flags |= Effect::releases;
        if (open()) {
            effect.misuse = Misuse::unlock_free;
            return;
        }
        if (writer_ == no_thread) {
            effect.misuse = Misuse::unlock_mismatched;
            remove_reader(thread);
        } else if (writer_ != thread) {
            effect.misuse = Misuse::unlock_foreign;
        }
        writer_ = no_thread;
        effect.flags |= Effect::changes;
    }

    void unlock_shared(ThreadId thread, Effect& effect) noexcept {
        effect.flags |= Effect::also_releases;
        if (open()) {
            effect.misuse = Misuse::unlock_free;
            return;
        }
        if (writer_ != no_thread) {
            effect.misuse = Misuse::unlock_mismatched;
            writer_ = no_thread;
        } else {
            if (!reads(thread)) effect.misuse = Misuse::unlock_foreign;
            remove_reader(thread);
        }
        // While others still share it nobody can tell.
        if (open()) effect.flags |= Effect::changes;
    }

    /// One hold of the thread's own; of whoever has shared it longest if it has none.
    void remove_reader(ThreadId thread) noexcept {
        auto const own = std::find(readers_.begin(), readers_.end(), thread);
        readers_.erase(own != readers_.end() ? own : readers_.begin());
    }

    ThreadId writer_ = no_thread;
    std::vector<ThreadId> readers_;  ///< in the order of their locks
};

}  // namespace heddle::objects
