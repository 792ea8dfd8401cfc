// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/semantics.hpp>
#include <heddle/core/verdict.hpp>
#include <heddle/explore/plan.hpp>

#include <CLI/CLI.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace heddle::command {

/// What explore and outcomes are told.
struct SearchOptions {
    std::vector<std::string> patterns;
    std::string variant;           ///< empty: all
    std::vector<std::string> set;  ///< NAME=VALUE
    std::optional<std::string> strategy;
    std::uint64_t seed = 0;
    std::optional<std::uint64_t> executions;
    std::string budget;  ///< empty: none
    std::optional<unsigned> preemptions;
    bool keep_going = false;
    std::string virtual_time;  ///< empty: as the scenario says
    std::string notify;
    std::string data_races;
    std::string json;  ///< empty: none
    bool quiet = false;

    /// Standard output belongs to JSON, or to nobody.
    bool prints() const noexcept { return !quiet && json != "-"; }
};

/// Adds the options to a sub-command; the patterns are left to the caller.
void add_search_options(CLI::App& sub_command, SearchOptions& options);

/// As add_search_options, without those that say how to search.
void add_match_options(CLI::App& sub_command, SearchOptions& options);

/// The strategy that was asked for, if any: a bound on preemptions alone asks for dfs. Throws UsageError when there is no
/// such strategy or it cannot do what is asked.
std::optional<std::string> strategy_of(SearchOptions const& options);

/// What is the same whatever the strategy: seed, budget, whether to go on. `executions` and `strategy` are left alone.
Plan plan_of(SearchOptions const& options, Expectation const& expected);

/// The scenario's semantics, with what the options change.
Semantics changed(Semantics semantics, SearchOptions const& options);

}  // namespace heddle::command
