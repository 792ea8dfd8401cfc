// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/schedule.hpp>

#include <algorithm>

namespace heddle {

namespace {

std::size_t first_at_or_after(SchedulingPoint const& point, ThreadId thread) noexcept {
    auto const by_thread = [](Choice const& choice, ThreadId id) { return choice.thread < id; };
    auto const found = std::lower_bound(point.enabled.begin(), point.enabled.end(), thread, by_thread);
    return static_cast<std::size_t>(found - point.enabled.begin());
}

}  // namespace

std::size_t first_choice_of(SchedulingPoint const& point, ThreadId thread) noexcept {
    std::size_t const at = first_at_or_after(point, thread);
    return at < point.enabled.size() && point.enabled[at].thread == thread ? at : point.enabled.size();
}

std::uint32_t default_choice(SchedulingPoint const& point) noexcept {
    if (point.running == no_thread) return 0;
    std::size_t at = first_at_or_after(point, point.running);
    if (at < point.enabled.size() && point.enabled[at].thread == point.running) {
        if (!traits(point.pending[index(point.running)].kind).polite) return static_cast<std::uint32_t>(at);
        while (at < point.enabled.size() && point.enabled[at].thread == point.running) ++at;
    }
    return at < point.enabled.size() ? static_cast<std::uint32_t>(at) : 0U;
}

bool is_preemption(SchedulingPoint const& point, std::uint32_t choice) noexcept {
    if (point.running == no_thread || point.enabled[choice].thread == point.running) return false;
    if (first_choice_of(point, point.running) == point.enabled.size()) return false;
    return !traits(point.pending[index(point.running)].kind).polite;
}

}  // namespace heddle
