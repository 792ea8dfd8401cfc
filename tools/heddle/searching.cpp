// SPDX-License-Identifier: Apache-2.0
#include <heddle/explore/explore.hpp>

#include <tools/heddle/live_line.hpp>
#include <tools/heddle/searching.hpp>
#include <tools/heddle/usage.hpp>
#include <tools/heddle/values.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <exception>

namespace heddle::command {

namespace {

constexpr std::uint64_t usual_random = 10'000;
constexpr double random_seconds = 30;

/// An attempt with dfs ends after so many executions or seconds.
struct Attempt {
    std::uint64_t executions;
    double seconds;
};
constexpr Attempt proof{20'000, 10};
constexpr Attempt bounded{2'000, 3};
constexpr unsigned most_preemptions = 2;
/// dfs keeps every choice of an execution, and would only ever vary the last ones of a long one.
constexpr std::uint64_t longest_for_dfs = 100'000;

/// How many steps an execution has, from one of them.
std::uint64_t length_of_one(Program& program) {
    Plan one;
    one.executions = 1;
    one.outcomes = false;
    return explore(program, one).points;
}

/// The searches that are made when nobody names a strategy, one after the other; time is counted over all of them.
class DefaultSearch {
public:
    DefaultSearch(Program& program, Plan const& plan, std::optional<std::uint64_t> executions)
        : program_{program}, plan_{plan}, asked_{executions} {}

    Report run() {
        if (length_of_one(program_) <= longest_for_dfs && attempts()) return std::move(report_);
        Plan plan = plan_;
        plan.strategy = "random";
        plan.executions = asked_.value_or(plan_.budget ? 0 : usual_random);
        if (!asked_ && !plan_.budget) plan.budget = random_seconds;
        explore_on(plan);
        return std::move(report_);
    }

private:
    bool attempts() {
        if (plan_.expected.is_clean()) return attempt(proof, std::nullopt);
        bool lesser_done = true;
        for (unsigned bound = 0; bound <= most_preemptions; ++bound) {
            if (attempt(bounded, bound)) {
                add_remark(bound, lesser_done);
                return true;
            }
            lesser_done = lesser_done && exhausted_;
        }
        return false;
    }

    /// True when that settles the matter, or when there is no time left for anything else.
    bool attempt(Attempt const& attempt, std::optional<unsigned> preemptions) {
        Plan plan = plan_;
        plan.strategy = "dfs";
        plan.preemptions = preemptions;
        plan.executions = attempt.executions;
        if (asked_ && *asked_ != 0) plan.executions = std::min(plan.executions, *asked_);
        plan.budget = plan_.budget ? std::min(attempt.seconds, *plan_.budget) : attempt.seconds;
        explore_on(plan);
        exhausted_ = report_.executions + report_.blocked < plan.executions && took_ < *plan.budget;
        return report_.complete || !report_.findings.empty() || (plan_.budget && *plan_.budget <= 0);
    }

    void explore_on(Plan const& plan) {
        report_ = explore(program_, plan);
        took_ = report_.seconds;
        if (plan_.budget) *plan_.budget -= took_;
        report_.seconds = spent_ += took_;
    }

    void add_remark(unsigned bound, bool lesser_done) {
        if (report_.findings.empty()) return;
        report_.remark = fmt::format("dfs with at most {} preemption{}", bound, bound == 1 ? "" : "s");
        if (bound > 0 && lesser_done) report_.remark += "; with fewer nothing is found";
    }

    Program& program_;
    Plan plan_;
    std::optional<std::uint64_t> asked_;
    Report report_;
    double took_ = 0;
    double spent_ = 0;
    bool exhausted_ = false;  ///< the last attempt got through
};

Report search(
    Task const& task, SearchOptions const& options, std::optional<std::string> const& strategy, LiveLine& live,
    std::string const& what) {
    Plan plan = plan_of(options, task.variant->expected);
    plan.progress = [&](Progress const& progress) { live.show(what, progress); };
    if (!strategy) return explore_by_default(*task.program, plan, options.executions);
    plan.strategy = *strategy;
    plan.preemptions = options.preemptions;
    plan.executions = options.executions.value_or(plan.budget ? 0 : usual_executions(*strategy));
    return explore(*task.program, plan);
}

Result result_of(
    Task const& task, SearchOptions const& options, std::optional<std::string> const& strategy, Streams const& streams,
    std::string const& progress) {
    Result result{&task, {}, ExitStatus::failed};
    LiveLine live{streams.err, streams.live && !options.quiet};
    try {
        result.report = search(task, options, strategy, live, progress);
        result.status = status_of(task.variant->expected, result.report);
    } catch (std::exception const& error) {
        live.clear();
        streams.err << printable(
            fmt::format("heddle internal error: exploring {}: {}", task.program->name, error.what()));
        result.report.program = task.program->name;
    }
    return result;
}

}  // namespace

Report explore_by_default(Program& program, Plan const& plan, std::optional<std::uint64_t> executions) {
    return DefaultSearch{program, plan, executions}.run();
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
