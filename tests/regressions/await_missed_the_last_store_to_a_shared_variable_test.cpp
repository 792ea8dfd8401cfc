// SPDX-License-Identifier: Apache-2.0
// await over a shared<T> was asked before the store had reached the memory, and then never again: a deadlock that is none.
#include <heddle/heddle.hpp>

#include <gtest/gtest.h>

namespace heddle {
namespace {

TEST(Regression, await_missed_the_last_store_to_a_shared_variable) {
    Plan plan;
    plan.strategy = "dfs";
    plan.keep_going = true;  // it is a data race
    Report const report = explore(
        "program",
        [] {
            shared<bool> ready{false};
            manual_reset_event answer;
            thread waiting{[&] {
                await([&] { return ready.load(); });
                answer.set();
            }};
            ready.store(true);
            answer.wait();
            waiting.join();
        },
        plan);
    EXPECT_EQ(report.outcomes.size(), 1U);
    EXPECT_TRUE(report.outcomes.at(0).ok);
}

}  // namespace
}  // namespace heddle
