// SPDX-License-Identifier: Apache-2.0
// Scenarios that print: what virtual time leaves of their orders, and texts that only torn lines can make.
#include <heddle/explore/explore.hpp>

#include <scenarios/scenario.hpp>
#include <tests/scenarios/exhausted.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

namespace heddle::scenarios {
namespace {

TEST(SquareQuad, IsOneOrderWithoutThreads) {
    auto const all = all_outcomes("square_quad.fixed", {{"fix", "serial"}, {"numbers", "4"}});
    EXPECT_EQ(
        all, (std::set<std::string>{"Square: 4\nSquare: 9\nSquare: 25\nSquare: 36\n"
                                    "Quad: 16\nQuad: 81\nQuad: 625\nQuad: 1296\n"}));
    EXPECT_EQ(all_executions("square_quad.fixed", {{"fix", "serial"}}).executions, 1U);
}

TEST(SquareQuad, TakesHalfTheTimeWithThreads) {
    Parameters const slow{{"numbers", "4"}, {"sleep", "200"}};
    auto const threads = all_outcomes("square_quad.fixed", slow);
    EXPECT_EQ(threads.size(), 16U);
    for (std::string const& output : threads) EXPECT_TRUE(output.ends_with("\ntime: 0.8\n")) << output;
    Parameters serial = slow;
    serial.emplace_back("fix", "serial");
    for (std::string const& output : all_outcomes("square_quad.fixed", serial)) {
        EXPECT_TRUE(output.ends_with("\ntime: 1.6\n")) << output;
    }
}

TEST(VirtualTime, LeavesAsManyOrdersAsThereAreTies) {
    Parameters const order{{"observe", "order"}};
    auto const with = [&](Parameters parameters) {
        parameters.insert(parameters.end(), order.begin(), order.end());
        return parameters;
    };
    EXPECT_EQ(all_outcomes("square_quad.fixed", with({{"numbers", "4"}, {"sleep", "200"}})).size(), 16U);
    EXPECT_EQ(all_outcomes("countdown.fixed", with({{"first", "2"}, {"second", "3"}, {"sleep", "2000"}})).size(), 4U);
    EXPECT_EQ(all_outcomes("countdown.fixed", with({{"first", "4"}, {"second", "6"}, {"sleep", "2000"}})).size(), 16U);
    auto const workers = all_outcomes("workers.buggy", with({{"threads", "5"}, {"sleep", "100"}}));
    EXPECT_EQ(workers.size(), 120U);
    EXPECT_TRUE(std::ranges::all_of(workers, [](std::string const& text) { return text.front() == 'F'; }));
}

/// While both count down, each second has two lines in either order; then only the second thread is left.
std::set<std::string> orders_of_countdowns() {
    std::set<std::string> orders{""};
    for (int tick = 0; tick < 20; ++tick) {
        std::string const second(1, static_cast<char>('a' + 19 - tick));
        std::set<std::string> longer;
        for (std::string const& order : orders) {
            std::string const first = tick < 10 ? std::to_string(10 - tick) : "";
            longer.insert(order + first + second);
            longer.insert(order + second + first);
        }
        orders = std::move(longer);
    }
    return orders;
}

TEST(VirtualTime, LeavesATwentyLinesCountdownAThousandOrders) {
    auto const program =
        make_program("countdown.fixed", {{"first", "10"}, {"second", "20"}, {"sleep", "2000"}, {"observe", "order"}});
    Plan plan;
    plan.executions = 30'000;  // one of 1024 equally likely orders is not seen with a chance of 2e-10
    std::set<std::string> orders;
    for (OutcomeTally const& tally : explore(*program, plan).outcomes) orders.insert(tally.outcome);
    EXPECT_EQ(orders, orders_of_countdowns());
    EXPECT_EQ(orders.size(), 1024U);
}

TEST(Workers, ThatAreJoinedAreDoneBeforeMainIs) {
    for (char const* const starts : {"together", "one_by_one"}) {
        auto const all = all_outcomes("workers.fixed", {{"starts", starts}, {"print", "parts"}, {"observe", "order"}});
        EXPECT_EQ(all.size(), 6U);
        for (std::string const& order : all) EXPECT_EQ(order.back(), 'F') << order;
    }
}

TEST(Countdown, PrintsWholeLinesInEachThreadsOrder) {
    for (char const* const fix : {"line", "lock"}) {
        auto const all = all_outcomes("countdown.fixed", {{"first", "2"}, {"second", "2"}, {"fix", fix}});
        EXPECT_EQ(
            all, (std::set<std::string>{
                     "Still to go: 2\nStill to go: 1\nStill to go: 2\nStill to go: 1\n",
                     "Still to go: 2\nStill to go: 2\nStill to go: 1\nStill to go: 1\n"}));
    }
}

TEST(TornLines, CanStandInOneLineWithOthers) {
    Parameters const two{{"threads", "2"}, {"text", "on {number}"}, {"then", "off {number}"}};
    std::string const torn = "on 0on 1\n\noff 1\noff 0\n";
    EXPECT_TRUE(all_outcomes("torn_lines.buggy", two).contains(torn));
    EXPECT_FALSE(all_outcomes("torn_lines.fixed", two).contains(torn));
    Parameters slow = two;
    slow.emplace_back("sleep", "150");
    EXPECT_TRUE(all_outcomes("torn_lines.buggy", slow).contains(torn)) << "sleeping does not help";
}

}  // namespace
}  // namespace heddle::scenarios
