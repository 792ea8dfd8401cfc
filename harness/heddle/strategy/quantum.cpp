// SPDX-License-Identifier: Apache-2.0
#include <heddle/strategy/quantum.hpp>
#include <heddle/strategy/turn.hpp>

#include <stdexcept>

namespace heddle {

QuantumStrategy::QuantumStrategy(std::uint64_t steps) : steps_{steps} {
    if (steps == 0)
        throw std::invalid_argument("quantum: steps=0 is out of range: a turn has at least 1 step; give 1 or more");
}

Decision QuantumStrategy::choose(SchedulingPoint const& point) noexcept {
    std::uint64_t const taken = point.step - point.since;
    bool const turn_is_over = taken >= steps_ && taken % steps_ == 0;
    if (!turn_is_over) {
        std::size_t const own = first_choice_of(point, point.running);
        if (own < point.enabled.size()) return static_cast<Decision>(own);
    }
    return first_choice_after_running(point);
}

}  // namespace heddle
