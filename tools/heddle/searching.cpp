// SPDX-License-Identifier: Apache-2.0
#include <tools/heddle/searching.hpp>

#include <algorithm>
#include <exception>

#include <fmt/format.h>

#include <heddle/explore/explore.hpp>

#include <tools/heddle/live_line.hpp>
#include <tools/heddle/usage.hpp>
#include <tools/heddle/values.hpp>

namespace heddle::command {

namespace {

constexpr std::uint64_t usual_random = 10'000;
constexpr std::uint64_t most_dfs = 20'000;
constexpr std::uint64_t fewest = 100;
constexpr std::uint64_t random_steps = 200'000'000;
constexpr std::uint64_t dfs_steps = 20'000'000;

/// `usual`, or as many executions of that length as `steps` are enough for, but not fewer than `fewest`.
std::uint64_t affordable(std::uint64_t usual, std::uint64_t steps, std::uint64_t length) {
    return std::min(usual, std::max(fewest, steps / std::max<std::uint64_t>(length, 1)));
}

/// How long an execution is, from one of them.
std::uint64_t length_of_one(Program& program) {
    Plan one;
    one.executions = 1;
    one.outcomes = false;
    return explore(program, one).points;
}

bool budget_used_up(Plan& plan, double seconds) {
    if (!plan.budget) return false;
    *plan.budget -= seconds;
    return *plan.budget <= 0;
}

Report search(Task const& task, SearchOptions const& options, std::optional<std::string> const& strategy, LiveLine& live,
              std::string const& what) {
    Plan plan = plan_of(options, task.variant->expected);
    plan.progress = [&](Progress const& progress) { live.show(what, progress); };
    if (!strategy) return explore_by_default(*task.program, plan, options.executions);
    plan.strategy = *strategy;
    plan.preemptions = options.preemptions;
    bool const bounded = options.executions || plan.budget;
    plan.executions = options.executions.value_or(bounded ? 0 : usual_executions(*strategy));
    return explore(*task.program, plan);
}

Result result_of(Task const& task, SearchOptions const& options, std::optional<std::string> const& strategy,
                 Streams const& streams, std::string const& progress) {
    Result result{&task, {}, ExitStatus::failed};
    LiveLine live{streams.err, streams.live && !options.quiet};
    try {
        result.report = search(task, options, strategy, live, progress);
        result.status = status_of(task.variant->expected, result.report);
    } catch (std::exception const& error) {
        live.clear();
        streams.err << printable(fmt::format("heddle internal error: exploring {}: {}", task.program->name, error.what()));
        result.report.program = task.program->name;
    }
    return result;
}

}  // namespace

Report explore_by_default(Program& program, Plan plan, std::optional<std::uint64_t> executions) {
    std::uint64_t const length = length_of_one(program);
    double spent = 0;
    if (plan.expected.is_clean()) {
        Plan attempt = plan;
        attempt.strategy = "dfs";
        attempt.executions = affordable(most_dfs, dfs_steps, length);
        if (executions && *executions != 0) attempt.executions = std::min(attempt.executions, *executions);
        Report report = explore(program, attempt);
        spent = report.seconds;
        if (report.complete || !report.findings.empty() || budget_used_up(plan, spent)) return report;
    }
    plan.strategy = "random";
    plan.executions = executions.value_or(plan.budget ? 0 : affordable(usual_random, random_steps, length));
    Report report = explore(program, plan);
    report.seconds += spent;
    return report;
}

std::uint64_t usual_executions(std::string_view strategy) { return strategy == "random" ? usual_random : 0; }

std::vector<Result> search_all(
    std::vector<Task> const& tasks, SearchOptions const& options, std::optional<std::string> const& strategy,
    Streams const& streams, std::function<void(Result const&)> const& done) {
    std::vector<Result> results;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        std::string const which = tasks.size() > 1 ? fmt::format("{}/{} ", i + 1, tasks.size()) : "";
        results.push_back(result_of(tasks[i], options, strategy, streams, which + tasks[i].program->name));
        done(results.back());
    }
    return results;
}

ExitStatus status_of(std::vector<Result> const& results) noexcept {
    ExitStatus status = ExitStatus::as_expected;
    for (Result const& result : results) status = worse(status, result.status);
    return status;
}

}  // namespace heddle::command
