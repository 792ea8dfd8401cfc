// SPDX-License-Identifier: Apache-2.0
// A thread that spins on a shared<bool> while data races are findings takes no step: the search never came back.
#include <heddle/heddle.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace heddle {
namespace {

bool found(Report const& report, FindingKind kind) {
    return std::any_of(
        report.findings.begin(), report.findings.end(), [&](Finding const& finding) { return finding.kind == kind; });
}

TEST(Regression, spinning_on_plain_data_never_ended) {
    for (char const* const strategy : {"random", "dfs", "quantum:steps=3"}) {
        Plan plan;
        plan.strategy = strategy;
        plan.executions = 20;
        plan.keep_going = true;
        auto const body = [](bool sets) {
            return [sets] {
                shared<bool> ready{false};
                thread spinning{[&] {
                    while (!ready.load()) {
                    }
                }};
                if (sets) ready.store(true);
                spinning.join();
            };
        };
        Report const released = explore("released", body(true), plan);
        ASSERT_EQ(released.outcomes.size(), 1U);
        EXPECT_TRUE(released.outcomes[0].ok);
        EXPECT_TRUE(found(released, FindingKind::data_race));
        Report const stuck = explore("stuck", body(false), plan);
        ASSERT_EQ(stuck.outcomes.size(), 1U);
        EXPECT_FALSE(stuck.outcomes[0].ok);
        EXPECT_TRUE(found(stuck, FindingKind::livelock));
    }
}

}  // namespace
}  // namespace heddle
