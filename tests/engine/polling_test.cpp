// SPDX-License-Identifier: Apache-2.0
// Threads that go round and round: put behind the others, never held, found when nothing will ever change.
#include "executed.hpp"

namespace heddle::executed {
namespace {

using std::chrono::milliseconds;

/// Ways to wait for a flag by looking at it.
template <class Pause>
auto poller(atomic<bool>& flag, Pause pause) {
    return [&flag, pause] {
        while (!flag.load()) pause();
    };
}
void spin() {}
void give_way() { this_thread::yield(); }
void doze() { this_thread::sleep_for(milliseconds{1}); }

class Polling : public ::testing::TestWithParam<void (*)()> {};

TEST_P(Polling, sees_what_it_waits_for) {
    auto const pause = GetParam();
    for (char const* const strategy : {"random", "quantum:steps=1", "quantum:steps=3", "preempt:at=1000000/1"}) {
        Explored const some = explore_all(
            [pause](std::string&) {
                atomic<bool> flag;
                together(poller(flag, pause), [&] { flag.store(true); });
            },
            {}, {}, strategy, 200);
        EXPECT_EQ(some.outcomes, Outcomes{"ok "}) << strategy;
        EXPECT_TRUE(some.report.clean());
        EXPECT_LT(some.report.points, 100U * some.report.executions) << strategy;
    }
}

TEST_P(Polling, is_explored_to_the_end) {
    auto const pause = GetParam();
    Explored const all = explore_all([pause](std::string&) {
        atomic<bool> flag;
        together(poller(flag, pause), [&] {
            flag.load();
            flag.store(true);
        });
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok "});
    EXPECT_TRUE(all.report.verified());
    EXPECT_LT(all.report.executions, 2000U);
}

TEST_P(Polling, for_ever_is_a_livelock) {
    auto const pause = GetParam();
    Explored const all = explore_all([pause](std::string&) {
        atomic<bool> flag;
        together(poller(flag, pause));
    });
    EXPECT_EQ(all.outcomes, Outcomes{"stuck "});
    EXPECT_EQ(all.kinds, Kinds{FindingKind::livelock});
    EXPECT_TRUE(all.report.complete);
}

TEST_P(Polling, of_two_for_ever_is_a_livelock) {
    auto const pause = GetParam();
    Explored const all = explore_all(
        [pause](std::string&) {
            atomic<bool> flag;
            together(poller(flag, pause), poller(flag, give_way));
        },
        {}, {}, "random", 50);
    EXPECT_EQ(all.kinds, Kinds{FindingKind::livelock});
}

TEST_P(Polling, beside_a_thread_that_is_stuck_is_a_livelock) {
    auto const pause = GetParam();
    Explored const all = explore_all([pause](std::string&) {
        atomic<bool> flag;
        manual_reset_event never_set;
        together(poller(flag, pause), [&] {
            never_set.wait();
            flag.store(true);
        });
    });
    EXPECT_EQ(all.kinds, Kinds{FindingKind::livelock});
    EXPECT_TRUE(all.report.complete);
}

TEST_P(Polling, of_two_is_released_by_a_third) {
    auto const pause = GetParam();
    Explored const some = explore_all(
        [pause](std::string& told) {
            atomic<bool> flag;
            atomic<int> seen;
            auto const wait = [&, pause] {
                poller(flag, pause)();
                seen.fetch_add(1);
            };
            together(wait, wait, [&] {
                flag.load();
                flag.store(true);
            });
            told = std::to_string(seen.load());
        },
        {}, {}, "random", 300);
    EXPECT_EQ(some.outcomes, Outcomes{"ok 2"});
    EXPECT_TRUE(some.report.clean());
}

TEST_P(Polling, waits_out_a_sleeper_that_changes_something) {
    auto const pause = GetParam();
    Executed const run{[pause] {
        atomic<bool> flag;
        together(poller(flag, pause), [&] {
            this_thread::sleep_for(milliseconds{20});
            flag.store(true);
        });
    }};
    EXPECT_EQ(run.ending(), Ending::finished) << run.messages();
    EXPECT_LT(run.trace.steps, 500U);
}

TEST_P(Polling, ping_pong_goes_on_while_something_changes) {
    auto const pause = GetParam();
    Executed const run{[pause] {
        atomic<int> turn;
        auto const play = [&, pause](int mine) {
            return [&, pause, mine] {
                for (int round = 0; round < 150; ++round) {
                    while (turn.load() % 2 != mine) pause();
                    turn.fetch_add(1);
                }
            };
        };
        together(play(0), play(1));
        require(turn.load() == 300);
    }};
    EXPECT_EQ(run.ending(), Ending::finished) << run.messages();
}

INSTANTIATE_TEST_SUITE_P(By, Polling, ::testing::Values(&spin, &give_way, &doze), [](auto const& tested) {
    return std::string{tested.param == &spin ? "spin" : tested.param == &give_way ? "yield" : "sleep"};
});

TEST(BoundedPoller, that_gives_up_is_no_livelock) {
    for (auto const pause : {&spin, &give_way, &doze}) {
        Explored const all = explore_all([pause](std::string& told) {
            atomic<bool> flag;
            together([&] {
                int tries = 0;
                while (tries < 50 && !flag.load()) {
                    ++tries;
                    pause();
                }
                told = std::to_string(tries);
            });
        });
        EXPECT_EQ(all.outcomes, Outcomes{"ok 50"});
        EXPECT_TRUE(all.report.verified());
    }
}

TEST(BoundedPoller, beside_another_thread_may_see_it_or_give_up) {
    Explored const all = explore_all([](std::string& told) {
        atomic<bool> flag;
        together(
            [&] {
                int tries = 0;
                while (tries < 3 && !flag.load()) ++tries;
                told = std::to_string(tries);
            },
            [&] { flag.store(true); });
    });
    EXPECT_EQ(all.outcomes, (Outcomes{"ok 0", "ok 1", "ok 2", "ok 3"}));
    EXPECT_TRUE(all.report.verified());
}

TEST(PollingToo, a_failed_compare_exchange_or_try_lock_changes_nothing) {
    Explored const some = explore_all(
        [](std::string&) {
            mutex guard;
            atomic<int> state{7};
            guard.lock();
            together(
                [&] {
                    while (!guard.try_lock()) {
                    }
                },
                [&] {
                    int expected = 0;
                    while (!state.compare_exchange_strong(expected, 1)) expected = 0;
                });
        },
        {}, {}, "random", 100);
    EXPECT_EQ(some.kinds, Kinds{FindingKind::livelock});
}

TEST(PollingToo, a_spin_lock_excludes_and_ends) {
    Explored const all = explore_all([](std::string& told) {
        atomic<bool> taken;
        shared<int> count{0};
        auto const add = [&] {
            bool expected = false;
            while (!taken.compare_exchange_weak(expected, true)) {
                expected = false;
                this_thread::yield();
            }
            count.store(count.load() + 1);
            taken.store(false);
        };
        together(add, add);
        told = std::to_string(count.load());
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok 2"});
    EXPECT_TRUE(all.report.verified());
}

TEST(PollingToo, under_a_lock_with_a_pause_is_found) {
    Explored const all = explore_all([](std::string&) {
        mutex guard;
        bool done = false;
        together([&] {
            for (;;) {
                {
                    lock_guard<mutex> const held{guard};
                    if (done) return;
                }
                this_thread::yield();
            }
        });
    });
    EXPECT_EQ(all.kinds, Kinds{FindingKind::livelock});
}

TEST(PollingToo, adversarial_sleepers_end) {
    Explored const some = explore_all(
        [](std::string&) {
            atomic<bool> flag;
            together(poller(flag, doze), [&] { flag.store(true); });
        },
        adversarial());
    EXPECT_EQ(some.outcomes, Outcomes{"ok "});
    EXPECT_TRUE(some.report.verified());
}

}  // namespace
}  // namespace heddle::executed
