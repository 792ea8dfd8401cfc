// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/engine/engine.hpp>

#include <chrono>
#include <cstdint>
#include <string_view>

namespace heddle {

/// The engine of the running execution. Throws std::logic_error naming `what` outside of one.
inline Engine& running(char const* what) {
    if (active_engine == nullptr) [[unlikely]]
        return engine_for(what);
    return *active_engine;
}

/// The virtual deadline `duration` from now; what is past is now, what is too far is never.
template <class Rep, class Period>
std::uint64_t deadline_after(Engine const& engine, std::chrono::duration<Rep, Period> const& duration) {
    using Nanoseconds = std::chrono::duration<double, std::nano>;
    double const asked = std::chrono::duration_cast<Nanoseconds>(duration).count();
    if (!(asked > 0)) return engine.now();
    if (asked >= 9e18) return never;
    auto const ticks = std::chrono::ceil<std::chrono::nanoseconds>(duration).count();
    return engine.now() + static_cast<std::uint64_t>(ticks);
}

/// Gives an object of the running execution a name for reports, traces and tokens. The name is copied.
template <class Face>
void set_name(Face const& face, std::string_view name) {
    Unwatched const unwatched;
    running("set_name").directory().set_name(face.id(), name);
}

}  // namespace heddle
