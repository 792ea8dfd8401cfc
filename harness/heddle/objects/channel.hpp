// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>
#include <heddle/objects/value.hpp>

#include <cstddef>
#include <vector>

namespace heddle::objects {

/// A queue of messages with room for `capacity`, and a lock round each operation: every one acquires and releases. A send
/// carries its value's bits in `expected`; a receive's result is the bits that it gets. Whether a send or a receive came to
/// something is told by `changes`, and a send's result is 1.
class Channel final : public Object {
public:
    Channel() noexcept : Object{ObjectKind::channel} {}
    void reset(std::uint64_t capacity, ValueForm form) noexcept {
        messages_.clear();
        first_ = 0;
        capacity_ = capacity;
        form_ = form;
        closed_ = false;
    }

    bool closed() const noexcept { return closed_; }

    Ways ways(Operation const& operation) const noexcept override {
        bool const sends = operation.kind == OperationKind::send;
        if (closed_ || (!sends && operation.kind != OperationKind::receive)) return one_way;
        if (sends ? size() < capacity_ : size() > 0) return one_way;
        return {0, operation.operand != never, false, false};
    }

    void apply(Operation const& operation, Outcome outcome, Effect& effect) noexcept override {
        if (operation.kind == OperationKind::destroy) return;
        effect.flags |= Effect::acquires | Effect::releases;
        bool const in_time = outcome.kind != OutcomeKind::timed_out;
        switch (operation.kind) {
        case OperationKind::send:
        case OperationKind::try_send:
            effect.flags |= form_.flags;
            if (in_time && !closed_ && size() < capacity_) put(form_.normal(operation.expected), effect);
            break;
        case OperationKind::receive:
        case OperationKind::try_receive:
            effect.flags |= form_.flags;
            if (in_time && size() > 0) take(effect);
            break;
        case OperationKind::close:
            if (!closed_) effect.flags |= Effect::changes;
            closed_ = true;
            break;
        default:
            break;
        }
    }

private:
    std::size_t size() const noexcept { return messages_.size() - first_; }

    void put(std::uint64_t bits, Effect& effect) {
        messages_.push_back(bits);
        effect.result = 1;
        effect.flags |= Effect::changes;
    }

    /// What was taken is forgotten now and then: all at once when that is at least half of what there is.
    void take(Effect& effect) noexcept {
        effect.result = messages_[first_++];
        effect.flags |= Effect::changes;
        if (2 * first_ < messages_.size()) return;
        messages_.erase(messages_.begin(), messages_.begin() + static_cast<std::ptrdiff_t>(first_));
        first_ = 0;
    }

    std::vector<std::uint64_t> messages_;  ///< the bits of each, the oldest at first_
    std::size_t first_ = 0;
    std::uint64_t capacity_ = 0;
    ValueForm form_;
    bool closed_ = false;
};

}  // namespace heddle::objects
