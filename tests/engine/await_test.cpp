// SPDX-License-Identifier: Apache-2.0
// Declared waits, choices, locks of several mutexes, faces that are composed of others.
#include "executed.hpp"

namespace heddle::executed {
namespace {

TEST(Await, of_an_atomic_is_let_go_when_it_holds) {
    Explored const all = explore_all([](std::string& told) {
        atomic<int> x;
        together(
            [&] {
                await([&] { return x.load() == 2; });
                told += "w";
            },
            [&] {
                x.fetch_add(1);
                x.fetch_add(1);
                x.load();
                told += "s";
            });
    });
    EXPECT_EQ(all.outcomes, (Outcomes{"ok sw", "ok ws"}));
    EXPECT_TRUE(all.report.verified());
}

TEST(Await, may_miss_what_does_not_last) {
    Explored const all = explore_all([](std::string&) {
        atomic<int> x;
        together(
            [&] { await([&] { return x.load() == 1; }); },
            [&] {
                x.store(1);
                x.store(2);
            });
    });
    EXPECT_EQ(all.outcomes, (Outcomes{"ok ", "stuck "}));
    EXPECT_EQ(all.kinds, Kinds{FindingKind::deadlock});
}

TEST(Await, of_what_never_comes_is_a_deadlock) {
    Executed const run{[] {
        atomic<int> x;
        await([&] { return x.load() == 1; });
    }};
    EXPECT_EQ(run.ending(), Ending::deadlock);
    EXPECT_EQ(run.trace.steps, 0U);
}

TEST(Await, of_a_shared_variable_sees_the_store) {
    // The other thread stores and then waits for an answer: nothing else changes.
    for (DataRaces const races : {DataRaces::allowed, DataRaces::finding}) {
        Semantics semantics;
        semantics.data_races = races;
        Explored const all = explore_all(
            [](std::string&) {
                shared<int> x{0};
                manual_reset_event answer;
                together(
                    [&] {
                        await([&] { return x.load() == 1; });
                        answer.set();
                    },
                    [&] {
                        x.store(1);
                        answer.wait();
                    });
            },
            semantics);
        EXPECT_EQ(all.outcomes, Outcomes{"ok "});
        EXPECT_EQ(all.kinds, races == DataRaces::allowed ? Kinds{} : Kinds{FindingKind::data_race});
        EXPECT_TRUE(all.report.complete);
    }
}

TEST(Await, of_an_atomic_orders_plain_data) {
    Explored const all = explore_all([](std::string& told) {
        shared<int> data{0};
        atomic<bool> ready;
        together(
            [&] {
                data.store(5);
                ready.store(true);
            },
            [&] {
                await([&] { return ready.load(); });
                told = std::to_string(data.load());
            });
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok 5"});
    EXPECT_TRUE(all.report.verified());
}

TEST(Await, of_something_else_does_not_order_plain_data) {
    Explored const all = explore_all([](std::string&) {
        shared<int> data{0};
        atomic<bool> ready;
        together(
            [&] {
                ready.store(true);
                data.store(5);
            },
            [&] {
                await([&] { return ready.load(); });
                data.load();
            });
    });
    EXPECT_EQ(all.kinds, Kinds{FindingKind::data_race});
}

TEST(Await, of_several_threads) {
    Explored const all = explore_all([](std::string& told) {
        atomic<int> arrived;
        auto const meet = [&] {
            arrived.fetch_add(1);
            await([&] { return arrived.load() == 3; });
            told += "x";
        };
        together(meet, meet, meet);
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok xxx"});
    EXPECT_TRUE(all.report.verified());
}

TEST(AnyOf, gives_every_number) {
    Explored const all = explore_all([](std::string& told) {
        told = std::to_string(any_of(3));
        told += std::to_string(any_of(2));
        told += std::to_string(any_of(1));
    });
    EXPECT_EQ(all.report.executions, 6U);
    EXPECT_EQ(all.outcomes, (Outcomes{"ok 000", "ok 010", "ok 100", "ok 110", "ok 200", "ok 210"}));
    EXPECT_TRUE(all.report.verified());
    auto const many = [](std::string& told) { told = std::to_string(any_of(500)); };
    EXPECT_EQ(explore_all(many).outcomes.size(), 500U);
    auto const most = [](std::string& told) { told = any_of(65535) < 65535 ? "below" : "not"; };
    EXPECT_EQ(explore_all(most, {}, {}, "random", 50).outcomes, Outcomes{"ok below"});
}

TEST(AnyOf, needs_a_number_to_choose_from) {
    Executed const run{[] {
        for (std::uint32_t const count : {0U, 65536U}) {
            bool refused = false;
            try {
                any_of(count);
            } catch (std::invalid_argument const&) {
                refused = true;
            }
            require(refused);
        }
    }};
    EXPECT_TRUE(run.findings().empty());
}

TEST(ScopedLock, never_deadlocks) {
    auto const body = [](std::string& told) {
        mutex left;
        mutex right;
        shared<int> count{0};
        together(
            [&] {
                scoped_lock const both{left, right};
                count += 1;
            },
            [&] {
                scoped_lock const both{right, left};
                count += 1;
            });
        told = std::to_string(count.load());
    };
    for (unsigned bound = 0; bound <= 4; ++bound) {
        Explored const some = explore_all(body, {}, bound);
        EXPECT_EQ(some.outcomes, Outcomes{"ok 2"});
        EXPECT_TRUE(some.report.clean());
    }
    EXPECT_TRUE(explore_all(body, {}, {}, "random", 5000).report.clean());
}

TEST(ScopedLock, of_three_in_any_order) {
    auto const body = [](std::string&) {
        mutex one;
        mutex two;
        mutex three;
        together(
            [&] {
                scoped_lock const all{one, two, three};
            },
            [&] {
                scoped_lock const all{three, one, two};
            },
            [&] {
                scoped_lock const all{two, three, one};
            });
    };
    EXPECT_TRUE(explore_all(body, {}, {}, "random", 5000).report.clean());
    EXPECT_TRUE(explore_all(body, {}, 1).report.clean());
}

TEST(ScopedLock, beside_locks_in_the_other_order) {
    auto const body = [](std::string&) {
        mutex left;
        mutex right;
        together(
            [&] {
                scoped_lock const both{left, right};
            },
            [&] {
                lock_guard<mutex> const first{right};
                lock_guard<mutex> const second{left};
            });
    };
    Explored const all = explore_all(body);
    EXPECT_TRUE(all.report.verified());
}

TEST(WaitGroup, waits_for_all) {
    Explored const all = explore_all([](std::string& told) {
        wait_group tasks;
        shared<int> sum{0};
        mutex guard;
        tasks.add(2);
        auto const task = [&] {
            {
                lock_guard<mutex> const held{guard};
                sum += 1;
            }
            tasks.done();
        };
        thread one{task};
        thread two{task};
        tasks.wait();
        told = std::to_string(sum.load());
        one.join();
        two.join();
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok 2"});
    EXPECT_TRUE(all.report.verified());
}

TEST(UniqueLock, errors_are_those_of_std) {
    Executed const run{[] {
        mutex guard;
        unique_lock<mutex> lock{guard};
        auto const code = [](auto function) {
            try {
                function();
            } catch (std::system_error const& error) {
                return error.code() == std::errc::resource_deadlock_would_occur ? 'd' : 'p';
            }
            return '-';
        };
        require(code([&] { lock.lock(); }) == 'd');
        require(code([&] { lock.try_lock(); }) == 'd');
        lock.unlock();
        require(code([&] { lock.unlock(); }) == 'p');
        require(code([&] { unique_lock<mutex>{}.lock(); }) == 'p');
        require(lock.try_lock());
        unique_lock<mutex> other{std::move(lock)};
        require(other.owns_lock() && !lock.owns_lock() && lock.mutex() == nullptr);  // NOLINT(bugprone-use-after-move)
        require(other.release() == &guard);
        guard.unlock();
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

}  // namespace
}  // namespace heddle::executed
