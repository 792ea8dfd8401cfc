// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/program.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace heddle {

/// What the search for one printed text came to.
struct Match {
    bool found = false;
    bool complete = false;  ///< every execution that could print the text was tried; then `longest` is exact
    std::string token;      ///< of the execution, when found
    std::uint64_t preemptions = 0;
    std::uint64_t steps = 0;
    std::uint64_t executions = 0;  ///< most are left on the way
    std::size_t longest = 0;       ///< how many bytes of the text some execution printed before anything else
    double seconds = 0;
    std::string remark;  ///< why a search that ended by itself proves nothing, when it does not
};

/// Looks for an execution of the program that prints exactly `text`. Ends at the first one, when there is none, or after
/// `budget` seconds.
Match match(Program& program, std::string const& text, std::optional<double> budget = std::nullopt);

}  // namespace heddle
