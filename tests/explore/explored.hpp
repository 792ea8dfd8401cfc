// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/heddle.hpp>

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace heddle::explored {

/// A program of plain functions. `state` makes what the threads share; it is made before each execution.
template <class State>
class Tale final : public Program {
public:
    using Body = std::function<void(State&)>;
    using Observe = std::function<std::string(State&)>;

    explicit Tale(Body body, Observe observe = {}, Semantics how = {})
        : body_{std::move(body)}, observe_{std::move(observe)} {
        name = "tale";
        semantics = how;
    }

    void construct() override { state_.emplace(); }
    void body() override { body_(*state_); }
    void observe(std::string& outcome) override { outcome = observe_ ? observe_(*state_) : std::string{}; }
    void destroy() noexcept override { state_.reset(); }

private:
    Body body_;
    Observe observe_;
    std::optional<State> state_;
};

struct Nothing {};

inline Plan plan_of(std::string strategy, std::uint64_t executions = 0) {
    Plan plan;
    plan.strategy = std::move(strategy);
    plan.executions = executions;
    plan.keep_going = true;
    return plan;
}

inline Semantics races_allowed() {
    Semantics semantics;
    semantics.data_races = DataRaces::allowed;
    return semantics;
}

inline std::set<std::string> outcomes_of(Report const& report) {
    std::set<std::string> outcomes;
    for (OutcomeTally const& tally : report.outcomes) outcomes.insert((tally.ok ? "ok " : "stuck ") + tally.outcome);
    return outcomes;
}

inline std::set<FindingKind> kinds_of(Report const& report) {
    std::set<FindingKind> kinds;
    for (Finding const& finding : report.findings) kinds.insert(finding.kind);
    return kinds;
}

}  // namespace heddle::explored
