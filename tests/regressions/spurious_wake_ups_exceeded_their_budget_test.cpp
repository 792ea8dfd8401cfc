// SPDX-License-Identifier: Apache-2.0
// With two condition variables an execution had more spurious wake-ups than allowed, and then 65535 more.
#include <heddle/heddle.hpp>

#include <gtest/gtest.h>

namespace heddle {
namespace {

struct TwoWaits final : Program {
    void body() override {
        mutex guard;
        condition_variable conditions[2];
        woken = 0;
        auto const wait = [&](int which) {
            return [&, which] {
                unique_lock<mutex> lock{guard};
                conditions[which].wait(lock);
                ++woken;
            };
        };
        thread one{wait(0)};
        thread two{wait(1)};
        one.join();
        two.join();
    }
    void observe(std::string& outcome) override { outcome = std::to_string(woken); }
    int woken = 0;
};

TEST(Regression, spurious_wake_ups_exceeded_their_budget) {
    TwoWaits program;
    program.semantics.spurious = 1;
    Plan plan;
    plan.strategy = "dfs";
    plan.keep_going = true;
    Report const report = explore(program, plan);
    ASSERT_EQ(report.outcomes.size(), 1U);
    EXPECT_EQ(report.outcomes[0].outcome, "1");
    EXPECT_FALSE(report.outcomes[0].ok);
}

}  // namespace
}  // namespace heddle
