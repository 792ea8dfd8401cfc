// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/verdict.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace heddle {

/// All executions of a search that ended with the same status and outcome.
struct OutcomeTally {
    bool ok = false;  ///< all threads ended; otherwise stuck
    std::string outcome;
    std::uint64_t executions = 0;
    std::uint64_t preemptions = 0;  ///< of the execution that `token` replays
    std::string token;              ///< replays the first of them
};

/// What a search found.
struct Report {
    std::string program;
    std::string strategy;
    std::uint64_t seed = 0;
    std::uint64_t executions = 0;  ///< that reached an ending; no re-runs
    std::uint64_t blocked = 0;     ///< abandoned by the strategy
    std::uint64_t points = 0;      ///< steps of all executions
    bool complete = false;         ///< the space was exhausted: nothing cut by bound, budget or an early finding
    double seconds = 0;
    std::vector<OutcomeTally> outcomes;  ///< by status (ok first), then text
    std::vector<Finding> findings;       ///< the first of each kind and message
    std::string remark;                  ///< what the strategy has to say

    bool clean() const noexcept { return findings.empty(); }
    /// Complete and clean: the only case in which "verified" may be printed.
    bool verified() const noexcept { return complete && findings.empty(); }
};

}  // namespace heddle
