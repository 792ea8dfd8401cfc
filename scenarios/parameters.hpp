// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <scenarios/scenario.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace heddle::scenarios {

/// A whole number from least to most.
inline Parameter
number_of(std::string name, std::string summary, std::uint64_t initial, std::uint64_t least, std::uint64_t most) {
    return {std::move(name), std::move(summary), std::to_string(initial), Parameter::Kind::number, least, most, {}};
}

/// One of the choices, the first unless something else is said.
inline Parameter choice_of(std::string name, std::string summary, std::vector<std::string> choices) {
    std::string initial = choices.front();
    return {std::move(name), std::move(summary), std::move(initial), Parameter::Kind::choice, 0, 0, std::move(choices)};
}

/// Any text.
inline Parameter text_of(std::string name, std::string summary, std::string initial) {
    return {std::move(name), std::move(summary), std::move(initial), Parameter::Kind::text, 0, 0, {}};
}

/// The number as an int: for parameters whose `most` is one.
inline int int_of(Settings const& settings, std::string_view name) { return static_cast<int>(settings.number(name)); }

}  // namespace heddle::scenarios
