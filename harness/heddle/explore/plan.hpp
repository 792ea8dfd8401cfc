// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/verdict.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace heddle {

/// How far a search is; for somebody who watches.
struct Progress {
    std::uint64_t executions = 0;
    std::uint64_t points = 0;
    double seconds = 0;
    std::size_t outcomes = 0;
    std::size_t findings = 0;
};

/// How a program is to be explored. What the program's words mean is in Program::semantics.
struct Plan {
    std::string strategy = "random";  ///< as `--strategy` takes it
    std::uint64_t seed = 0;
    std::uint64_t executions = 10'000;    ///< at most; a strategy may have fewer. 0: no limit
    std::optional<double> budget;         ///< seconds of wall clock
    std::optional<unsigned> preemptions;  ///< bound, for strategies that have one
    bool keep_going = false;              ///< do not stop at a finding
    Expectation expected;                 ///< a clean expectation stops at any finding, else at the first expected one
    bool outcomes = true;                 ///< tally outcomes, each with a token
    bool unwind = false;                  ///< unwind the threads of executions that get stuck instead of dropping them
    std::function<void(Progress const&)> progress;  ///< called about ten times a second; may be empty
};

}  // namespace heddle
