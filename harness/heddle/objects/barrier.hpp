// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>

#include <algorithm>

namespace heddle::objects {

/// A barrier: a phase is over when all that are expected have arrived and the completion function has run. Arrivals are
/// released to the barrier; whoever comes last acquires them, runs the function, and releases the end of the phase to
/// `also`, a Relay, from which those who waited acquire it.
class Barrier final : public Object {
public:
    Barrier() noexcept : Object{ObjectKind::barrier} {}
    /// `completes`: there is a completion function, and its end is an operation of its own.
    void reset(std::uint64_t expected, bool completes) noexcept {
        expected_ = left_ = expected;
        phase_ = 0;
        completes_ = completes;
    }

    /// What an arrival's result says.
    static constexpr std::uint64_t phase_of(std::uint64_t result) noexcept { return result >> 1U; }
    static constexpr bool was_last(std::uint64_t result) noexcept { return (result & 1U) != 0; }

    Ways ways(Operation const& operation) const noexcept override {
        return operation.kind != OperationKind::arrival_wait || phase_ > operation.operand ? one_way : Ways{};
    }

    void apply(Operation const& operation, Outcome, Effect& effect) noexcept override {
        switch (operation.kind) {
        case OperationKind::arrive:
            arrive(operation.operand, effect);
            break;
        case OperationKind::arrive_and_drop:
            expected_ -= std::min<std::uint64_t>(expected_, 1);
            arrive(1, effect);
            break;
        case OperationKind::complete:
            next_phase(effect);
            break;
        case OperationKind::arrival_wait:
            effect.result = 1;
            effect.flags |= Effect::also_acquires;
            break;
        default:
            break;
        }
    }

private:
    void arrive(std::uint64_t count, Effect& effect) noexcept {
        effect.result = phase_ << 1U;
        effect.flags |= Effect::releases;
        if (count > left_ || count == 0) effect.misuse = Misuse::too_many_arrivals;
        if (left_ == 0) return;  // the phase is being completed: whoever does that will go on
        left_ -= std::min(left_, count);
        if (left_ > 0) return;
        effect.result |= 1U;
        effect.flags |= Effect::acquires;
        if (!completes_) next_phase(effect);
    }

    void next_phase(Effect& effect) noexcept {
        ++phase_;
        left_ = expected_;
        effect.flags |= Effect::also_releases | Effect::changes;
    }

    std::uint64_t expected_ = 0;  ///< in the next phase
    std::uint64_t left_ = 0;      ///< in this one
    std::uint64_t phase_ = 0;
    bool completes_ = false;
};

}  // namespace heddle::objects
