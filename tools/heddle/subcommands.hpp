// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tools/heddle/command.hpp>

#include <CLI/CLI.hpp>

#include <functional>

namespace heddle::command {

/// What the parsed arguments ask for. May throw UsageError; any other exception is the tool's own failure.
using Action = std::function<ExitStatus(Streams const&)>;

/// Each adds its sub-command to the parser; when that one is parsed, `action` becomes what runs it.
void add_list(CLI::App& app, Action& action);
void add_explore(CLI::App& app, Action& action);
void add_outcomes(CLI::App& app, Action& action);
void add_replay(CLI::App& app, Action& action);
void add_match(CLI::App& app, Action& action);

}  // namespace heddle::command
