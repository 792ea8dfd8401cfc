// SPDX-License-Identifier: Apache-2.0
// What is fixed stays fixed: no finding in 100,000 random executions of every fixed variant, and none in a complete search.
#include <tests/acceptance/every_variant.hpp>

#include <gtest/gtest.h>

namespace heddle::acceptance {

namespace {

#if defined(HEDDLE_ASAN) || defined(HEDDLE_TSAN)
constexpr std::uint64_t random_executions = 2'000;
#else
constexpr std::uint64_t random_executions = 100'000;
#endif

TEST(Fixed, ShowsNothingInRandomExecutions) {
    std::size_t variants = 0;
    for_every_variant([&](auto const&, scenarios::Variant const& variant, Program& program) {
        if (variant.name != "fixed") return;
        ++variants;
        Plan plan;
        plan.executions = random_executions;
        Report const report = explore(program, plan);
        EXPECT_TRUE(report.clean()) << program.name << ": " << report.findings.front().message;
        EXPECT_EQ(report.executions, random_executions) << program.name;
    });
    EXPECT_GE(variants, 17U);
}

TEST(Fixed, IsVerifiedWhereTheSearchFinishes) {
    std::size_t verified = 0;
    for_every_variant([&](auto const&, scenarios::Variant const& variant, Program& program) {
        if (variant.name != "fixed") return;
        Plan plan;
        plan.strategy = "dfs";
        plan.executions = 200'000;
        Report const report = explore(program, plan);
        EXPECT_TRUE(report.clean()) << program.name << ": " << report.findings.front().message;
        if (report.verified()) ++verified;
    });
    EXPECT_GE(verified, 17U);
}

}  // namespace

}  // namespace heddle::acceptance
