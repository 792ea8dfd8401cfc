// SPDX-License-Identifier: Apache-2.0
// The virtual clock.
#include "executed.hpp"

namespace heddle::executed {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

std::string now() { return std::to_string(steady_clock::now().time_since_epoch().count()); }

TEST(VirtualTime, begins_at_zero_and_moves_only_for_sleepers) {
    Executed const run{[] {
        require(steady_clock::now().time_since_epoch().count() == 0);
        this_thread::yield();
        require(steady_clock::now().time_since_epoch().count() == 0);
        this_thread::sleep_for(hours{1});
        require(steady_clock::now().time_since_epoch() == hours{1});
        this_thread::sleep_until(steady_clock::time_point{hours{3}});
        require(steady_clock::now().time_since_epoch() == hours{3});
        this_thread::sleep_until(steady_clock::time_point{hours{2}});
        this_thread::sleep_for(milliseconds{-5});
        require(steady_clock::now().time_since_epoch() == hours{3});
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
    EXPECT_EQ(run.ending(), Ending::finished);
}

TEST(VirtualTime, quiescent_sleeps_end_in_their_order_when_nothing_else_can_move) {
    Explored const all = explore_all([](std::string& told) {
        atomic<int> x;
        together(
            [&] {
                this_thread::sleep_for(milliseconds{2});
                told += "c";
            },
            [&] {
                this_thread::sleep_for(milliseconds{1});
                told += "b";
            },
            [&] {
                for (int i = 0; i < 5; ++i) x.load();
                told += "a";
            });
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok abc"});
    EXPECT_TRUE(all.report.verified());
}

TEST(VirtualTime, sleeps_that_are_due_together_end_in_any_order) {
    Explored const all = explore_all([](std::string& told) {
        auto const sleep = [&](char name) {
            return [&told, name] {
                this_thread::sleep_for(milliseconds{1});
                told += name;
            };
        };
        together(sleep('a'), sleep('b'), sleep('c'));
    });
    EXPECT_EQ(all.outcomes, (Outcomes{"ok abc", "ok acb", "ok bac", "ok bca", "ok cab", "ok cba"}));
    EXPECT_EQ(all.report.executions, 6U);
}

TEST(VirtualTime, adversarial_sleeps_end_at_any_point_but_in_order_of_deadlines) {
    Explored const all = explore_all(
        [](std::string& told) {
            atomic<int> x;
            together(
                [&] {
                    this_thread::sleep_for(milliseconds{2});
                    told += "c";
                },
                [&] {
                    this_thread::sleep_for(milliseconds{1});
                    told += "b";
                },
                [&] {
                    x.load();
                    told += "a";
                });
        },
        adversarial());
    EXPECT_EQ(all.outcomes, (Outcomes{"ok abc", "ok bac", "ok bca"}));
}

TEST(VirtualTime, a_sleep_in_place_of_a_join_is_shown_by_the_adversary) {
    auto const body = [](std::string& told) {
        shared<int> result{0};
        thread one{[&] { result.store(42); }};
        this_thread::sleep_for(milliseconds{100});
        told = std::to_string(result.load());
        one.join();
    };
    EXPECT_EQ(explore_all(body, allowing_races()).outcomes, Outcomes{"ok 42"});
    EXPECT_EQ(explore_all(body, adversarial()).outcomes, (Outcomes{"ok 0", "ok 42"}));
}

TEST(VirtualTime, equal_deadlines_of_the_adversary_may_fire_in_any_order) {
    Explored const all = explore_all(
        [](std::string& told) {
            auto const wait = [&](char name) {
                return [&told, name] {
                    manual_reset_event never_set;
                    never_set.wait_for(milliseconds{1});
                    told += name;
                };
            };
            together(wait('a'), wait('b'));
        },
        adversarial());
    EXPECT_EQ(all.outcomes, (Outcomes{"ok ab", "ok ba"}));
}

TEST(VirtualTime, the_clock_reads_the_deadline_that_fired) {
    for (Semantics const& semantics : {Semantics{}, adversarial()}) {
        Explored const all = explore_all(
            [](std::string& told) {
                manual_reset_event never_set;
                require(!never_set.wait_for(nanoseconds{30}));
                told = now();
                never_set.wait_for(nanoseconds{12});
                told += " " + now();
            },
            semantics);
        EXPECT_EQ(all.outcomes, Outcomes{"ok 30 42"});
    }
}

TEST(VirtualTime, a_timed_wait_is_signalled_or_times_out) {
    auto const body = [](std::string& told) {
        mutex guard;
        condition_variable changed;
        together(
            [&] {
                unique_lock<mutex> lock{guard};
                told += changed.wait_for(lock, milliseconds{1}) == cv_status::timeout ? "t" : "s";
            },
            [&] { changed.notify_one(); });
    };
    // Signalled, or the notification came too early.
    EXPECT_EQ(explore_all(body).outcomes, (Outcomes{"ok s", "ok t"}));
    auto const late = [](std::string& told) {
        mutex guard;
        condition_variable changed;
        bool ready = false;
        together(
            [&] {
                unique_lock<mutex> lock{guard};
                told += changed.wait_for(lock, milliseconds{1}, [&] { return ready; }) ? "s" : "t";
            },
            [&] {
                lock_guard<mutex> const held{guard};
                ready = true;
                changed.notify_one();
            });
    };
    EXPECT_EQ(explore_all(late).outcomes, Outcomes{"ok s"}) << "nobody is idle before the notification";
    EXPECT_EQ(explore_all(late, adversarial()).outcomes, (Outcomes{"ok s", "ok t"}));
}

TEST(VirtualTime, a_timed_acquire_gets_it_or_not) {
    auto const body = [](std::string& told) {
        counting_semaphore<> semaphore{0};
        together(
            [&] { told += semaphore.try_acquire_for(milliseconds{1}) ? "got" : "late"; }, [&] { semaphore.release(); });
    };
    EXPECT_EQ(explore_all(body).outcomes, Outcomes{"ok got"});
    EXPECT_EQ(explore_all(body, adversarial()).outcomes, (Outcomes{"ok got", "ok late"}));
}

TEST(VirtualTime, waits_that_never_end_are_not_ended) {
    Executed const run{[] {
        manual_reset_event never_set;
        never_set.wait_for(std::chrono::duration<double>{1e30});
    }};
    EXPECT_EQ(run.ending(), Ending::deadlock);
}

TEST(VirtualTime, a_wait_of_no_time_does_not_wait) {
    Executed const run{[] {
        manual_reset_event event;
        require(!event.wait_for(milliseconds{0}));
        event.set();
        require(event.wait_for(milliseconds{0}));
        require(steady_clock::now().time_since_epoch().count() == 0);
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

TEST(VirtualTime, a_thread_that_was_signalled_cannot_time_out) {
    // The notification comes when nothing else can move but the timer; once it came, the timer is out.
    Explored const all = explore_all(
        [](std::string& told) {
            mutex guard;
            condition_variable changed;
            atomic<int> waiting;
            together(
                [&] {
                    unique_lock<mutex> lock{guard};
                    waiting.store(1);
                    told += changed.wait_for(lock, milliseconds{1}) == cv_status::timeout ? "t" : "s";
                },
                [&] {
                    await([&] { return waiting.load() == 1; });
                    lock_guard<mutex> const held{guard};
                    changed.notify_one();
                    told += "n";
                });
        },
        adversarial());
    EXPECT_EQ(all.outcomes, (Outcomes{"ok ns", "ok nt", "ok tn"}));
}

}  // namespace
}  // namespace heddle::executed
