// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

/// The command as a process of its own.
namespace heddle::command::tests {

struct Finished {
    int status = -1;  ///< what it returned; -1 when a signal ended it
    std::string out;
    std::string err;
};

/// Runs build's heddle with these arguments, without a terminal, and waits for it.
Finished run_heddle(std::vector<std::string> const& arguments);

/// Runs a program.
Finished run_program(std::string const& path, std::vector<std::string> const& arguments);

/// One JSON object of each line; fails the test when a line is none.
std::vector<nlohmann::ordered_json> json_lines(std::string const& text);

/// The names of an object's fields, in their order.
std::vector<std::string> fields_of(nlohmann::ordered_json const& object);

std::vector<std::string> lines_of(std::string const& text);

/// A token that replays an execution in which lost_update.buggy loses an update.
std::string failing_token();

}  // namespace heddle::command::tests
