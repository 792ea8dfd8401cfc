// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/report.hpp>
#include <heddle/explore/plan.hpp>

#include <tools/heddle/command.hpp>
#include <tools/heddle/selection.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace heddle::command {

/// What the search of one variant came to.
struct Result {
    Task const* task = nullptr;
    Report report;
    ExitStatus status = ExitStatus::failed;
};

/// What is done when nobody names a strategy.
///
/// A variant that is expected to be clean: dfs, which proves it when it gets through in 20,000 executions. One that is
/// expected to show something: dfs with at most 0, 1 and 2 preemptions, 2,000 executions each, so that what is found is easy
/// to follow (Musuvathi and Qadeer, "Iterative context bounding", PLDI 2007). When that does not settle it: random, 10,000
/// executions.
///
/// `executions` replaces the 10,000; plan.budget replaces it too and holds for all of the search. Without either, random
/// ends after 30 seconds, an attempt with dfs after 10 or 3, and there is none when an execution has over 100,000 steps.
/// The report is that of the last search; its seconds are those of all.
Report explore_by_default(Program& program, Plan const& plan, std::optional<std::uint64_t> executions);

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
