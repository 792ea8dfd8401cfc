// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/heddle.hpp>

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <ostream>
#include <utility>
#include <vector>

/// Programs of a few threads over a state, and how many traces dpor finds of them.
namespace heddle {

struct Count {
    std::uint64_t well = 0;  ///< traces that end well
    std::uint64_t stuck = 0;
    friend bool operator==(Count const&, Count const&) = default;
    friend std::ostream& operator<<(std::ostream& out, Count const& count) {
        return out << count.well << " well, " << count.stuck << " stuck";
    }
};

/// Threads over a state that every execution makes anew; data races are steps.
template <class State>
class Peers final : public Program {
public:
    using Body = std::function<void(State&)>;

    explicit Peers(std::vector<Body> bodies, Semantics with = {}) : bodies_{std::move(bodies)} {
        semantics = with;
        semantics.data_races = DataRaces::allowed;
    }
    void construct() override { state_.emplace(); }
    void body() override {
        std::vector<thread> threads;
        for (Body const& run : bodies_) threads.emplace_back([this, &run] { run(*state_); });
        for (thread& one : threads) one.join();
    }
    void destroy() noexcept override { state_.reset(); }

private:
    std::vector<Body> bodies_;
    std::optional<State> state_;
};

template <class State>
Count traces(std::vector<std::function<void(State&)>> bodies, Semantics semantics = {}) {
    Peers<State> program{std::move(bodies), semantics};
    Plan plan;
    plan.strategy = "dpor";
    plan.executions = 0;
    plan.keep_going = true;
    Report const report = explore(program, plan);
    EXPECT_TRUE(report.complete) << report.remark;
    EXPECT_EQ(report.blocked, 0U);
    Count count;
    for (OutcomeTally const& tally : report.outcomes) (tally.ok ? count.well : count.stuck) += tally.executions;
    return count;
}

template <class State>
std::vector<std::function<void(State&)>> times(int count, std::function<void(State&)> body) {
    return std::vector<std::function<void(State&)>>(static_cast<std::size_t>(count), std::move(body));
}

template <class State>
std::vector<std::function<void(State&)>>
together(std::vector<std::function<void(State&)>> first, std::vector<std::function<void(State&)>> const& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

}  // namespace heddle
