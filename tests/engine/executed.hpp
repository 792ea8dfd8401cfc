// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/explore/runner.hpp>
#include <heddle/heddle.hpp>
#include <heddle/strategy/replay.hpp>

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace heddle::executed {

using Kind = OperationKind;

inline Semantics allowing_races() {
    Semantics semantics;
    semantics.data_races = DataRaces::allowed;
    return semantics;
}
inline Semantics adversarial() {
    Semantics semantics = allowing_races();
    semantics.time = Time::adversarial;
    return semantics;
}

/// "At this step this thread moves."
inline Deviation at(std::uint64_t step, unsigned thread) {
    return {step, Choice{0, static_cast<ThreadId>(thread), OutcomeKind::done}};
}

/// One execution, whole: run until blocked but for the schedule.
template <class Body>
class Executed {
public:
    explicit Executed(Body body, Semantics const& semantics = {}, Schedule schedule = {})
        : program_{"executed", std::move(body)}, strategy_{std::move(schedule)} {
        program_.semantics = semantics;
        runner_.emplace(program_);
        strategy_.begin_execution(0);
        close_ = runner_->look(strategy_, &trace);
    }

    Trace trace;
    Ending ending() const { return trace.ending; }
    std::vector<Finding> const& findings() const { return close_.findings; }
    bool found(FindingKind kind) const {
        for (Finding const& finding : findings()) {
            if (finding.kind == kind) return true;
        }
        return false;
    }
    std::string messages() const {
        std::string text;
        for (Finding const& finding : findings()) text += finding.message + '\n';
        return text;
    }
    /// The kinds of the threads' steps and, with `all`, of their other events, in their order: `1:lock 2:try_lock`.
    std::string told(bool all = false) const {
        std::string text;
        for (Event const& event : trace.events) {
            if (noted(event.operation.kind) && !all) continue;
            text += text.empty() ? "" : " ";
            text += std::to_string(index(event.operation.thread)) + ":" + name_of(event.operation.kind);
            if (event.outcome.kind != OutcomeKind::done) text += std::string{"("} + name_of(event.outcome.kind) + ")";
        }
        return text;
    }

private:
    BodyProgram<Body> program_;
    ReplayStrategy strategy_;
    std::optional<Runner> runner_;
    Runner::Close close_;
};

/// All executions. `told` is cleared before each, filled by the body, and is the outcome.
struct Explored {
    Report report;
    std::set<std::string> outcomes;  ///< `ok ...` and `stuck ...`
    std::set<FindingKind> kinds;

    bool has(std::string const& outcome) const { return outcomes.count(outcome) != 0; }
};

template <class Body>
class Telling final : public Program {
public:
    Telling(Body body, Semantics const& how) : body_{std::move(body)} {
        name = "telling";
        semantics = how;
    }
    void construct() override { told_.clear(); }
    void body() override { body_(told_); }
    void observe(std::string& outcome) override { outcome = told_; }

private:
    Body body_;
    std::string told_;
};

template <class Body>
Explored explore_all(
    Body body, Semantics const& semantics = {}, std::optional<unsigned> preemptions = {},
    std::string const& strategy = "dfs", std::uint64_t executions = 0) {
    Telling<Body> program{std::move(body), semantics};
    Plan plan;
    plan.strategy = strategy;
    plan.executions = executions;
    plan.keep_going = true;
    plan.preemptions = preemptions;
    Explored explored{explore(program, plan), {}, {}};
    for (OutcomeTally const& tally : explored.report.outcomes)
        explored.outcomes.insert((tally.ok ? "ok " : "stuck ") + tally.outcome);
    for (Finding const& finding : explored.report.findings) explored.kinds.insert(finding.kind);
    return explored;
}

using Outcomes = std::set<std::string>;
using Kinds = std::set<FindingKind>;

/// Starts a thread for each callable, then joins them in this order.
template <class... Bodies>
void together(Bodies... bodies) {
    thread threads[] = {thread{std::move(bodies)}...};
    for (thread& one : threads) one.join();
}

}  // namespace heddle::executed
