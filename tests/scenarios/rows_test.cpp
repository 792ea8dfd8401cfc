// SPDX-License-Identifier: Apache-2.0
// Rows of the catalogue with settings other than the defaults, for which no table of outcomes is kept.
#include <heddle/explore/explore.hpp>

#include <scenarios/scenario.hpp>

#include <gtest/gtest.h>

#include <set>
#include <utility>

namespace heddle::scenarios {
namespace {

Report all_executions(std::string const& program, Parameters const& parameters) {
    Plan plan;
    plan.strategy = "dfs";
    plan.executions = 200'000;
    plan.keep_going = true;
    Report report = explore(*make_program(program, parameters), plan);
    EXPECT_TRUE(report.complete) << program;
    return report;
}

using Outcomes = std::set<std::pair<bool, std::string>>;

Outcomes outcomes(std::string const& program, Parameters const& parameters) {
    Outcomes all;
    for (OutcomeTally const& tally : all_executions(program, parameters).outcomes)
        all.insert({tally.ok, tally.outcome});
    return all;
}

TEST(PrintedCounter, CountsToTenAlone) {
    Report const report = all_executions("printed_counter.fixed", {{"n", "10"}});
    EXPECT_EQ(report.executions, 1U);
    EXPECT_EQ(report.outcomes.front().outcome, "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n");
}

TEST(InterpreterLock, LosesNothingWhereNothingCanComeBetween) {
    EXPECT_TRUE(all_executions("interpreter_lock.buggy", {{"switches", "rounds"}}).clean());
    EXPECT_FALSE(all_executions("interpreter_lock.buggy", {{"switches", "rounds"}, {"call", "yes"}}).clean());
    EXPECT_FALSE(all_executions("interpreter_lock.buggy", {{"switches", "accesses"}}).clean());
    EXPECT_TRUE(all_executions("interpreter_lock.fixed", {{"fix", "local"}, {"n", "3"}}).verified());
}

TEST(KeptMutex, IsHeldWheneverMainHasFinished) {
    EXPECT_EQ(
        outcomes("kept_mutex.buggy", {{"stale", "yes"}}),
        (Outcomes{{false, "res=Finished a=0 fc=2 mutex=HELD"}, {true, "res=gave-up a=2 fc=4 mutex=free"}}));
    EXPECT_EQ(
        outcomes("kept_mutex.buggy", {{"late", "yes"}, {"polls", "1"}}),
        (Outcomes{{false, "res=Finished a=2 fc=2 mutex=HELD"}, {false, "res=gave-up a=2 fc=2 mutex=free"}}));
}

TEST(KeptMutex, LooksInVainForACountThatHasPassed) {
    Report const report = all_executions("kept_mutex.buggy", {{"stale", "yes"}, {"polls", "0"}});
    std::set<FindingKind> kinds;
    for (Finding const& finding : report.findings) kinds.insert(finding.kind);
    EXPECT_EQ(kinds, (std::set<FindingKind>{FindingKind::deadlock, FindingKind::livelock}));
}

TEST(KeptMutex, IsFreeWhenAllIsMended) {
    Parameters const hard{{"late", "yes"}, {"stale", "yes"}};
    EXPECT_EQ(outcomes("kept_mutex.fixed", hard), (Outcomes{{true, "res=Finished a=3 fc=2 mutex=free"}}));
}

TEST(ParentLine, ComesAfterTheChildsWhenTheChildIsJoined) {
    Parameters const whole{{"print", "line"}, {"observe", "order"}};
    EXPECT_EQ(outcomes("parent_line.fixed", whole), (Outcomes{{true, "bwdg"}, {true, "wbdg"}}));
    EXPECT_EQ(outcomes("parent_line.buggy", whole), (Outcomes{{true, "bwgd"}, {true, "wbgd"}}));
    Parameters quick = whole;
    quick.insert(quick.end(), {{"child", "5"}, {"timeout", "10"}});
    EXPECT_EQ(outcomes("parent_line.buggy", quick), outcomes("parent_line.fixed", whole));
}

TEST(JoinTimeout, MayCutShortWhatWouldBeInTimeWhenWorkTakesAnyTime) {
    auto const program = make_program("join_timeout.buggy", {{"child", "5"}, {"timeout", "10"}});
    program->semantics.time = Time::adversarial;
    Plan plan;
    plan.strategy = "dfs";
    plan.keep_going = true;
    std::set<std::string> texts;
    for (OutcomeTally const& tally : explore(*program, plan).outcomes) texts.insert(tally.outcome);
    EXPECT_EQ(texts, (std::set<std::string>{"elapsed", "joined"}));
}

TEST(JoinMisuse, IsRefusedAndFound) {
    for (char const* const misuse : {"twice", "before_start", "itself"}) {
        Report const report = all_executions("join_misuse.buggy", {{"misuse", misuse}});
        ASSERT_EQ(report.findings.size(), 1U) << misuse;
        EXPECT_EQ(report.findings.front().kind, FindingKind::misuse) << misuse;
        EXPECT_EQ(report.outcomes.front().outcome, "refused") << misuse;
    }
}

TEST(JoinMisuse, IsAlsoNotToJoinAtAll) {
    Report const report = all_executions("join_misuse.buggy", {{"misuse", "never"}});
    ASSERT_EQ(report.findings.size(), 1U);
    EXPECT_EQ(report.findings.front().kind, FindingKind::never_joined);
    EXPECT_EQ(report.outcomes.front().outcome, "not joined");
}

TEST(CountingPrints, ReportsGrowWhileThePollingGoesOn) {
    Parameters const one{{"threads", "1"}, {"reports", "2"}, {"sleeps", "any"}};
    for (auto const& [ok, output] : outcomes("counting_prints.buggy", one)) EXPECT_TRUE(ok) << output;
    for (auto const& [ok, output] : outcomes("counting_prints.fixed", {{"reports", "2"}})) {
        EXPECT_TRUE(output.ends_with("finished: 2\n")) << output;
    }
}

}  // namespace
}  // namespace heddle::scenarios
