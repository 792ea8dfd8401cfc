// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>

#include <algorithm>

namespace heddle::objects {

/// A count that only goes down, and a gate that opens when it is zero and stays open.
class Latch final : public Object {
public:
    Latch() noexcept : Object{ObjectKind::latch} {}
    void reset(std::uint64_t expected) noexcept { left_ = expected; }

    Ways ways(Operation const& operation) const noexcept override {
        return operation.kind != OperationKind::arrival_wait || left_ == 0 ? one_way : Ways{};
    }

    void apply(Operation const& operation, Outcome, Effect& effect) noexcept override {
        switch (operation.kind) {
        case OperationKind::count_down:
            if (operation.operand > left_) effect.misuse = Misuse::too_many_arrivals;
            left_ -= std::min(left_, operation.operand);
            effect.flags |= Effect::releases;
            if (left_ == 0) effect.flags |= Effect::changes;
            break;
        case OperationKind::arrival_wait:
        case OperationKind::arrival_check:
            if (left_ > 0) break;
            effect.result = 1;
            effect.flags |= Effect::acquires;
            break;
        default:
            break;
        }
    }

private:
    std::uint64_t left_ = 0;
};

}  // namespace heddle::objects
