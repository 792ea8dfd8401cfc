// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace heddle::scenarios {

/// Whether what a clock says depends on the schedule alone: over std it does not, and nobody may be judged by it.
#if defined(HEDDLE_SYNC_STD)
inline constexpr bool time_is_virtual = false;
#else
inline constexpr bool time_is_virtual = true;
#endif

/// A sleep or a time limit of a scenario as it is passed on to sync: itself in virtual time, which costs nothing. Over std
/// it is a thousandth of that, so that a scenario of ten seconds runs natively in ten milliseconds; which of two is the
/// longer stays as it is.
template <class Rep, class Period>
constexpr std::chrono::nanoseconds paced(std::chrono::duration<Rep, Period> time) {
#if defined(HEDDLE_SYNC_STD)
    return std::chrono::nanoseconds{time} / 1000;
#else
    return time;
#endif
}

}  // namespace heddle::scenarios
