// SPDX-License-Identifier: Apache-2.0
// Latches and barriers.
#include "executed.hpp"

namespace heddle::executed {
namespace {

TEST(Latch, orders_all_that_came_before_it_opened) {
    auto const body = [](int expected) {
        return [=](std::string& told) {
            latch ready{expected};
            shared<int> x{0};
            shared<int> y{0};
            together(
                [&] {
                    x.store(1);
                    ready.count_down();
                },
                [&] {
                    y.store(1);
                    ready.count_down();
                },
                [&] {
                    ready.wait();
                    told = std::to_string(x.load() + y.load());
                });
        };
    };
    Explored const all = explore_all(body(2));
    EXPECT_EQ(all.outcomes, Outcomes{"ok 2"});
    EXPECT_TRUE(all.report.verified());
    Explored const few = explore_all(body(1));
    EXPECT_EQ(few.kinds, (Kinds{FindingKind::data_race, FindingKind::misuse})) << "it opens too early";
    EXPECT_EQ(explore_all(body(3)).kinds, Kinds{FindingKind::deadlock});
}

TEST(Latch, a_look_that_fails_orders_nothing) {
    auto const body = [](bool heeds) {
        return [=](std::string& told) {
            latch ready{1};
            shared<int> x{0};
            together(
                [&] {
                    x.store(1);
                    ready.count_down();
                },
                [&] {
                    bool const open = ready.try_wait();
                    told = open ? "open" : "not";
                    if (open || !heeds) x.load();
                });
        };
    };
    Explored const all = explore_all(body(true));
    EXPECT_EQ(all.outcomes, (Outcomes{"ok not", "ok open"}));
    EXPECT_TRUE(all.report.verified());
    EXPECT_EQ(explore_all(body(false)).kinds, Kinds{FindingKind::data_race});
}

TEST(Latch, lets_nobody_go_before_all_have_arrived) {
    Explored const all = explore_all([](std::string& told) {
        latch meeting{3};
        int arrived = 0;
        auto const meet = [&](int number) {
            return [&, number] {
                arrived += number;
                meeting.arrive_and_wait(number);
                require(arrived == 3);
            };
        };
        together(meet(1), meet(2));
        told = std::to_string(arrived);
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok 3"});
    EXPECT_TRUE(all.report.verified());
}

TEST(Latch, that_never_opens_is_told) {
    Executed const run{[] {
        latch ready{2};
        set_name(ready, "ready");
        ready.arrive_and_wait();
    }};
    EXPECT_EQ(run.ending(), Ending::deadlock);
    EXPECT_NE(
        run.messages().find("waits for latch \"ready\" to open, and no thread is left to count it down"),
        std::string::npos)
        << run.messages();
}

/// Each thread writes its own cell and reads the other's of the phase before: a barrier between is all it takes.
TEST(Barrier, orders_phases) {
    auto const body = [](bool meets) {
        return [=](std::string& told) {
            barrier meeting{2};
            shared<int> cells[2][2];
            auto const work = [&](int me) {
                return [&, me] {
                    for (int phase = 0; phase < 2; ++phase) {
                        cells[phase][me].store(phase + 1);
                        if (meets) meeting.arrive_and_wait();
                        int const seen = cells[phase][1 - me].load();
                        require(!meets || seen == phase + 1);
                    }
                };
            };
            together(work(0), work(1));
            told = "met";
        };
    };
    Explored const all = explore_all(body(true));
    EXPECT_EQ(all.outcomes, Outcomes{"ok met"});
    EXPECT_TRUE(all.report.verified());
    EXPECT_EQ(explore_all(body(false)).kinds, Kinds{FindingKind::data_race});
}

/// Reading what the other writes after the barrier is a race, even in the one execution in which the other has arrived
/// at the next phase before the reader goes on.
TEST(Barrier, does_not_order_the_next_phase_for_who_waits_for_this_one) {
    auto const body = [] {
        barrier meeting{2};
        shared<int> x{0};
        together(
            [&] {
                meeting.arrive_and_wait();
                x.load();
                meeting.arrive_and_wait();
            },
            [&] {
                meeting.arrive_and_wait();
                x.store(1);
                meeting.arrive_and_wait();
            });
    };
    Executed const run{body};
    EXPECT_EQ(run.told().substr(0, 32), "1:arrive 2:arrive 2:arrive 1:wai") << "the reader is late";
    EXPECT_TRUE(run.found(FindingKind::data_race)) << run.messages();
}

TEST(Barrier, runs_its_function_once_a_phase_after_all_and_before_any) {
    Explored const all = explore_all([](std::string& told) {
        shared<int> sum{0};
        shared<int> seen{0};
        shared<int> parts[2];
        barrier meeting{2, [&] {
                            sum.store(parts[0].load() + parts[1].load());
                            seen += 1;
                        }};
        auto const work = [&](int me) {
            return [&, me] {
                for (int phase = 1; phase <= 2; ++phase) {
                    parts[me].store(phase);
                    meeting.arrive_and_wait();
                    require(sum.load() == 2 * phase && seen.load() == 2 * phase - 1);
                    meeting.arrive_and_wait();
                }
            };
        };
        together(work(0), work(1));
        told = std::to_string(seen.load());
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok 4"});
    EXPECT_TRUE(all.report.verified()) << (all.report.clean() ? "" : all.report.findings[0].message);
}

TEST(Barrier, goes_on_without_who_dropped) {
    Explored const all = explore_all([](std::string& told) {
        barrier meeting{2};
        int rounds = 0;
        together(
            [&] {
                for (int i = 0; i < 3; ++i) meeting.arrive_and_wait();
                rounds = 3;
            },
            [&] { meeting.arrive_and_drop(); });
        told = std::to_string(rounds);
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok 3"});
    EXPECT_TRUE(all.report.verified());
}

TEST(Barrier, who_arrives_may_wait_later) {
    Explored const all = explore_all([](std::string&) {
        barrier meeting{2};
        shared<int> x{0};
        together(
            [&] {
                auto token = meeting.arrive();
                this_thread::yield();
                meeting.wait(std::move(token));
                x.load();
            },
            [&] {
                x.store(1);
                (void)meeting.arrive();
            });
    });
    EXPECT_TRUE(all.report.verified());
}

TEST(Barrier, with_too_few_is_a_deadlock_and_told) {
    Executed const run{[] {
        barrier meeting{2};
        meeting.arrive_and_wait();
    }};
    EXPECT_EQ(run.ending(), Ending::deadlock);
    EXPECT_NE(run.messages().find("waits at barrier 1, and too few threads are left to arrive"), std::string::npos)
        << run.messages();
}

}  // namespace
}  // namespace heddle::executed
