// SPDX-License-Identifier: Apache-2.0
// Families of scenarios whose outcomes and numbers of interleavings have closed forms, at several sizes.
#include <heddle/explore/explore.hpp>

#include <scenarios/scenario.hpp>
#include <tests/scenarios/exhausted.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace heddle::scenarios {
namespace {

std::uint64_t factorial(std::uint64_t n) { return n == 0 ? 1 : n * factorial(n - 1); }
std::uint64_t binomial(std::uint64_t n, std::uint64_t k) { return k == 0 ? 1 : binomial(n - 1, k - 1) * n / k; }
std::uint64_t catalan(std::uint64_t n) { return binomial(2 * n, n) / (n + 1); }
/// Interleavings of n threads with two steps each.
std::uint64_t pairs(std::uint64_t n) { return factorial(2 * n) >> n; }

std::set<std::string> outcomes_of(Report const& report) {
    std::set<std::string> texts;
    for (OutcomeTally const& tally : report.outcomes) {
        EXPECT_TRUE(tally.ok) << report.program;
        texts.insert(tally.outcome);
    }
    return texts;
}

std::set<std::string> numbers(int least, int most) {
    std::set<std::string> texts;
    for (int number = least; number <= most; ++number) texts.insert(std::to_string(number));
    return texts;
}

TEST(ClosedForms, LostUpdateEndsAnywhereBetweenMinusNAndN) {
    for (int n = 1; n <= 4; ++n) {
        Report const report = all_executions("lost_update.buggy", {{"n", std::to_string(n)}});
        EXPECT_EQ(outcomes_of(report), numbers(-n, n));
        EXPECT_EQ(report.executions, binomial(static_cast<std::uint64_t>(4 * n), static_cast<std::uint64_t>(2 * n)));
    }
}

TEST(ClosedForms, LostIncrementGoesDownToTwo) {
    for (int n = 1; n <= 4; ++n) {
        Report const report = all_executions("lost_increment.buggy", {{"n", std::to_string(n)}});
        EXPECT_EQ(outcomes_of(report), numbers(n == 1 ? 1 : 2, 2 * n));
        EXPECT_EQ(report.executions, binomial(static_cast<std::uint64_t>(4 * n), static_cast<std::uint64_t>(2 * n)));
    }
}

TEST(ClosedForms, LockedUpdatesInterleaveAsWholes) {
    for (std::uint64_t n = 1; n <= 6; ++n) {
        for (char const* const fix : {"mutex", "atomic"}) {
            Report const report = all_executions("lost_update.fixed", {{"n", std::to_string(n)}, {"fix", fix}});
            EXPECT_EQ(outcomes_of(report), std::set<std::string>{"0"});
            EXPECT_EQ(report.executions, binomial(2 * n, n)) << fix;
        }
    }
}

TEST(ClosedForms, FinishedCountSaysAnythingFromOne) {
    for (int k = 1; k <= 5; ++k) {
        Report const report = all_executions("finished_count.buggy", {{"threads", std::to_string(k)}});
        EXPECT_EQ(outcomes_of(report), numbers(1, k));
        EXPECT_EQ(report.executions, pairs(static_cast<std::uint64_t>(k)));
    }
}

/// All orders of the marks.
std::set<std::string> permutations(std::string marks) {
    std::set<std::string> all;
    std::ranges::sort(marks);
    do all.insert(marks);
    while (std::ranges::next_permutation(marks).found);
    return all;
}

TEST(ClosedForms, WorkersComeInEveryOrder) {
    std::string marks;
    for (std::uint64_t n = 1; n <= 5; ++n) {
        marks += static_cast<char>('0' + n - 1);
        Parameters const parameters{{"threads", std::to_string(n)}, {"observe", "order"}};
        std::set<std::string> joined;
        for (std::string const& order : permutations(marks)) joined.insert(order + 'F');
        EXPECT_EQ(outcomes_of(all_executions("workers.fixed", parameters)), joined);
        EXPECT_EQ(joined.size(), factorial(n));
        EXPECT_EQ(outcomes_of(all_executions("workers.buggy", parameters)), permutations(marks + 'F'));
    }
}

TEST(ClosedForms, LinesAreTornInAsManyWaysAsThereAreBrackets) {
    for (std::uint64_t n = 1; n <= 5; ++n) {
        Report const report = all_executions("torn_lines.buggy", {{"threads", std::to_string(n)}});
        EXPECT_EQ(outcomes_of(report).size(), factorial(n) * catalan(n));
        EXPECT_EQ(report.executions, pairs(n));
        EXPECT_EQ(
            outcomes_of(all_executions("torn_lines.fixed", {{"threads", std::to_string(n)}})).size(), factorial(n));
    }
}

using Counted = std::map<std::string, std::uint64_t>;

Counted executions_of(Report const& report) {
    Counted counted;
    for (OutcomeTally const& tally : report.outcomes) counted[tally.outcome] = tally.executions;
    return counted;
}

TEST(Distributions, OfLostUpdates) {
    EXPECT_EQ(
        executions_of(all_executions("lost_update.buggy", {{"n", "4"}})), (Counted{
                                                                              {"0", 2134},
                                                                              {"1", 1984},
                                                                              {"-1", 1984},
                                                                              {"2", 1576},
                                                                              {"-2", 1576},
                                                                              {"3", 1152},
                                                                              {"-3", 1152},
                                                                              {"4", 656},
                                                                              {"-4", 656}}));
    EXPECT_EQ(
        executions_of(all_executions("lost_increment.buggy", {{"n", "4"}})),
        (Counted{{"2", 8}, {"3", 192}, {"4", 3056}, {"5", 5184}, {"6", 3464}, {"7", 896}, {"8", 70}}));
}

TEST(Distributions, OfSemaphores) {
    auto const counted = [](char const* permits) {
        return executions_of(all_executions("over_release.fixed", {{"permits", permits}, {"threads", "3"}}));
    };
    EXPECT_EQ(counted("1"), (Counted{{"max=1", factorial(3)}}));
    EXPECT_EQ(counted("2"), (Counted{{"max=1", 966}, {"max=2", 1584}}));
    EXPECT_EQ(counted("3"), (Counted{{"max=1", 5382}, {"max=2", 21168}, {"max=3", 8100}}));
}

TEST(Distributions, OfLetters) {
    Report const report = all_executions("letters.buggy", {{"first", "aab"}, {"second", "abb"}});
    EXPECT_EQ(report.executions, binomial(16, 8));
    EXPECT_EQ(report.outcomes.size(), 18U);
}

TEST(ClosedForms, MergedTextsInterleaveAsWholes) {
    EXPECT_EQ(all_executions("letters.fixed", {{"fix", "merge"}, {"first", "abc"}, {"second", "cab"}}).executions, 2U);
    // Each of the threads locks for its three letters, and for itself.
    EXPECT_EQ(
        all_executions("letters.fixed", {{"fix", "per_letter"}, {"first", "abc"}, {"second", "cab"}}).executions,
        binomial(8, 4));
}

}  // namespace
}  // namespace heddle::scenarios
