// SPDX-License-Identifier: Apache-2.0
// Pools and lists of threads: closed forms, and settings for which no table of outcomes is kept.
#include <heddle/explore/explore.hpp>
#include <heddle/explore/match.hpp>

#include <scenarios/scenario.hpp>
#include <tests/scenarios/exhausted.hpp>
#include <tests/scenarios/oracle_table.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace heddle::scenarios {
namespace {

/// Adds to `all` every order in which so many tasks can print their lines, each once, and main its k-th after k of them.
void add_orders(std::set<std::string>& all, std::string const& begun, unsigned tasks, unsigned printed, unsigned done) {
    if (done == tasks) all.insert(begun);
    unsigned lines = 0;
    for (unsigned task = 0; task < tasks; ++task) {
        std::string const line = "W" + std::to_string(task) + " ";
        if (begun.find(line) != std::string::npos) {
            ++lines;
        } else {
            add_orders(all, begun + line, tasks, printed + 1, done);
        }
    }
    if (done < lines) add_orders(all, begun + "D ", tasks, printed, done + 1);
}

std::set<std::string> orders_of(unsigned tasks) {
    std::set<std::string> all;
    add_orders(all, "", tasks, 0, 0);
    return all;
}

TEST(AsCompleted, HasEveryOrderWhenThereAreWorkersEnough) {
    EXPECT_EQ(orders_of(3).size(), 30U);
    EXPECT_EQ(orders_of(5).size(), 5040U) << "5! times the fifth Catalan number";
    for (char const* const variant : {"as_completed.buggy", "as_completed.fixed"}) {
        EXPECT_EQ(all_outcomes(variant, {{"workers", "2"}, {"tasks", "2"}}), orders_of(2));
    }
    EXPECT_EQ(all_outcomes("as_completed.fixed", {{"workers", "1"}, {"tasks", "3"}}).size(), 5U) << "Catalan";
}

Report all_traces(std::string const& program, Parameters const& parameters) {
    Plan plan;
    plan.strategy = "dpor";
    plan.executions = 0;
    plan.keep_going = true;
    Report report = explore(*make_program(program, parameters), plan);
    EXPECT_TRUE(report.complete) << program;
    return report;
}

/// Tens of millions of interleavings, of which one each is tried that differ in the order of what conflicts.
TEST(AsCompleted, HasTheKnownOutcomesWhereThereAreTooManyInterleavingsToTry) {
    for (auto const& [workers, tasks] : {std::pair{"3", "3"}, std::pair{"2", "4"}}) {
        std::set<OutcomeKey> found;
        for (OutcomeTally const& tally :
             all_traces("as_completed.fixed", {{"workers", workers}, {"tasks", tasks}}).outcomes)
            found.emplace(tally.ok ? "ok" : "stuck", tally.outcome);
        EXPECT_EQ(found, oracle_table().at(std::string{"i_pool_w"} + workers + "_t" + tasks).outcomes());
    }
}

/// How many classes of interleavings there are was worked out by brute force elsewhere.
TEST(PoolsAndLists, HaveTheKnownNumbersOfTraces) {
    EXPECT_EQ(all_traces("as_completed.buggy", {{"workers", "1"}, {"tasks", "3"}}).executions, 14U);
    EXPECT_EQ(all_traces("enumerate.buggy", {{"n", "2"}}).executions, 9U);
    EXPECT_EQ(all_traces("enumerate.buggy", {{"n", "5"}}).executions, 243U);
    EXPECT_EQ(all_traces("nested_pool.buggy", {{"workers", "2"}, {"outer", "1"}}).executions, 4U);
    EXPECT_EQ(all_traces("letters.fixed", {{"fix", "queue"}}).executions, 6U);
}

TEST(AsCompleted, SamplesOfManyTasksAreInOrder) {
    Plan plan;
    plan.executions = 5'000;
    plan.keep_going = true;
    std::set<std::string> const possible = orders_of(5);
    Report const report = explore(*make_program("as_completed.fixed", {{"workers", "5"}, {"tasks", "5"}}), plan);
    EXPECT_TRUE(report.clean());
    EXPECT_GT(report.outcomes.size(), 500U);
    for (OutcomeTally const& tally : report.outcomes) EXPECT_TRUE(possible.contains(tally.outcome)) << tally.outcome;
}

/// The lines as the notebook's run printed them: two on one, and all results after them.
TEST(AsCompleted, PrintsTornLinesOnlyWhenAPrintIsSeveralWrites) {
    std::string const text = "task: 0task: 1\n\ntask: 2\ntask: 4\ntask: 3\nok\nok\nok\nok\nok\n";
    Parameters parameters{{"workers", "5"}, {"tasks", "5"}, {"label", "task: "}, {"done", "ok"}};
    Match const whole = match(*make_program("as_completed.buggy", parameters), text);
    EXPECT_FALSE(whole.found);
    EXPECT_TRUE(whole.complete);
    parameters.emplace_back("print", "parts");
    EXPECT_TRUE(match(*make_program("as_completed.buggy", parameters), text).found);
}

TEST(PoolSerial, IsNeverAtWorkOnTwoTasks) {
    EXPECT_EQ(all_outcomes("pool_serial.buggy", {}), (std::set<std::string>{"W1 D W2 D"}));
    EXPECT_EQ(all_outcomes("pool_serial.buggy", {{"workers", "3"}}), (std::set<std::string>{"W1 D W2 D"}));
    EXPECT_EQ(all_outcomes("pool_serial.fixed", {}), (std::set<std::string>{"W1 D W2 D", "W1 W2 D D", "W2 W1 D D"}));
}

TEST(NestedPool, GetsStuckUnlessThereAreMoreWorkersThanOuterTasks) {
    auto const nested = [](char const* workers, char const* outer) {
        Report const report = all_executions("nested_pool.buggy", {{"workers", workers}, {"outer", outer}});
        EXPECT_EQ(report.outcomes.size(), 1U) << workers << ' ' << outer;
        return std::pair{report.outcomes.front().outcome, report.executions};
    };
    EXPECT_EQ(nested("1", "1"), std::pair(std::string{"done="}, std::uint64_t{1}));
    EXPECT_EQ(nested("2", "1"), std::pair(std::string{"done=i0,o0"}, std::uint64_t{4}));
    EXPECT_EQ(nested("2", "2"), std::pair(std::string{"done="}, std::uint64_t{6}));
    EXPECT_EQ(nested("1", "3"), std::pair(std::string{"done="}, std::uint64_t{1}));
    for (char const* const fix : {"inline", "workers"})
        EXPECT_EQ(all_outcomes("nested_pool.fixed", {{"fix", fix}}), (std::set<std::string>{"done=i0,i1,o0,o1"}));
}

TEST(Enumerate, IsAsTheNotebookHadItWhenMainSleepsBetweenItsQuestions) {
    Parameters const slow{{"n", "5"}, {"work", "50"}, {"pause", "100"}};
    EXPECT_EQ(all_outcomes("enumerate.buggy", slow), (std::set<std::string>{"TFFFF"}));
    EXPECT_EQ(all_outcomes("enumerate.fixed", {{"n", "4"}}), (std::set<std::string>{"----"}));
}

TEST(Letters, ByMessagesAreExactWhoeverIsFirst) {
    Report const report = all_executions("letters.fixed", {{"fix", "queue"}});
    EXPECT_EQ(report.executions, 6U);
    EXPECT_EQ(
        all_outcomes("letters.fixed", {{"fix", "queue"}, {"first", "aab"}, {"second", "cb"}}),
        (std::set<std::string>{"a=2 b=2 c=1"}));
    EXPECT_TRUE(report.verified());
}

}  // namespace
}  // namespace heddle::scenarios
