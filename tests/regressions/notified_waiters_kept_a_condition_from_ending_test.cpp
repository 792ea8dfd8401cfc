// SPDX-License-Identifier: Apache-2.0
// Destroying a condition variable after notify_all was called misuse until every waiter had come back; std allows it.
#include <heddle/heddle.hpp>

#include <gtest/gtest.h>

#include <memory>

namespace heddle {
namespace {

TEST(Regression, notified_waiters_kept_a_condition_from_ending) {
    Plan plan;
    plan.strategy = "dfs";
    Report const report = explore(
        "program",
        [] {
            mutex guard;
            auto condition = std::make_unique<condition_variable>();
            thread waiting{[&guard, raw = condition.get()] {
                unique_lock<mutex> lock{guard};
                raw->wait(lock);
            }};
            this_thread::sleep_for(std::chrono::seconds{1});
            condition->notify_all();
            condition.reset();
            waiting.join();
        },
        plan);
    EXPECT_TRUE(report.verified()) << report.findings.at(0).message;
}

}  // namespace
}  // namespace heddle
