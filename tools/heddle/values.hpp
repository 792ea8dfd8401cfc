// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace heddle::command {

/// Seconds in `10s`, `500ms`, `1.5m`, `2h`, or a bare number of seconds; nothing when it is none of these, is zero or is
/// more than a year.
std::optional<double> duration_in(std::string_view text);

/// Check of an option's value: a whole number from 0 to `most`.
CLI::Validator whole_number(std::uint64_t most = UINT64_MAX);

/// Check of an option's value: a duration as duration_in takes it.
CLI::Validator duration();

/// `1,234,567`
std::string grouped(std::uint64_t number);

/// `0.12 s`, `3.4 s`, `75 s`
std::string seconds_text(double seconds);

}  // namespace heddle::command
