// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/running.hpp>

#include <chrono>
#include <ctime>

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

/// The same virtual clock in the shape of std::chrono::system_clock: an execution begins at 1970-01-01 00:00:00 UTC.
/// Nobody sets it back.
struct system_clock {
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<system_clock>;
    static constexpr bool is_steady = false;

    static time_point now() { return time_point{duration{static_cast<rep>(running("system_clock").now())}}; }
    /// Whole seconds since 1970, and back.
    static std::time_t to_time_t(time_point const& time) noexcept {
        return static_cast<std::time_t>(std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count());
    }
    static time_point from_time_t(std::time_t time) noexcept { return time_point{std::chrono::seconds{time}}; }
};

/// The clocks that run in virtual time.
template <class Clock>
concept virtual_clock = std::is_same_v<Clock, steady_clock> || std::is_same_v<Clock, system_clock>;

/// The virtual deadline that a time_point names; what is too far, such as time_point::max(), is never.
template <virtual_clock Clock, class Duration>
std::uint64_t deadline_at(std::chrono::time_point<Clock, Duration> const& time) {
    using Nanoseconds = std::chrono::duration<double, std::nano>;
    double const asked = std::chrono::duration_cast<Nanoseconds>(time.time_since_epoch()).count();
    if (!(asked > 0)) return 0;
    if (asked >= 9e18) return never;
    return static_cast<std::uint64_t>(std::chrono::ceil<std::chrono::nanoseconds>(time.time_since_epoch()).count());
}

}  // namespace heddle
