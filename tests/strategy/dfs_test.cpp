// SPDX-License-Identifier: Apache-2.0
#include "fake_engine.hpp"

#include <heddle/strategy/dfs.hpp>

#include <gtest/gtest.h>

namespace heddle {
namespace {

using fake::Path;
using fake::Paths;
using fake::Threads;

std::uint64_t factorial(std::uint64_t n) { return n < 2 ? 1 : n * factorial(n - 1); }

/// Every path once; exactly those of the oracle with at most `bound` preemptions.
void expect_exactly(std::vector<Path> const& found, Paths const& all, unsigned bound) {
    std::set<Path, fake::PathOrder> const distinct(found.begin(), found.end());
    EXPECT_EQ(distinct.size(), found.size()) << "a schedule was explored twice";
    std::size_t within = 0;
    for (auto const& [path, preemptions] : all) {
        within += preemptions <= bound ? 1U : 0U;
        EXPECT_EQ(distinct.count(path), preemptions <= bound ? 1U : 0U)
            << preemptions << " preemptions, bound " << bound;
    }
    EXPECT_EQ(found.size(), within);
}

TEST(Dfs, visits_every_interleaving_of_independent_threads_once) {
    std::vector<std::vector<std::size_t>> const shapes = {{1},          {0},       {5},         {1, 1},    {4, 4},
                                                          {6, 6},       {3, 5},    {2, 2, 2},   {3, 1, 2}, {1, 1, 1, 1},
                                                          {2, 2, 2, 2}, {0, 3, 3}, {1, 2, 3, 1}};
    for (auto const& shape : shapes) {
        std::uint64_t total = 0;
        std::uint64_t divisor = 1;
        for (std::size_t const length : shape) {
            total += length;
            divisor *= factorial(length);
        }
        DfsStrategy dfs;
        auto const found = fake::search(dfs, fake::of_loads(shape));
        EXPECT_EQ(found.size(), factorial(total) / divisor);
        EXPECT_TRUE(dfs.exhaustive());
        EXPECT_EQ(dfs.remark(), "");
        EXPECT_FALSE(dfs.begin_execution(found.size()));
    }
}

TEST(Dfs, begins_with_run_until_blocked) {
    DfsStrategy dfs;
    auto const found = fake::search(dfs, fake::of_loads({2, 2}), 2);
    ASSERT_EQ(found.size(), 2U);
    Choice const first{0, ThreadId{0}, OutcomeKind::done};
    Choice const second{0, ThreadId{1}, OutcomeKind::done};
    EXPECT_EQ(found[0], (Path{first, first, second, second}));
    EXPECT_EQ(found[1], (Path{first, second, second, first}));
}

TEST(Dfs, agrees_with_the_recursion_at_every_bound) {
    Random random{2024};
    for (int round = 0; round < 150; ++round) {
        Threads const threads = fake::random_threads(random);
        Paths const all = fake::enumerate(threads);
        unsigned most = 0;
        for (auto const& [path, preemptions] : all) most = std::max(most, preemptions);
        DfsStrategy full;
        expect_exactly(fake::search(full, threads), all, most);
        EXPECT_TRUE(full.exhaustive());
        for (unsigned bound = 0; bound <= most + 1; ++bound) {
            DfsStrategy dfs{bound};
            expect_exactly(fake::search(dfs, threads), all, bound);
            EXPECT_EQ(dfs.exhaustive(), bound >= most);
            EXPECT_EQ(dfs.remark().empty(), bound >= most);
            EXPECT_EQ(dfs.diverged(), std::nullopt);
        }
    }
}

TEST(Dfs, is_not_exhaustive_before_it_is_through) {
    DfsStrategy dfs;
    EXPECT_FALSE(dfs.exhaustive());
    fake::search(dfs, fake::of_loads({2, 2}), 6);
    EXPECT_FALSE(dfs.exhaustive());
    EXPECT_FALSE(dfs.begin_execution(6));
    EXPECT_TRUE(dfs.exhaustive());
}

TEST(Dfs, is_not_exhaustive_when_a_step_bound_cut_an_execution) {
    DfsStrategy dfs;
    ASSERT_TRUE(dfs.begin_execution(0));
    dfs.end_execution(Ending::step_bound, {}, {});
    EXPECT_FALSE(dfs.begin_execution(1));
    EXPECT_FALSE(dfs.exhaustive());
}

TEST(Dfs, repeats_the_execution_without_losing_its_place) {
    Random random{7};
    for (int round = 0; round < 60; ++round) {
        Threads const threads = fake::random_threads(random);
        DfsStrategy dfs;
        std::vector<Path> found;
        for (std::uint64_t i = 0; dfs.begin_execution(i); ++i) {
            found.push_back(fake::run(dfs, threads).path);
            for (std::uint32_t again = random.below(3); again > 0; --again) {
                dfs.repeat_execution();
                EXPECT_EQ(fake::run(dfs, threads).path, found.back());
            }
        }
        Paths const all = fake::enumerate(threads);
        expect_exactly(found, all, UINT32_MAX);
        EXPECT_TRUE(dfs.exhaustive());
    }
}

TEST(Dfs, restored_in_the_middle_visits_exactly_the_rest) {
    Random random{11};
    for (int round = 0; round < 40; ++round) {
        Threads const threads = fake::random_threads(random);
        for (std::optional<unsigned> const bound : {std::optional<unsigned>{}, std::optional<unsigned>{1}}) {
            DfsStrategy whole{bound};
            auto const all = fake::search(whole, threads);
            for (std::uint64_t cut :
                 {std::uint64_t{0}, std::uint64_t{1}, all.size() / 2, std::uint64_t{all.size()}, all.size() + 1}) {
                DfsStrategy before{bound};
                auto found = fake::search(before, threads, cut);
                std::string const frontier = before.frontier();
                EXPECT_EQ(frontier.find(' '), std::string::npos);
                DfsStrategy after{bound};
                after.restore(frontier);
                EXPECT_EQ(after.frontier(), frontier);
                auto const rest = fake::search(after, threads, 1'000'000, cut);
                found.insert(found.end(), rest.begin(), rest.end());
                EXPECT_EQ(found, all);
                EXPECT_EQ(after.exhaustive(), whole.exhaustive());
            }
        }
    }
}

TEST(Dfs, refuses_frontiers_that_are_not_its_own) {
    DfsStrategy bounded{2};
    fake::search(bounded, fake::of_loads({2, 2}), 3);
    DfsStrategy dfs;
    EXPECT_THROW(dfs.restore(bounded.frontier()), std::invalid_argument);
    for (char const* text :
         {"", "dfs1", "dfs2:all:whole:start", "dfs1:all:whole:", "dfs1:all:half:start", "dfs1:all:whole:0.2.0.0",
          "dfs1:all:whole:2.2.0.0.0", "dfs1:all:whole:0.2.0.0.0,", "dfs1:all:whole:0.2.0.0.0.",
          "dfs1:all:whole:0.2.0.0.3", "dfs1:all:whole:0.2.0.0.0.1", "dfs1:all:whole:,", "dfs1:all:whole:0.2.x.0.0",
          "dfs1:all:whole:0.2.0.0.99999999999", "dfs1:all:whole:done,0.2.0.0.0"}) {
        EXPECT_THROW(dfs.restore(text), std::invalid_argument) << text;
    }
    DfsStrategy strict{0};
    EXPECT_THROW(strict.restore("dfs1:0:cut:0.2.0.0.0,1.2.0.0.1"), std::invalid_argument);
}

TEST(Dfs, survives_any_frontier) {
    Random random{5};
    std::string const letters = "0123456789.,:dfsalwhoetrcun";
    DfsStrategy before;
    fake::search(before, fake::of_loads({3, 3}), 9);
    for (int round = 0; round < 20'000; ++round) {
        std::string text = before.frontier();
        for (std::uint32_t edits = 1 + random.below(4); edits > 0; --edits) {
            auto const at = random.below(static_cast<std::uint32_t>(text.size()));
            text[at] = letters[random.below(static_cast<std::uint32_t>(letters.size()))];
        }
        DfsStrategy after;
        try {
            after.restore(text);
        } catch (std::invalid_argument const&) {
            continue;
        }
        fake::search(after, fake::of_loads({3, 3}), 50);
    }
}

TEST(Dfs, notes_a_program_that_does_not_follow_and_goes_on) {
    DfsStrategy dfs;
    std::uint64_t executions = 0;
    for (; executions < 10'000 && dfs.begin_execution(executions); ++executions) {
        fake::run(dfs, executions % 2 == 0 ? fake::of_loads({2, 2}) : fake::of_loads({2, 1, 2}));
    }
    EXPECT_LT(executions, 10'000U);
    EXPECT_NE(dfs.diverged(), std::nullopt);
    EXPECT_FALSE(dfs.exhaustive());
    EXPECT_NE(dfs.remark().find("diverged at step"), std::string::npos);
}

TEST(Dfs, notes_a_program_that_ends_too_early) {
    DfsStrategy dfs;
    ASSERT_TRUE(dfs.begin_execution(0));
    fake::run(dfs, fake::of_loads({3, 3}));
    dfs.repeat_execution();
    fake::run(dfs, fake::of_loads({1, 0}));
    EXPECT_EQ(dfs.diverged(), 0U);
    ASSERT_TRUE(dfs.begin_execution(1));
    fake::run(dfs, fake::of_loads({3, 3}));
    dfs.repeat_execution();
    EXPECT_EQ(dfs.diverged(), 0U) << "the first is kept";
}

TEST(Dfs, notes_a_repeat_that_goes_on_longer) {
    DfsStrategy dfs;
    ASSERT_TRUE(dfs.begin_execution(0));
    fake::run(dfs, fake::of_loads({1, 2}));
    dfs.repeat_execution();
    fake::run(dfs, fake::of_loads({3, 2}));
    EXPECT_EQ(dfs.diverged(), 1U);
}

}  // namespace
}  // namespace heddle
