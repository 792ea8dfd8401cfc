// SPDX-License-Identifier: Apache-2.0
#include <heddle/strategy/recorder.hpp>

namespace heddle {

Recorder::Recorder(Strategy& inner) : inner_{inner} { schedule_.reserve(1024); }

bool Recorder::begin_execution(std::uint64_t index) {
    clear();
    return inner_.begin_execution(index);
}

void Recorder::repeat_execution() {
    clear();
    inner_.repeat_execution();
}

Decision Recorder::choose(SchedulingPoint const& point) noexcept {
    Decision const decision = inner_.choose(point);
    if (decision == abandon) return decision;
    if (decision != default_choice(point)) schedule_.push_back({point.step, point.enabled[decision]});
    if (is_preemption(point, decision)) ++preemptions_;
    return decision;
}

void Recorder::clear() noexcept {
    schedule_.clear();
    preemptions_ = 0;
}

}  // namespace heddle
