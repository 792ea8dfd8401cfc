// SPDX-License-Identifier: Apache-2.0
#include <heddle/strategy/random.hpp>

namespace heddle {

Decision RandomStrategy::choose(SchedulingPoint const& point) noexcept {
    auto const choices = static_cast<std::uint32_t>(point.enabled.size());
    std::uint32_t threads_before = point.threads > 1 ? generator_.below(point.threads) : 0U;
    if (point.threads == choices) return threads_before;

    std::uint32_t first = 0;
    for (; threads_before > 0; --threads_before) {
        ThreadId const passed = point.enabled[first].thread;
        while (point.enabled[first].thread == passed) ++first;
    }
    std::uint32_t last = first + 1;
    while (last < choices && point.enabled[last].thread == point.enabled[first].thread) ++last;
    return last - first > 1 ? first + generator_.below(last - first) : first;
}

}  // namespace heddle
