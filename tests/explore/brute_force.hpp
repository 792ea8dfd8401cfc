// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "language.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace heddle::language {

/// Every schedule of a program, by a recursion over an own state machine: it shares nothing with the engine, the models
/// or the strategies but the language.
struct Enumeration {
    /// More preemptions than this are counted together.
    static constexpr std::size_t most_preemptions = 4;
    struct Tally {
        std::array<std::uint64_t, most_preemptions + 1> executions{};  ///< by preemptions
        std::uint64_t within(std::size_t preemptions) const {
            std::uint64_t sum = 0;
            for (std::size_t i = 0; i <= preemptions && i <= most_preemptions; ++i) sum += executions[i];
            return sum;
        }
    };

    std::map<std::pair<bool, std::string>, Tally> outcomes;  ///< by whether all threads ended, and the outcome
    std::uint64_t executions = 0;
    std::uint64_t steps = 0;   ///< of all executions together
    std::uint64_t traces = 0;  ///< how many of them differ in more than the order of steps that commute
    bool whole = true;         ///< not cut by the limit

    std::uint64_t within(std::size_t preemptions) const {
        std::uint64_t sum = 0;
        for (auto const& [outcome, tally] : outcomes) sum += tally.within(preemptions);
        return sum;
    }
};

/// Stops, and says so, after `limit` executions.
Enumeration enumerate(Source const& source, std::uint64_t limit);

}  // namespace heddle::language
