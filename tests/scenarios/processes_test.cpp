// SPDX-License-Identifier: Apache-2.0
// Processes, with settings other than the defaults, and the forked lock, whose interleavings were counted by brute force.
#include <heddle/explore/explore.hpp>

#include <scenarios/scenario.hpp>

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <set>
#include <utility>

namespace heddle::scenarios {
namespace {

Report
all_executions(std::string const& program, Parameters const& parameters, std::optional<unsigned> preemptions = {}) {
    Plan plan;
    plan.strategy = "dfs";
    plan.executions = 0;
    plan.keep_going = true;
    plan.preemptions = preemptions;
    Report report = explore(*make_program(program, parameters), plan);
    EXPECT_TRUE(preemptions || report.complete) << program;
    return report;
}

std::set<std::string> outcomes(std::string const& program, Parameters const& parameters) {
    std::set<std::string> all;
    for (OutcomeTally const& tally : all_executions(program, parameters).outcomes)
        all.insert((tally.ok ? "ok " : "stuck ") + tally.outcome);
    return all;
}

using Texts = std::set<std::string>;

/// A child that adds 100 shows what it had at its start; its parent had set 7, and has 7.
TEST(ForkCopy, ChildrenBeginWithACopyOrAFreshMemoryAndParentsKeepTheirs) {
    std::map<std::string, std::string> const at_its_end{{"fork", "107"}, {"spawn", "100"}, {"forkserver", "100"}};
    for (auto const& [method, has] : at_its_end) {
        Parameters const parameters{{"method", method}, {"parent", "0"}, {"child", "100"}};
        EXPECT_EQ(outcomes("fork_copy.buggy", parameters), Texts{"ok parent=7 child=" + has});
        EXPECT_EQ(outcomes("fork_copy.fixed", parameters), Texts{"ok parent=107 child=" + has});
    }
}

TEST(ForkCopy, IsWrongInEveryExecution) {
    Report const report = all_executions("fork_copy.buggy", {});
    EXPECT_EQ(report.executions, 6U);
    ASSERT_EQ(report.findings.size(), 1U);
    EXPECT_EQ(report.findings.front().kind, FindingKind::requirement);
    ASSERT_EQ(report.outcomes.size(), 1U) << "what is wrong is told by the outcome";
    EXPECT_EQ(report.outcomes.front().executions, 6U);
}

TEST(ForkHeldLock, IsStuckInTwoOfNineInterleavingsAndNeedsAPreemption) {
    Report const report = all_executions("fork_held_lock.buggy", {});
    EXPECT_EQ(report.executions, 9U);
    std::map<std::string, std::uint64_t> tallies;
    for (OutcomeTally const& tally : report.outcomes)
        tallies[(tally.ok ? "ok " : "stuck ") + tally.outcome] = tally.executions;
    EXPECT_EQ(tallies, (std::map<std::string, std::uint64_t>{{"ok child=got", 7}, {"stuck child=waits", 2}}));
    EXPECT_TRUE(all_executions("fork_held_lock.buggy", {}, 0U).clean());
    EXPECT_FALSE(all_executions("fork_held_lock.buggy", {}, 1U).clean());
    ASSERT_EQ(report.findings.size(), 1U);
    std::string const& said = report.findings.front().message;
    EXPECT_NE(said.find("in the process it was copied from"), std::string::npos) << said;
}

TEST(ForkHeldLock, HasItsKey) {
    Scenario const& scenario = *find("fork_held_lock");
    Settings const settings{scenario.name, scenario.parameters, {}};
    EXPECT_EQ(resolved_oracle(*scenario.variant("buggy"), settings), "p_fork_lock_held");
}

TEST(ForkHeldLock, IsNeverStuckWhenNobodyElseHoldsIt) {
    for (char const* const fix : {"fork_first", "hold_lock"}) {
        Report const report = all_executions("fork_held_lock.fixed", {{"fix", fix}});
        EXPECT_TRUE(report.verified()) << fix;
        EXPECT_EQ(outcomes("fork_held_lock.fixed", {{"fix", fix}}), Texts{"ok child=got"});
    }
}

TEST(StartMethodTwice, IsRefusedUnlessItIsForcedOrDoneOnce) {
    for (char const* const method : {"fork", "spawn", "forkserver"}) {
        EXPECT_EQ(outcomes("start_method_twice.buggy", {{"method", method}}), Texts{"ok runs=1 processes=5"});
        for (char const* const fix : {"force", "once"}) {
            Parameters const parameters{{"method", method}, {"runs", "3"}, {"fix", fix}};
            EXPECT_EQ(outcomes("start_method_twice.fixed", parameters), Texts{"ok runs=3 processes=15"});
        }
    }
    std::string const said = all_executions("start_method_twice.buggy", {}).findings.front().message;
    EXPECT_NE(said.find("context has already been set"), std::string::npos) << said;
}

TEST(ChildFailure, IsSeenByWhoAsks) {
    for (char const* const method : {"spawn", "forkserver"}) {
        Parameters const parameters{{"method", method}};
        EXPECT_EQ(outcomes("child_failure.buggy", parameters), Texts{"ok said=done done=0"});
        EXPECT_FALSE(all_executions("child_failure.buggy", parameters).clean());
        EXPECT_EQ(outcomes("child_failure.fixed", parameters), Texts{"ok said=failed done=0"});
    }
    for (char const* const variant : {"child_failure.buggy", "child_failure.fixed"}) {
        EXPECT_EQ(outcomes(variant, {{"method", "fork"}}), Texts{"ok said=done done=5"}) << "a fork copies definitions";
    }
}

TEST(SharedValue, IsExactUnderItsLock) {
    EXPECT_EQ(outcomes("shared_value.fixed", {{"n", "3"}}), Texts{"ok 6"});
    Scenario const& scenario = *find("shared_value");
    Variant const& buggy = *scenario.variant("buggy");
    EXPECT_EQ(resolved_oracle(buggy, {scenario.name, scenario.parameters, {}}), "p_shared_value_nolock");
    EXPECT_EQ(resolved_oracle(buggy, {scenario.name, scenario.parameters, {"n=3"}}), std::nullopt);
}

}  // namespace
}  // namespace heddle::scenarios
