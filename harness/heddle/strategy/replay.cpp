// SPDX-License-Identifier: Apache-2.0
#include <heddle/strategy/replay.hpp>

#include <algorithm>
#include <utility>

namespace heddle {

std::string text_of(Divergence const& divergence) {
    Choice const& expected = divergence.expected;
    std::string text = "diverged at step " + std::to_string(divergence.step) + ": thread "
                       + std::to_string(index(expected.thread)) + " was to move";
    if (expected.pick != 0 || expected.kind != OutcomeKind::done) {
        text.append(" (")
            .append(name_of(expected.kind))
            .append(", pick ")
            .append(std::to_string(expected.pick))
            .append(")");
    }
    switch (divergence.why) {
    case Divergence::Why::not_enabled:
        return text + ", which was not possible";
    case Divergence::Why::not_asked:
        return text + ", but there was nothing to choose";
    case Divergence::Why::never_came:
        break;
    }
    return text + ", but it did not before the execution ended";
}

ReplayStrategy::ReplayStrategy(Schedule schedule) : schedule_{std::move(schedule)} {}

bool ReplayStrategy::begin_execution(std::uint64_t index) {
    repeat_execution();
    return index == 0;
}

void ReplayStrategy::repeat_execution() {
    next_ = 0;
    divergence_.reset();
}

Decision ReplayStrategy::choose(SchedulingPoint const& point) noexcept {
    while (next_ < schedule_.size() && schedule_[next_].step < point.step)
        note(schedule_[next_++], Divergence::Why::not_asked);
    if (next_ == schedule_.size() || schedule_[next_].step != point.step) return default_choice(point);
    Deviation const& deviation = schedule_[next_++];
    auto const found = std::find(point.enabled.begin(), point.enabled.end(), deviation.choice);
    if (found != point.enabled.end()) return static_cast<Decision>(found - point.enabled.begin());
    note(deviation, Divergence::Why::not_enabled);
    return default_choice(point);
}

void ReplayStrategy::end_execution(Ending, std::span<Event const>, std::span<Operation const>) {
    if (next_ < schedule_.size()) note(schedule_[next_], Divergence::Why::never_came);
}

std::string ReplayStrategy::remark() const { return divergence_ ? text_of(*divergence_) : std::string{}; }

void ReplayStrategy::note(Deviation const& deviation, Divergence::Why why) noexcept {
    if (!divergence_) divergence_ = Divergence{deviation.step, deviation.choice, why};
}

}  // namespace heddle
