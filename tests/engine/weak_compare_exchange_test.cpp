// SPDX-License-Identifier: Apache-2.0
// Compare-exchanges that may fail without cause, on a budget.
#include "executed.hpp"

namespace heddle::executed {
namespace {

Semantics failing(std::uint16_t weak_failures) {
    Semantics semantics;
    semantics.weak_failures = weak_failures;
    return semantics;
}

TEST(WeakCompareExchange, is_a_strong_one_unless_the_program_says_otherwise) {
    auto const body = [] {
        atomic<int> x;
        int expected = 0;
        x.compare_exchange_weak(expected, 1);
    };
    EXPECT_EQ((Executed{body}.told()), "0:compare_exchange");
    EXPECT_EQ((Executed{body, failing(1)}.told()), "0:compare_exchange_weak");
}

TEST(WeakCompareExchange, fails_without_cause_as_often_as_allowed) {
    for (unsigned budget = 0; budget < 6; ++budget) {
        Explored const all = explore_all(
            [](std::string& told) {
                atomic<int> x{1};
                int expected = 1;
                while (!x.compare_exchange_weak(expected, 2)) told += std::to_string(expected);
                require(x.load() == 2);
            },
            failing(static_cast<std::uint16_t>(budget)));
        EXPECT_EQ(all.report.executions, budget + 1);
        EXPECT_EQ(all.outcomes.count("ok " + std::string(budget, '1')), 1U);
        EXPECT_TRUE(all.report.verified());
    }
}

TEST(WeakCompareExchange, failures_of_an_execution_are_limited_over_all_atomics) {
    auto const tries = [](std::uint16_t budget) {
        return explore_all(
            [](std::string& told) {
                atomic<int> x[2];
                bool done[2] = {};
                auto const try_once = [&](int which) {
                    return [&, which] {
                        int expected = 0;
                        done[which] = x[which].compare_exchange_weak(expected, 1);
                        require(expected == 0);
                    };
                };
                together(try_once(0), try_once(1));
                for (bool const each : done) told += each ? 'd' : 'f';
            },
            failing(budget));
    };
    EXPECT_EQ(tries(0).outcomes, Outcomes{"ok dd"});
    EXPECT_EQ(tries(1).outcomes, (Outcomes{"ok dd", "ok df", "ok fd"}));
    EXPECT_EQ(tries(2).outcomes, (Outcomes{"ok dd", "ok df", "ok fd", "ok ff"}));
    EXPECT_EQ(tries(1).report.executions, 6U) << "dd, df and fd, each in two orders";
}

TEST(WeakCompareExchange, that_fails_with_cause_costs_nothing) {
    Explored const all = explore_all(
        [](std::string& told) {
            atomic<int> x{3};
            int expected = 0;
            told += x.compare_exchange_weak(expected, 1) ? "done" : "failed";
            told += std::to_string(expected);
        },
        failing(1));
    EXPECT_EQ(all.outcomes, Outcomes{"ok failed3"});
    EXPECT_EQ(all.report.executions, 1U);
}

TEST(WeakCompareExchange, tried_once_is_a_bug_that_only_failures_show) {
    auto const claims = [](bool weak, std::uint16_t budget) {
        return explore_all(
            [weak](std::string&) {
                atomic<bool> taken;
                atomic<int> owners;
                auto const claim = [&] {
                    bool expected = false;
                    bool const mine = weak ? taken.compare_exchange_weak(expected, true)
                                           : taken.compare_exchange_strong(expected, true);
                    if (mine) owners.fetch_add(1);
                };
                together(claim, claim);
                require(owners.load() == 1, "exactly one owns it");
            },
            failing(budget));
    };
    EXPECT_TRUE(claims(true, 0).report.verified());
    EXPECT_TRUE(claims(true, 1).report.verified()) << "one failure leaves the other thread";
    EXPECT_EQ(claims(true, 2).kinds, Kinds{FindingKind::requirement});
    EXPECT_TRUE(claims(false, 2).report.verified());
}

}  // namespace
}  // namespace heddle::executed
