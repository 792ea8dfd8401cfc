// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>
#include <heddle/objects/value.hpp>
#include <heddle/objects/wait_queue.hpp>

namespace heddle::objects {

/// An atomic value, sequentially consistent whatever order was asked for.
///
/// Waiting for it is two operations: wait looks and, while the value is `expected`, joins the queue; wake, when notified,
/// looks again and goes back to sleep if the value is the same (again). A change that nobody notifies of wakes nobody.
/// Both tell 1 as long as the thread sleeps.
class Atomic final : public Object {
public:
    Atomic() noexcept : Object{ObjectKind::atomic} {}
    void reset(std::uint64_t bits, ValueForm form, Semantics const& semantics = {}) noexcept {
        value_.reset(bits, form);
        queue_.reset(semantics);
    }

    /// The memory that it stands for was written while nobody referred to it.
    void assign(std::uint64_t bits, ValueForm form) noexcept { value_.reset(bits, form); }

    Ways ways(Operation const& operation) const noexcept override {
        switch (operation.kind) {
        case OperationKind::compare_exchange_weak:
            return {1, false, false, value_.bits() == operation.expected};
        case OperationKind::notify_one:
            return queue_.ways_to_notify();
        case OperationKind::look_again:
            if (queue_.has_signalled(operation.thread)) return one_way;
            // Without a cause but to no avail would only be a longer way to the same place.
            return {0, false, queue_.may_be_spurious() && value_.bits() != operation.expected, false};
        default:
            return one_way;
        }
    }

    void apply(Operation const& operation, Outcome outcome, Effect& effect) noexcept override {
        if (operation.kind == OperationKind::atomic_store) {
            value_.put(operation.operand, effect);
            effect.flags |= Effect::releases | Effect::replaces;
            return;
        }
        bool const compares = operation.kind == OperationKind::compare_exchange;
        bool const differs = compares && (value_.bits() != operation.expected || outcome.kind == OutcomeKind::failed);
        if (operation.kind == OperationKind::atomic_load || differs) {
            look(effect);
        } else if (operation.kind >= OperationKind::exchange && operation.kind <= OperationKind::compare_exchange) {
            modify(operation, effect);
        } else {
            apply_rarer(operation, outcome, effect);
        }
    }

private:
    void look(Effect& effect) const noexcept {
        value_.show(effect);
        effect.flags |= Effect::acquires;
    }

    void modify(Operation const& operation, Effect& effect) noexcept {
        value_.put(modified(operation), effect);
        effect.flags |= Effect::acquires | Effect::releases;
    }

    void apply_rarer(Operation const& operation, Outcome outcome, Effect& effect) noexcept {
        switch (operation.kind) {
        case OperationKind::compare_exchange_weak:
            if (outcome.kind == OutcomeKind::failed || value_.bits() != operation.expected) {
                look(effect);
            } else {
                modify(operation, effect);
            }
            break;
        case OperationKind::wait:
            look_or_sleep(operation, effect);
            break;
        case OperationKind::look_again:
            wake(operation, outcome, effect);
            break;
        case OperationKind::notify_one:
            effect.other = queue_.notify_one(outcome.pick);
            if (effect.other != no_thread) effect.flags |= Effect::changes;
            break;
        case OperationKind::notify_all:
            effect.result = queue_.notify_all();
            if (effect.result != 0) effect.flags |= Effect::changes;
            break;
        case OperationKind::destroy:
            // Who was notified has yet to look at the value.
            if (!queue_.deserted()) effect.misuse = Misuse::destroyed_waited;
            break;
        default:
            break;
        }
    }

    void look_or_sleep(Operation const& operation, Effect& effect) noexcept {
        look(effect);
        effect.result = value_.bits() == operation.expected ? 1 : 0;
        if (effect.result != 0) queue_.join(operation.thread);
    }

    /// The host, which looks at the state after the ending, never sleeps: it wakes without having been notified.
    void wake(Operation const& operation, Outcome outcome, Effect& effect) noexcept {
        bool const notified = queue_.has_signalled(operation.thread);
        queue_.leave(operation.thread, notified ? OutcomeKind::done : OutcomeKind::spurious);
        if (notified || outcome.kind == OutcomeKind::spurious) look_or_sleep(operation, effect);
    }

    /// What a read-modify-write makes of the value.
    std::uint64_t modified(Operation const& operation) const noexcept {
        std::uint64_t const old = value_.bits();
        switch (operation.kind) {
        case OperationKind::fetch_add:
            return value_.form().plus(old, operation.operand);
        case OperationKind::fetch_sub:
            return value_.form().minus(old, operation.operand);
        case OperationKind::fetch_and:
            return old & operation.operand;
        case OperationKind::fetch_or:
            return old | operation.operand;
        case OperationKind::fetch_xor:
            return old ^ operation.operand;
        default:
            return operation.operand;
        }
    }

    Value value_;
    WaitQueue queue_;
};

}  // namespace heddle::objects
