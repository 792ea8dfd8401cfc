// SPDX-License-Identifier: Apache-2.0
// As long as a spurious wake-up was possible no timed wait could time out: asking for more outcomes took some away.
#include <heddle/heddle.hpp>

#include <gtest/gtest.h>

namespace heddle {
namespace {

struct TimedWait final : Program {
    void body() override {
        mutex guard;
        condition_variable condition;
        unique_lock<mutex> lock{guard};
        timed_out = condition.wait_for(lock, std::chrono::seconds{1}) == cv_status::timeout;
    }
    void observe(std::string& outcome) override { outcome = timed_out ? "timeout" : "woken"; }
    bool timed_out = false;
};

TEST(Regression, spurious_wake_ups_stopped_the_clock) {
    TimedWait program;
    program.semantics.spurious = 1;
    Plan plan;
    plan.strategy = "dfs";
    Report const report = explore(program, plan);
    ASSERT_EQ(report.outcomes.size(), 2U);
    EXPECT_EQ(report.outcomes[0].outcome, "timeout");
    EXPECT_EQ(report.outcomes[1].outcome, "woken");
}

}  // namespace
}  // namespace heddle
