// SPDX-License-Identifier: Apache-2.0
#include <tools/heddle/exit_status.hpp>

#include <gtest/gtest.h>

namespace heddle::command {
namespace {

constexpr ExitStatus all[] = {
    ExitStatus::as_expected, ExitStatus::unexpected, ExitStatus::wrong_usage, ExitStatus::undecided,
    ExitStatus::failed};

Finding of(FindingKind kind) {
    Finding finding;
    finding.kind = kind;
    return finding;
}

/// Every subset of three kinds, the third of which no expectation below has.
std::vector<Finding> findings_of(unsigned subset) {
    std::vector<Finding> findings;
    if ((subset & 1U) != 0) findings.push_back(of(FindingKind::deadlock));
    if ((subset & 2U) != 0) findings.push_back(of(FindingKind::misuse));
    if ((subset & 4U) != 0) findings.push_back(of(FindingKind::data_race));
    return findings;
}

TEST(ExitStatusOfAVariant, CleanIsAsExpectedExactlyWhenNothingIsFound) {
    for (bool const complete : {false, true}) {
        for (unsigned subset = 0; subset < 8; ++subset) {
            ExitStatus const wanted = subset == 0 ? ExitStatus::as_expected : ExitStatus::unexpected;
            EXPECT_EQ(status_of(Expectation::clean(), complete, findings_of(subset)), wanted) << complete << subset;
        }
    }
}

TEST(ExitStatusOfAVariant, OneExpectedFindingIsEnoughAndAnUnexpectedOneIsTooMany) {
    Expectation const both{{FindingKind::deadlock, FindingKind::misuse}};
    for (bool const complete : {false, true}) {
        for (unsigned subset = 1; subset < 8; ++subset) {
            ExitStatus const wanted = subset < 4 ? ExitStatus::as_expected : ExitStatus::unexpected;
            EXPECT_EQ(status_of(both, complete, findings_of(subset)), wanted) << complete << subset;
        }
    }
}

TEST(ExitStatusOfAVariant, NotFoundIsUndecidedUnlessEverythingWasSearched) {
    Expectation const deadlock{{FindingKind::deadlock}};
    EXPECT_EQ(status_of(deadlock, false, {}), ExitStatus::undecided);
    EXPECT_EQ(status_of(deadlock, true, {}), ExitStatus::unexpected);
}

TEST(ExitStatusOfAVariant, NondeterminismIsNeverExpected) {
    Expectation const deadlock{{FindingKind::deadlock}};
    auto const findings = {of(FindingKind::deadlock), of(FindingKind::nondeterminism)};
    EXPECT_EQ(status_of(deadlock, false, findings), ExitStatus::unexpected);
}

TEST(ExitStatusOfSeveral, IsTheWorstInTheOrder42130) {
    constexpr int order[] = {4, 2, 1, 3, 0};
    auto const rank = [&](ExitStatus status) {
        return std::find(std::begin(order), std::end(order), static_cast<int>(status)) - std::begin(order);
    };
    for (ExitStatus const a : all) {
        for (ExitStatus const b : all) EXPECT_EQ(worse(a, b), rank(a) <= rank(b) ? a : b);
    }
}

TEST(AsExpected, IsTrueFalseOrUnknown) {
    EXPECT_EQ(as_expected(ExitStatus::as_expected), true);
    EXPECT_EQ(as_expected(ExitStatus::unexpected), false);
    EXPECT_EQ(as_expected(ExitStatus::undecided), std::nullopt);
}

}  // namespace
}  // namespace heddle::command
