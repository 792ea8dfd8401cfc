// SPDX-License-Identifier: Apache-2.0
// Ways not to end well are told apart: nobody can move, somebody moves for ever, nobody waited for a thread.
#include <heddle/explore/explore.hpp>

#include <scenarios/scenario.hpp>

#include <gtest/gtest.h>

#include <set>

namespace heddle::scenarios {
namespace {

struct Case {
    char const* program;
    Parameters parameters;
    std::set<FindingKind> kinds;  ///< all that are found
    bool ends;                    ///< in some execution all threads end
    bool sticks;                  ///< in some they do not
};

std::ostream& operator<<(std::ostream& out, Case const& c) { return out << c.program; }

std::vector<Case> const cases = {
    // A deadlock: every thread that has not ended waits for another one, or for a signal that will not come.
    {"lock_self.buggy", {}, {FindingKind::deadlock, FindingKind::misuse}, false, true},
    {"insufficient.buggy", {}, {FindingKind::deadlock}, false, true},
    {"missing_notify.buggy", {}, {FindingKind::deadlock}, true, true},
    {"lost_notify.buggy", {}, {FindingKind::deadlock}, true, true},
    {"wait_group_skip_done.buggy", {}, {FindingKind::deadlock}, false, true},
    // A livelock: who polls could go on for ever.
    {"polling_join.buggy", {}, {FindingKind::livelock}, true, true},
    {"worker_dies.buggy", {}, {FindingKind::livelock}, false, true},
    // Both, each in executions of its own.
    {"kept_mutex.buggy",
     {{"stale", "yes"}, {"polls", "0"}},
     {FindingKind::deadlock, FindingKind::livelock},
     false,
     true},
    // Not joined: all threads end, and nobody knows when.
    {"join_misuse.buggy", {{"misuse", "never"}}, {FindingKind::never_joined}, true, false},
    {"workers.buggy", {}, {FindingKind::requirement}, true, false},
    {"early_read.buggy", {}, {FindingKind::requirement}, true, false},
    // A mutex that is held at the end is no deadlock as long as nobody wants it.
    {"kept_mutex.buggy", {}, {FindingKind::held_at_end}, true, false},
    {"kept_mutex.buggy", {{"late", "yes"}, {"polls", "1"}}, {FindingKind::deadlock}, false, true},
    {"half_release.buggy", {}, {FindingKind::held_at_end, FindingKind::deadlock}, true, true},
};

class Stuck : public testing::TestWithParam<Case> {};

TEST_P(Stuck, IsWhatItIsAndNothingElse) {
    Plan plan;
    plan.strategy = "dfs";
    plan.executions = 0;
    plan.keep_going = true;
    Report const report = explore(*make_program(GetParam().program, GetParam().parameters), plan);
    EXPECT_TRUE(report.complete);
    std::set<FindingKind> kinds;
    for (Finding const& finding : report.findings) kinds.insert(finding.kind);
    EXPECT_EQ(kinds, GetParam().kinds);
    std::set<bool> endings;
    for (OutcomeTally const& tally : report.outcomes) endings.insert(tally.ok);
    EXPECT_EQ(endings.contains(true), GetParam().ends);
    EXPECT_EQ(endings.contains(false), GetParam().sticks);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Stuck, testing::ValuesIn(cases));

TEST(StepBound, IsNeitherDeadlockNorLivelock) {
    std::unique_ptr<Program> const program = make_program("lost_update.buggy", {{"n", "50"}});
    program->semantics.step_bound = 20;
    Plan plan;
    plan.executions = 100;
    plan.keep_going = true;
    Report const report = explore(*program, plan);
    EXPECT_TRUE(report.clean());
    EXPECT_FALSE(report.complete);
    for (OutcomeTally const& tally : report.outcomes) EXPECT_FALSE(tally.ok);
}

}  // namespace
}  // namespace heddle::scenarios
