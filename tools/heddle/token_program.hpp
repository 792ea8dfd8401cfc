// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/program.hpp>
#include <heddle/core/replay_token.hpp>

#include <memory>
#include <string_view>

namespace heddle::command {

/// A token and the scenario that it replays.
struct TokenProgram {
    ReplayToken token;
    std::unique_ptr<Program> program;
};

/// What the text names. Throws UsageError for a damaged token, the token of a program that is no scenario, and a scenario
/// that cannot be made with the token's parameters.
TokenProgram program_of_token(std::string_view text);

}  // namespace heddle::command
