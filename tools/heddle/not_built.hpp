// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace heddle::command {

/// Adds the options of explore and outcomes that have a meaning but nothing behind them; asking for one throws UsageError.
void add_options_not_built(CLI::App& sub_command);

/// The same for whole sub-commands. Returns the message when `name` is one of them.
std::optional<std::string> sub_command_not_built(std::string_view name);

/// The message: what is not built, and what to use instead.
std::string not_built(std::string_view what, std::string_view instead);

}  // namespace heddle::command
