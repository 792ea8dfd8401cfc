// SPDX-License-Identifier: Apache-2.0
// Whom a notification wakes, and wake-ups without one.
#include "executed.hpp"

namespace heddle::executed {
namespace {

Semantics with(Notify notify, std::uint16_t spurious = 0) {
    Semantics semantics;
    semantics.notify = notify;
    semantics.spurious = spurious;
    return semantics;
}

/// Three wait, without a predicate; then `notify` is called with all of them in the queue. Says who woke first.
template <class Notify_>
Explored woken(Notify_ notify, Semantics const& semantics) {
    return explore_all(
        [notify](std::string& told) {
            mutex guard;
            condition_variable changed;
            atomic<int> waiting;
            auto const wait = [&](char name) {
                return [&, name] {
                    unique_lock<mutex> lock{guard};
                    waiting.fetch_add(1);
                    changed.wait(lock);
                    told += name;
                };
            };
            thread one{wait('a')};
            await([&] { return waiting.load() == 1; });
            thread two{wait('b')};
            await([&] { return waiting.load() == 2; });
            thread three{wait('c')};
            await([&] { return waiting.load() == 3; });
            guard.lock();
            guard.unlock();
            notify(changed);
            for (thread* each : {&one, &two, &three}) each->join();
        },
        semantics);
}

TEST(Notify, one_wakes_any_waiter) {
    Explored const all = woken([](condition_variable& changed) { changed.notify_one(); }, with(Notify::any));
    EXPECT_EQ(all.outcomes, (Outcomes{"stuck a", "stuck b", "stuck c"}));
    EXPECT_TRUE(all.report.complete);
}

TEST(Notify, one_wakes_the_oldest_waiter) {
    Explored const all = woken([](condition_variable& changed) { changed.notify_one(); }, with(Notify::oldest));
    EXPECT_EQ(all.outcomes, Outcomes{"stuck a"});
}

TEST(Notify, two_wake_two) {
    Explored const any = woken(
        [](condition_variable& changed) {
            changed.notify_one();
            changed.notify_one();
        },
        with(Notify::any));
    EXPECT_EQ(any.outcomes, (Outcomes{"stuck ab", "stuck ba", "stuck ac", "stuck ca", "stuck bc", "stuck cb"}));
    Explored const oldest = woken(
        [](condition_variable& changed) {
            changed.notify_one();
            changed.notify_one();
        },
        with(Notify::oldest));
    EXPECT_EQ(oldest.outcomes, (Outcomes{"stuck ab", "stuck ba"}));
}

TEST(Notify, all_wakes_all) {
    Explored const all = woken([](condition_variable& changed) { changed.notify_all(); }, with(Notify::any));
    EXPECT_EQ(all.outcomes, (Outcomes{"ok abc", "ok acb", "ok bac", "ok bca", "ok cab", "ok cba"}));
    EXPECT_TRUE(all.report.clean());
}

TEST(Notify, before_the_wait_is_lost) {
    Explored const all = explore_all([](std::string&) {
        mutex guard;
        condition_variable changed;
        together(
            [&] {
                unique_lock<mutex> lock{guard};
                changed.wait(lock);
            },
            [&] { changed.notify_one(); });
    });
    EXPECT_EQ(all.outcomes, (Outcomes{"ok ", "stuck "}));
    EXPECT_EQ(all.kinds, Kinds{FindingKind::deadlock});
}

TEST(Notify, a_wait_is_three_steps) {
    Executed const run{[] {
        mutex guard;
        condition_variable changed;
        together(
            [&] {
                unique_lock<mutex> lock{guard};
                changed.wait(lock);
            },
            [&] { changed.notify_all(); });
    }};
    EXPECT_EQ(run.told(), "1:lock 1:wait 2:notify_all 1:wake 1:lock 1:unlock");
}

Explored without_predicate(std::uint16_t spurious, int waiters = 1) {
    return explore_all(
        [waiters](std::string& told) {
            mutex guard;
            condition_variable changed[2];
            atomic<int> woken;
            auto const wait = [&](int which) {
                return [&, which] {
                    unique_lock<mutex> lock{guard};
                    changed[which].wait(lock);
                    told = std::to_string(woken.fetch_add(1) + 1);
                };
            };
            thread one{wait(0)};
            thread two{waiters > 1 ? thread{wait(1)} : thread{}};
            one.join();
            if (two.joinable()) two.join();
        },
        with(Notify::any, spurious));
}

TEST(Spurious, wakes_happen_only_when_asked_for) {
    EXPECT_EQ(without_predicate(0).outcomes, Outcomes{"stuck "});
    EXPECT_TRUE(without_predicate(1).has("ok 1"));
}

TEST(Spurious, wakes_of_an_execution_are_limited_over_all_conditions) {
    EXPECT_EQ(without_predicate(1, 2).outcomes, Outcomes{"stuck 1"});
    EXPECT_TRUE(without_predicate(2, 2).has("ok 2"));
}

TEST(Spurious, wakes_do_not_harm_who_asks_again) {
    Explored const all = explore_all(
        [](std::string&) {
            mutex guard;
            condition_variable changed;
            bool ready = false;
            together(
                [&] {
                    unique_lock<mutex> lock{guard};
                    changed.wait(lock, [&] { return ready; });
                },
                [&] {
                    lock_guard<mutex> const held{guard};
                    ready = true;
                    changed.notify_one();
                });
        },
        with(Notify::any, 2));
    EXPECT_TRUE(all.report.verified());
}

TEST(Spurious, wakes_add_outcomes_and_take_none_away) {
    auto const body = [](std::string& told) {
        mutex guard;
        condition_variable changed;
        together(
            [&] {
                unique_lock<mutex> lock{guard};
                told +=
                    changed.wait_for(lock, std::chrono::milliseconds{1}) == cv_status::timeout ? "timeout" : "woken";
            },
            [&] {
                lock_guard<mutex> const held{guard};
                told += "|";
            });
    };
    Explored const without = explore_all(body, with(Notify::any));
    Explored const with_them = explore_all(body, with(Notify::any, 1));
    EXPECT_EQ(without.outcomes, (Outcomes{"ok |timeout"}));
    EXPECT_EQ(with_them.outcomes, (Outcomes{"ok |timeout", "ok |woken", "ok woken|"}));
}

}  // namespace
}  // namespace heddle::executed
