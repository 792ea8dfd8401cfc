// SPDX-License-Identifier: Apache-2.0
// When a search stops, what it calls complete, and what its report says.
#include "explored.hpp"

#include <heddle/core/replay_token.hpp>

#include <algorithm>
#include <stdexcept>

namespace heddle::explored {
namespace {

struct Pair {
    shared<int> x;
    mutex left;
    mutex right;
};

/// 6 executions; in 4 of them an update is lost.
Tale<Pair> lost_update(bool checked = false) {
    return Tale<Pair>{
        [checked](Pair& pair) {
            auto const add = [&pair] { pair.x += 1; };
            thread one{add};
            thread two{add};
            one.join();
            two.join();
            if (checked) require(pair.x.load() == 2, "an update was lost");
        },
        [](Pair& pair) { return std::to_string(pair.x.load()); }, races_allowed()};
}

Tale<Pair> crossed_locks() {
    return Tale<Pair>{[](Pair& pair) {
        thread one{[&] {
            pair.left.lock();
            pair.right.lock();
            pair.right.unlock();
            pair.left.unlock();
        }};
        thread two{[&] {
            pair.right.lock();
            pair.left.lock();
            pair.left.unlock();
            pair.right.unlock();
        }};
        one.join();
        two.join();
    }};
}

TEST(Search, lost_update_has_six_executions_of_four_points) {
    auto program = lost_update();
    Report const report = explore(program, plan_of("dfs"));
    EXPECT_EQ(report.executions, 6U);
    EXPECT_EQ(report.points, 24U);
    EXPECT_EQ(report.blocked, 0U);
    EXPECT_TRUE(report.complete);
    ASSERT_EQ(report.outcomes.size(), 2U);
    EXPECT_EQ(report.outcomes[0].outcome, "1");
    EXPECT_EQ(report.outcomes[0].executions, 4U);
    EXPECT_EQ(report.outcomes[1].outcome, "2");
    EXPECT_EQ(report.outcomes[1].executions, 2U);
}

TEST(Search, a_bound_that_cuts_is_not_complete) {
    auto program = lost_update();
    Plan plan = plan_of("dfs");
    for (unsigned bound = 0; bound <= 3; ++bound) {
        plan.preemptions = bound;
        EXPECT_EQ(explore(program, plan).complete, bound >= 2) << bound;
    }
    plan.preemptions = 0;
    EXPECT_EQ(outcomes_of(explore(program, plan)), std::set<std::string>{"ok 2"});
}

TEST(Search, a_limit_that_is_not_reached_leaves_it_complete) {
    auto program = lost_update();
    for (std::uint64_t limit : {1U, 5U, 6U, 7U}) {
        Report const report = explore(program, plan_of("dfs", limit));
        EXPECT_EQ(report.executions, std::min<std::uint64_t>(limit, 6));
        EXPECT_EQ(report.complete, limit >= 6) << limit;
    }
}

TEST(Search, a_step_bound_is_not_complete) {
    auto program = lost_update();
    program.semantics.step_bound = 3;
    Report const cut = explore(program, plan_of("dfs"));
    EXPECT_FALSE(cut.complete);
    EXPECT_TRUE(std::none_of(cut.outcomes.begin(), cut.outcomes.end(), [](auto const& tally) { return tally.ok; }));
    program.semantics.step_bound = 4;
    EXPECT_TRUE(explore(program, plan_of("dfs")).complete) << "an execution of exactly as many steps is not cut";
}

TEST(Search, an_early_finding_is_not_complete) {
    auto program = crossed_locks();
    Plan plan = plan_of("dfs");
    Report const whole = explore(program, plan);
    EXPECT_TRUE(whole.complete);
    EXPECT_FALSE(whole.verified());
    plan.keep_going = false;
    Report const early = explore(program, plan);
    EXPECT_FALSE(early.complete);
    EXPECT_LT(early.executions, whole.executions);
}

TEST(Search, samplers_are_never_complete) {
    auto program = lost_update();
    EXPECT_FALSE(explore(program, plan_of("random", 100)).complete);
    EXPECT_FALSE(explore(program, plan_of("quantum:steps=1")).complete);
    EXPECT_FALSE(explore(program, plan_of("preempt:at=1/2")).complete);
}

TEST(Search, executions_of_strategies_that_have_but_one) {
    auto program = lost_update();
    EXPECT_EQ(explore(program, plan_of("quantum:steps=1", 100)).executions, 1U);
    EXPECT_EQ(explore(program, plan_of("preempt:at=1/2", 100)).executions, 1U);
    EXPECT_EQ(explore(program, plan_of("random", 100)).executions, 100U);
}

TEST(Search, a_budget_ends_it) {
    auto program = lost_update();
    Plan plan = plan_of("random", 0);
    plan.budget = 0.05;
    Report const report = explore(program, plan);
    EXPECT_FALSE(report.complete);
    EXPECT_GT(report.executions, 0U);
    EXPECT_GE(report.seconds, 0.05);
    EXPECT_LT(report.seconds, 5.0);
    plan.strategy = "dfs";
    plan.budget = 0.0;
    EXPECT_FALSE(explore(program, plan).complete);
}

TEST(Search, stops_at_any_finding_when_none_is_expected) {
    auto program = lost_update(true);
    Plan plan = plan_of("dfs");
    plan.keep_going = false;
    Report const report = explore(program, plan);
    EXPECT_EQ(kinds_of(report), std::set{FindingKind::requirement});
    EXPECT_LT(report.executions, 6U);
}

TEST(Search, goes_on_until_the_expected_finding) {
    // Execution 0 already leaves an exception; the deadlock comes later.
    Tale<Pair> program{[](Pair& pair) {
        thread failing{[] { throw std::runtime_error("on purpose"); }};
        failing.join();
        thread one{[&] {
            pair.left.lock();
            pair.right.lock();
            pair.right.unlock();
            pair.left.unlock();
        }};
        thread two{[&] {
            pair.right.lock();
            pair.left.lock();
            pair.left.unlock();
            pair.right.unlock();
        }};
        one.join();
        two.join();
    }};
    Plan plan = plan_of("dfs");
    plan.keep_going = false;
    EXPECT_EQ(kinds_of(explore(program, plan)), std::set{FindingKind::exception});
    plan.expected.any_of = {FindingKind::deadlock, FindingKind::livelock};
    Report const report = explore(program, plan);
    EXPECT_EQ(kinds_of(report), (std::set{FindingKind::exception, FindingKind::deadlock}));
    EXPECT_FALSE(report.complete);
    plan.expected.any_of = {FindingKind::livelock};
    EXPECT_TRUE(explore(program, plan).complete) << "what is not expected does not stop the search";
}

TEST(Search, fields_of_a_finding) {
    auto program = crossed_locks();
    Report const report = explore(program, plan_of("dfs"));
    EXPECT_EQ(report.program, "tale");
    EXPECT_EQ(report.strategy, "dfs");
    ASSERT_EQ(report.findings.size(), 1U);
    Finding const& finding = report.findings[0];
    EXPECT_EQ(finding.kind, FindingKind::deadlock);
    EXPECT_EQ(finding.steps, 2U);
    EXPECT_EQ(finding.preemptions, 1U);
    EXPECT_LT(finding.execution, report.executions);
    EXPECT_NE(finding.message.find("deadlock"), std::string::npos);
    Replayed const replayed = replay(program, decode(finding.token));
    EXPECT_TRUE(replayed.same()) << replayed.divergence();
    EXPECT_EQ(replayed.trace().ending, Ending::deadlock);
    EXPECT_EQ(replayed.trace().steps, finding.steps);
    EXPECT_EQ(replayed.trace().preemptions, finding.preemptions);
    ASSERT_EQ(replayed.findings().size(), 1U);
    EXPECT_EQ(replayed.findings()[0].message, finding.message);
}

TEST(Search, outcomes_can_be_left_out) {
    auto program = lost_update();
    Plan plan = plan_of("dfs");
    plan.outcomes = false;
    Report const report = explore(program, plan);
    EXPECT_EQ(report.executions, 6U);
    EXPECT_TRUE(report.outcomes.empty());
}

TEST(Search, the_check_of_the_outcome_is_a_finding) {
    struct Checked final : Program {
        void body() override {}
        std::string check() override { return "it is wrong"; }
    } program;
    Report const report = explore(program, plan_of("dfs"));
    EXPECT_EQ(kinds_of(report), std::set{FindingKind::requirement});
    ASSERT_EQ(report.outcomes.size(), 1U);
    EXPECT_TRUE(report.outcomes[0].ok);
}

TEST(Search, tells_of_its_progress_at_the_end) {
    auto program = lost_update();
    Plan plan = plan_of("dfs");
    Progress last;
    plan.progress = [&](Progress const& progress) { last = progress; };
    explore(program, plan);
    EXPECT_EQ(last.executions, 6U);
    EXPECT_EQ(last.points, 24U);
    EXPECT_EQ(last.outcomes, 2U);
}

TEST(Search, an_exploration_in_an_execution_is_refused) {
    bool refused = false;
    Tale<Nothing> program{[&](Nothing&) {
        try {
            explore("inner", [] {});
        } catch (std::logic_error const&) {
            refused = true;
        }
    }};
    explore(program, plan_of("dfs"));
    EXPECT_TRUE(refused);
}

TEST(Search, an_unknown_strategy_is_refused) {
    auto program = lost_update();
    EXPECT_THROW(explore(program, plan_of("clever")), std::invalid_argument);
    Plan plan = plan_of("random");
    plan.preemptions = 1;
    EXPECT_THROW(explore(program, plan), std::invalid_argument);
}

}  // namespace
}  // namespace heddle::explored
