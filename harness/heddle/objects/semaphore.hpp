// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>

#include <algorithm>

namespace heddle::objects {

/// A counting semaphore.
class Semaphore final : public Object {
public:
    Semaphore() noexcept : Object{ObjectKind::semaphore} {}
    void reset(std::uint64_t count, std::uint64_t most) noexcept {
        count_ = count;
        most_ = most;
    }

    Ways ways(Operation const& operation) const noexcept override {
        if (operation.kind != OperationKind::acquire || count_ > 0) return one_way;
        return {0, operation.operand != never, false, false};
    }

    void apply(Operation const& operation, Outcome outcome, Effect& effect) noexcept override {
        switch (operation.kind) {
        case OperationKind::acquire:
        case OperationKind::try_acquire:
            if (outcome.kind == OutcomeKind::timed_out || count_ == 0) break;
            --count_;
            effect.result = 1;
            effect.flags |= Effect::acquires | Effect::changes;
            break;
        case OperationKind::release:
            if (operation.operand > most_ - std::min(count_, most_)) effect.misuse = Misuse::semaphore_overflow;
            count_ += operation.operand;
            effect.flags |= Effect::releases | Effect::changes;
            break;
        default:
            break;
        }
    }

private:
    std::uint64_t count_ = 0;
    std::uint64_t most_ = never;
};

}  // namespace heddle::objects
