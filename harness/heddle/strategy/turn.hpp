// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/schedule.hpp>

namespace heddle {

/// The first choice of the next enabled thread after point.running in the order of ids, round and round; running's own
/// first choice when no other thread is enabled. Before anybody has moved: the first choice of all.
inline std::uint32_t first_choice_after_running(SchedulingPoint const& point) noexcept {
    if (point.running == no_thread) return 0;
    std::uint32_t at = 0;
    for (Choice const& choice : point.enabled) {
        if (choice.thread > point.running) return at;
        ++at;
    }
    return 0;
}

}  // namespace heddle
