// SPDX-License-Identifier: Apache-2.0
// Atomics beyond load and store: waits, real numbers, flags, references to plain memory, fences.
#include "executed.hpp"

#include <heddle/core/wording.hpp>
#include <heddle/render/text.hpp>

#include <memory>
#include <sstream>

namespace heddle::executed {
namespace {

template <class Change>
Explored waited(Change change, Semantics const& semantics = {}) {
    return explore_all(
        [change](std::string& told) {
            atomic<int> x;
            together(
                [&] {
                    x.wait(0);
                    told = std::to_string(x.load());
                },
                [&] { change(x); });
        },
        semantics);
}

TEST(AtomicWait, is_one_step_when_the_value_differs_and_two_when_it_sleeps) {
    Explored const all = explore_all([](std::string&) {
        atomic<int> x;
        together(
            [&] { x.wait(0); },
            [&] {
                x.store(1);
                x.notify_one();
            });
    });
    // wait store notify wake; store wait notify; store notify wait.
    EXPECT_EQ(all.report.executions, 3U);
    EXPECT_EQ(all.report.points, 4U + 3 + 3);
    EXPECT_TRUE(all.report.verified());
}

TEST(AtomicWait, needs_a_notification) {
    Explored const lost = waited([](atomic<int>& x) { x.store(1); });
    EXPECT_EQ(lost.outcomes, (Outcomes{"ok 1", "stuck "}));
    EXPECT_EQ(lost.kinds, Kinds{FindingKind::deadlock});
    EXPECT_TRUE(lost.report.complete);
    Explored const told = waited([](atomic<int>& x) {
        x.store(1);
        x.notify_all();
    });
    EXPECT_EQ(told.outcomes, Outcomes{"ok 1"});
    EXPECT_TRUE(told.report.verified());
}

TEST(AtomicWait, needs_the_notification_after_the_change) {
    Explored const early = waited([](atomic<int>& x) {
        x.notify_all();
        x.store(1);
    });
    EXPECT_EQ(early.outcomes, (Outcomes{"ok 1", "stuck "}));
}

TEST(AtomicWait, may_miss_a_value_that_comes_back) {
    Explored const all = waited([](atomic<int>& x) {
        x.store(1);
        x.notify_all();
        x.store(0);
        x.notify_all();
    });
    EXPECT_EQ(all.outcomes, (Outcomes{"ok 0", "ok 1", "stuck "}));
}

TEST(AtomicWait, of_two_needs_two_notifications) {
    auto const waits = [](auto notify) {
        return explore_all([notify](std::string& told) {
            atomic<int> x;
            atomic<int> about;
            auto const wait = [&](char name) {
                return [&, name] {
                    about.fetch_add(1);
                    x.wait(0);
                    told += name;
                };
            };
            together(wait('a'), wait('b'), [&] {
                x.store(1);
                notify(x);
            });
        });
    };
    Explored const one = waits([](atomic<int>& x) { x.notify_one(); });
    EXPECT_EQ(one.outcomes, (Outcomes{"ok ab", "ok ba", "stuck a", "stuck b"}));
    Explored const both = waits([](atomic<int>& x) { x.notify_all(); });
    EXPECT_EQ(both.outcomes, (Outcomes{"ok ab", "ok ba"}));
}

TEST(AtomicWait, orders_what_was_written_before_the_store) {
    auto const hand_over = [](bool waits) {
        return explore_all([waits](std::string& told) {
            atomic<bool> ready;
            shared<int> data;
            together(
                [&] {
                    if (waits) ready.wait(false);
                    told = std::to_string(data.load());
                },
                [&] {
                    data = 7;
                    ready.store(true);
                    ready.notify_one();
                });
        });
    };
    Explored const ordered = hand_over(true);
    EXPECT_EQ(ordered.outcomes, Outcomes{"ok 7"});
    EXPECT_TRUE(ordered.report.verified());
    EXPECT_EQ(hand_over(false).kinds, Kinds{FindingKind::data_race});
}

TEST(AtomicWait, may_wake_without_cause_when_the_program_says_so) {
    Semantics semantics;
    semantics.spurious = 1;
    auto const silent = [](atomic<int>& x) { x.store(1); };
    EXPECT_EQ(waited(silent, semantics).outcomes, Outcomes{"ok 1"});
    auto const nothing = [](atomic<int>&) {};
    EXPECT_EQ(waited(nothing, semantics).outcomes, Outcomes{"stuck "}) << "the value is the same: it sleeps on";
}

TEST(AtomicWait, is_told_of_in_a_deadlock) {
    Executed const run{[] {
        atomic<int> x;
        set_name(x, "x");
        together([&] { x.wait(0); }, [&] { x.notify_one(); }, [&] { x.wait(0); });
    }};
    EXPECT_EQ(run.ending(), Ending::deadlock);
    EXPECT_EQ(run.told(), "1:wait 2:notify_one 3:wait 1:wake");
    EXPECT_NE(run.messages().find("waits on atomic \"x\", and no thread is left to notify it"), std::string::npos)
        << run.messages();
    std::ostringstream text;
    render_text(run.trace, text);
    EXPECT_NE(text.str().find("wait while x is 0: sleeps"), std::string::npos) << text.str();
    EXPECT_NE(text.str().find("wake, x is still 0"), std::string::npos) << text.str();
}

TEST(AtomicWait, must_return_before_the_life_of_the_atomic_ends) {
    auto const ends = [](bool joins_first) {
        return explore_all([joins_first](std::string&) {
            auto x = std::make_unique<atomic<int>>();
            thread waiting{[raw = x.get()] { raw->wait(0); }};
            this_thread::sleep_for(std::chrono::milliseconds{1});  // nothing else can move: it sleeps
            x->store(1);
            x->notify_all();
            if (joins_first) waiting.join();
            x.reset();
            if (!joins_first) waiting.join();
        });
    };
    EXPECT_EQ(ends(false).kinds, Kinds{FindingKind::misuse}) << "who was notified looks at the value again";
    EXPECT_TRUE(ends(true).report.verified());
}

TEST(AtomicReal, loses_no_update_and_is_shown) {
    Explored const all = explore_all([](std::string& told) {
        atomic<double> x{1.0};
        together([&] { x += 0.5; }, [&] { x.fetch_sub(0.25); });
        told = value_of(bits_of(x.load()), Effect{0, Effect::is_double, no_thread, Misuse::none});
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok 1.25"});
    Executed const run{[] { atomic<float>{1.5F}.fetch_add(-2.0F); }};
    std::ostringstream text;
    render_text(run.trace, text);
    EXPECT_NE(text.str().find("atomic 1 += -2 (was 1.5)"), std::string::npos) << text.str();
}

TEST(AtomicFlag, is_a_lock) {
    Explored const all = explore_all([](std::string&) {
        atomic_flag taken;
        shared<int> count;
        auto const add = [&] {
            while (taken.test_and_set()) taken.wait(true);
            count += 1;
            taken.clear();
            taken.notify_one();
        };
        together(add, add);
        require(count == 2);
    });
    EXPECT_TRUE(all.report.verified());
}

TEST(AtomicRef, shares_one_atomic_with_all_that_refer_to_the_memory) {
    Explored const all = explore_all([](std::string& told) {
        int x = 1;
        auto const add = [&] { atomic_ref<int>{x}.fetch_add(1); };
        together(add, add);
        told = std::to_string(x);
        x = 10;  // nobody refers to it now
        told += " " + std::to_string(atomic_ref<int>{x}.load());
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok 3 10"});
    EXPECT_TRUE(all.report.verified());
    EXPECT_EQ(all.report.executions, 2U);
}

TEST(AtomicRef, orders_as_an_atomic_does_even_when_references_do_not_overlap) {
    Explored const all = explore_all([](std::string&) {
        int ready = 0;
        shared<int> data;
        together(
            [&] {
                data = 7;
                atomic_ref<int>{ready}.store(1);
                atomic_ref<int>{ready}.notify_all();
            },
            [&] {
                atomic_ref<int>{ready}.wait(0);
                require(data == 7);
            });
    });
    EXPECT_TRUE(all.report.verified()) << (all.report.clean() ? "" : all.report.findings[0].message);
}

TEST(Fence, is_an_event_and_no_scheduling_point) {
    auto const body = [] {
        atomic<int> x;
        auto const add = [&] {
            heddle::atomic_thread_fence(std::memory_order_release);
            x.fetch_add(1);
            heddle::atomic_signal_fence(std::memory_order_seq_cst);
        };
        together(add, add);
    };
    EXPECT_EQ((Executed{body}.told()), "1:fetch_add 2:fetch_add");
    EXPECT_NE((Executed{body}.told(true).find("1:fence")), std::string::npos);
    Explored const all = explore_all([body](std::string&) { body(); });
    EXPECT_EQ(all.report.executions, 2U);
}

}  // namespace
}  // namespace heddle::executed
