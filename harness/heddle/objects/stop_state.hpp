// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>

#include <algorithm>
#include <vector>

namespace heddle::objects {

/// What stop sources and tokens share: whether a stop was requested, and the callbacks to be run then. Whoever requests the
/// stop runs them, the oldest first: request_stop and each callback_end tell the address of the next one. `also` of what
/// concerns one callback is that callback, a Relay: its end is released to it, and acquired by whoever removes it.
class StopState final : public Object {
public:
    StopState() noexcept : Object{ObjectKind::stop_state} {}
    void reset() noexcept {
        callbacks_.clear();
        running_ = no_object;
        requester_ = no_thread;
        sources_ = 1;
        requested_ = false;
    }

    /// What request_stop and callback_end tell when there is no callback left; never an address. 0: somebody else was first.
    static constexpr std::uint64_t no_callback = 1;

    bool possible() const noexcept { return requested_ || sources_ > 0; }
    void count_sources(int more) noexcept { sources_ += more; }

    Ways ways(Operation const& operation) const noexcept override {
        bool const runs_elsewhere = running_ == operation.also && requester_ != operation.thread;
        return operation.kind == OperationKind::remove_callback && runs_elsewhere ? Ways{} : one_way;
    }

    void apply(Operation const& operation, Outcome, Effect& effect) noexcept override {
        effect.other = requester_;
        switch (operation.kind) {
        case OperationKind::request_stop:
            if (requested_) break;
            requested_ = true;
            requester_ = operation.thread;
            effect.flags |= Effect::acquires | Effect::releases | Effect::changes;
            run_next(effect);
            break;
        case OperationKind::callback_end:
            effect.flags |= Effect::also_releases | Effect::changes;
            run_next(effect);
            break;
        case OperationKind::stop_check:
        case OperationKind::wait_unless_stopped:
            check(effect);
            break;
        case OperationKind::add_callback:
            add(operation, effect);
            break;
        case OperationKind::remove_callback:
            std::erase_if(callbacks_, [&](Callback const& its) { return its.id == operation.also; });
            effect.flags |= Effect::also_acquires;
            break;
        default:
            break;
        }
    }

private:
    struct Callback {
        ObjectId id;
        std::uint64_t address;
    };

    void check(Effect& effect) const noexcept {
        if (!requested_) return;
        effect.result = 1;
        effect.flags |= Effect::acquires;
    }

    void run_next(Effect& effect) noexcept {
        running_ = no_object;
        effect.result = no_callback;
        if (callbacks_.empty()) return;
        running_ = callbacks_.front().id;
        effect.result = callbacks_.front().address;
        effect.flags |= Effect::opaque;
        callbacks_.erase(callbacks_.begin());
    }

    /// Result 1: it is to be run at once. What its maker did happens before it is run by another thread.
    void add(Operation const& operation, Effect& effect) noexcept {
        effect.flags |= Effect::opaque;  // the operand is an address
        check(effect);
        if (requested_) return;
        callbacks_.push_back({operation.also, operation.operand});
        effect.flags |= Effect::releases;
    }

    std::vector<Callback> callbacks_;  ///< not yet run, the oldest first
    ObjectId running_ = no_object;
    ThreadId requester_ = no_thread;
    int sources_ = 1;
    bool requested_ = false;
};

}  // namespace heddle::objects
