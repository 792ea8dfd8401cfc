// SPDX-License-Identifier: Apache-2.0
#include "fake_engine.hpp"

#include <heddle/strategy/random.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace heddle {
namespace {

double chi_square(std::vector<std::uint64_t> const& counts) {
    double total = 0;
    for (std::uint64_t const count : counts) total += static_cast<double>(count);
    double const expected = total / static_cast<double>(counts.size());
    double sum = 0;
    for (std::uint64_t const count : counts)
        sum += (static_cast<double>(count) - expected) * (static_cast<double>(count) - expected) / expected;
    return sum;
}

/// The 99.9 % quantile of chi-square, by the approximation of Wilson and Hilferty.
double chi_square_limit(double degrees) {
    double const t = 2.0 / (9.0 * degrees);
    double const root = 1.0 - t + 3.0902 * std::sqrt(t);
    return degrees * root * root * root;
}

/// A point where thread i has ways[i] transitions.
struct Crossing {
    explicit Crossing(std::vector<std::uint32_t> const& ways) : pending(ways.size()) {
        for (std::size_t i = 0; i < ways.size(); ++i) {
            pending[i].thread = static_cast<ThreadId>(i);
            for (std::uint32_t pick = 0; pick < ways[i]; ++pick)
                enabled.push_back({pick, static_cast<ThreadId>(i), OutcomeKind::done});
            point.threads += ways[i] > 0 ? 1U : 0U;
        }
        point.enabled = enabled;
        point.pending = pending;
    }
    std::vector<Choice> enabled;
    std::vector<Operation> pending;
    SchedulingPoint point;
};

// size: one statistic, its draws and its bound
TEST(RandomStrategy, gives_every_thread_its_share_however_many_outcomes_it_has) {
    for (std::vector<std::uint32_t> const& ways :
         {std::vector<std::uint32_t>{1, 1},
          {1, 1, 1, 1, 1},
          {3, 1},
          {1, 7, 2},
          {0, 2, 0, 5, 1},
          {0, 4, 0},
          std::vector<std::uint32_t>(100, 1)}) {
        Crossing const crossing{ways};
        for (std::uint64_t const seed : {0U, 1U, 42U}) {
            RandomStrategy strategy{seed};
            std::vector<std::uint64_t> by_thread(ways.size(), 0);
            std::vector<std::uint64_t> by_choice(crossing.enabled.size(), 0);
            for (std::uint64_t i = 0; i < 40'000; ++i) {
                ASSERT_TRUE(strategy.begin_execution(i));
                Decision const decision = strategy.choose(crossing.point);
                ASSERT_LT(decision, crossing.enabled.size());
                ++by_thread[index(crossing.enabled[decision].thread)];
                ++by_choice[decision];
            }
            std::size_t at = 0;
            std::vector<std::uint64_t> enabled_threads;
            for (std::size_t i = 0; i < ways.size(); ++i) {
                if (ways[i] == 0) continue;
                enabled_threads.push_back(by_thread[i]);
                std::vector<std::uint64_t> const outcomes(
                    by_choice.begin() + static_cast<std::ptrdiff_t>(at),
                    by_choice.begin() + static_cast<std::ptrdiff_t>(at + ways[i]));
                at += ways[i];
                if (ways[i] > 1) {
                    EXPECT_LT(chi_square(outcomes), chi_square_limit(ways[i] - 1.0));
                }
            }
            if (enabled_threads.size() > 1) {
                EXPECT_LT(
                    chi_square(enabled_threads), chi_square_limit(static_cast<double>(enabled_threads.size()) - 1.0));
            }
        }
    }
}

TEST(RandomStrategy, draws_the_thread_and_then_the_outcome_and_nothing_else) {
    Crossing const plain{{1, 1, 1}};
    Crossing const mixed{{2, 0, 1, 4}};
    Crossing const lone{{0, 5}};
    Crossing const forced{{0, 1}};
    RandomStrategy strategy{99};
    ASSERT_TRUE(strategy.begin_execution(17));
    Random expected = Random::of(99, 17);
    for (int round = 0; round < 1000; ++round) {
        EXPECT_EQ(strategy.choose(plain.point), expected.below(3));
        std::uint32_t const thread = expected.below(3);
        std::uint32_t const first[] = {0, 2, 3};
        std::uint32_t const ways[] = {2, 1, 4};
        EXPECT_EQ(strategy.choose(mixed.point), first[thread] + (ways[thread] > 1 ? expected.below(ways[thread]) : 0U));
        EXPECT_EQ(strategy.choose(lone.point), expected.below(5));
        EXPECT_EQ(strategy.choose(forced.point), 0U);
    }
}

TEST(RandomStrategy, is_the_same_again) {
    Random random{3};
    for (int round = 0; round < 100; ++round) {
        auto const threads = fake::random_threads(random, 12);
        RandomStrategy one{8};
        RandomStrategy other{8};
        ASSERT_TRUE(one.begin_execution(0));
        fake::run(one, threads);
        ASSERT_TRUE(one.begin_execution(5));
        ASSERT_TRUE(other.begin_execution(5));
        auto const path = fake::run(one, threads).path;
        EXPECT_EQ(fake::run(other, threads).path, path) << "any index can be begun directly";
        one.repeat_execution();
        EXPECT_EQ(fake::run(one, threads).path, path);
    }
}

TEST(RandomStrategy, finds_every_schedule_of_a_small_program) {
    auto const threads = fake::of_loads({2, 2, 1});
    RandomStrategy strategy{1};
    auto const found = fake::search(strategy, threads, 2000);
    std::set<fake::Path, fake::PathOrder> const distinct(found.begin(), found.end());
    EXPECT_EQ(distinct.size(), 30U);
    EXPECT_FALSE(strategy.exhaustive());
}

}  // namespace
}  // namespace heddle
