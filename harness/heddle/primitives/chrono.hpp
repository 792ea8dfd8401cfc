// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/running.hpp>

#include <chrono>

namespace heddle {

/// The execution's virtual clock, in the shape of std::chrono::steady_clock: it starts at 0 and moves only when threads wait
/// for it. Reading it is no scheduling point.
struct steady_clock {
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<steady_clock>;
    static constexpr bool is_steady = true;

    static time_point now() { return time_point{duration{static_cast<rep>(running("steady_clock").now())}}; }
};

/// The virtual deadline that a time_point names.
template <class Duration>
std::uint64_t deadline_at(std::chrono::time_point<steady_clock, Duration> const& time) {
    auto const since = std::chrono::ceil<std::chrono::nanoseconds>(time.time_since_epoch()).count();
    return since < 0 ? 0 : static_cast<std::uint64_t>(since);
}

}  // namespace heddle
