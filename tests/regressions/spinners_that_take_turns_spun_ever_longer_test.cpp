// SPDX-License-Identifier: Apache-2.0
// Of two threads that hand a turn back and forth and spin in between, each spun twice as long every time, up to a million.
#include <heddle/heddle.hpp>

#include <gtest/gtest.h>

namespace heddle {
namespace {

TEST(Regression, spinners_that_take_turns_spun_ever_longer) {
    auto const body = [] {
        atomic<int> turn;
        auto const play = [&](int mine) {
            return [&turn, mine] {
                for (int round = 0; round < 100; ++round) {
                    while (turn.load() % 2 != mine) {
                    }
                    turn.fetch_add(1);
                }
            };
        };
        thread one{play(0)};
        thread two{play(1)};
        one.join();
        two.join();
    };
    Plan plan;
    plan.strategy = "preempt:at=0/1";
    Report const report = explore("program", body, plan);
    EXPECT_TRUE(report.clean());
    EXPECT_LT(report.points, 100U * 200U);
}

}  // namespace
}  // namespace heddle
