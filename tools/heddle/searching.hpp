// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <heddle/core/report.hpp>
#include <heddle/explore/plan.hpp>

#include <tools/heddle/command.hpp>
#include <tools/heddle/selection.hpp>

namespace heddle::command {

/// What the search of one variant came to.
struct Result {
    Task const* task = nullptr;
    Report report;
    ExitStatus status = ExitStatus::failed;
};

/// What is done when nobody names a strategy.
///
/// A variant that is expected to show something: random, 10,000 executions. A clean one: dfs, which settles the matter when
/// it gets through in 20,000 executions; otherwise random as above. Where executions are long there are fewer of them, but
/// at least 100: a search has 200 million steps, the attempt with dfs 20 million. `executions` replaces the 10,000; a
/// plan.budget alone does away with them and holds for all of it.
Report explore_by_default(Program& program, Plan plan, std::optional<std::uint64_t> executions);

/// How many executions of a named strategy there are at most when nobody says: 10,000 for random, else no limit, for such
/// strategies end by themselves.
std::uint64_t usual_executions(std::string_view strategy);

/// Explores each task in turn as the options say, `strategy` being what they ask for, and hands each result to `done` as
/// soon as it is there. An exception out of one search is a message on streams.err, its status is failed, and the next one
/// begins.
std::vector<Result> search_all(
    std::vector<Task> const& tasks, SearchOptions const& options, std::optional<std::string> const& strategy,
    Streams const& streams, std::function<void(Result const&)> const& done);

/// The worst status of all.
ExitStatus status_of(std::vector<Result> const& results) noexcept;

}  // namespace heddle::command
