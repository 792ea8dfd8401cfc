// SPDX-License-Identifier: Apache-2.0
// Thread pools and as_completed.
#include "executed.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace heddle::executed {
namespace {

TEST(Pool, does_a_task_in_three_steps) {
    Executed const run{[] {
        thread_pool pool{1, start_later, "pool"};
        future<int> sum = pool.submit([](int a, int b) { return a + b; }, 1, 2);
        pool.shutdown(false);
        pool.start();
        require(sum.get() == 3);
    }};
    EXPECT_EQ(run.told(), "0:send 0:close 1:receive 1:set 1:receive 0:wait for");
    EXPECT_TRUE(run.findings().empty()) << run.messages();
    EXPECT_EQ(run.trace.directory->describe(ThreadId{1}), "thread 1 \"pool worker 1\"");
}

TEST(Pool, of_one_worker_does_one_task_after_the_other) {
    Explored const all = explore_all([](std::string& told) {
        thread_pool pool{1, start_later};
        for (char const letter : {'a', 'b', 'c'}) {
            static_cast<void>(pool.submit([&told, letter] {
                told += letter;
                this_thread::yield();
                told += letter;
            }));
        }
        pool.shutdown(false);
        pool.start();
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok aabbcc"});
    EXPECT_EQ(all.report.executions, 1U);
}

/// Tasks without steps: a worker takes (t) and sets (s) for each, and takes in vain (v) at the end.
TEST(Pool, has_the_executions_of_its_steps) {
    auto const steps = [](std::size_t workers, int tasks) {
        return explore_all([=](std::string&) {
                   thread_pool pool{workers, start_later};
                   for (int i = 0; i < tasks; ++i) static_cast<void>(pool.submit([] {}));
                   pool.shutdown(false);
                   pool.start();
               })
            .report.executions;
    };
    // The first to move takes the task: t, then s v of the one and v of the other in 3 ways.
    EXPECT_EQ(steps(2, 1), 2U * 3U);
    // t, then either s t of the same worker, and s v with the other's v in 3 ways; or the other's t comes before a second one
    // of the same: of the 10 ways to merge s v and t s v all but s v t s v.
    EXPECT_EQ(steps(2, 2), 2U * (3U + 9U));
    EXPECT_EQ(steps(1, 5), 1U);
}

TEST(Pool, of_two_workers_does_two_tasks_at_once) {
    auto const most_at_once = [](std::size_t workers) {
        return explore_all([workers](std::string& told) {
                   int at_work = 0;
                   int most = 0;
                   thread_pool pool{workers};
                   auto const task = [&] {
                       most = std::max(most, ++at_work);
                       this_thread::yield();
                       --at_work;
                   };
                   future<void> const one = pool.submit(task);
                   future<void> const two = pool.submit(task);
                   one.wait();
                   two.wait();
                   told = std::to_string(most);
               })
            .outcomes;
    };
    EXPECT_EQ(most_at_once(1), Outcomes{"ok 1"});
    EXPECT_EQ(most_at_once(2), (Outcomes{"ok 1", "ok 2"}));
}

TEST(Pool, gives_what_a_task_throws_to_its_future) {
    Executed const run{[] {
        thread_pool pool{1};
        future<int> bad = pool.submit([]() -> int { throw std::runtime_error{"boom"}; });
        int x = 1;
        future<int&> reference = pool.submit([&]() -> int& { return x; });
        future<std::unique_ptr<int>> moves =
            pool.submit([](std::unique_ptr<int> box) { return box; }, std::make_unique<int>(4));
        std::string said;
        try {
            bad.get();
        } catch (std::runtime_error const& error) {
            said = error.what();
        }
        require(said == "boom");
        require(&reference.get() == &x);
        require(*moves.get() == 4);
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

TEST(Pool, that_was_shut_down_takes_no_task) {
    Executed const run{[] {
        thread_pool pool{1};
        future<int> done = pool.submit([] { return 1; });
        pool.shutdown();
        require(done.get() == 1);
        std::string said;
        try {
            static_cast<void>(pool.submit([] {}));
        } catch (std::runtime_error const& error) {
            said = error.what();
        }
        require(said.find("submit() after shutdown()") != std::string::npos);
        pool.shutdown();
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

TEST(Pool, that_was_never_started_breaks_its_promises) {
    Executed const run{[] {
        future<int> never;
        {
            thread_pool pool{2, start_later};
            never = pool.submit([] { return 1; });
        }
        bool broken = false;
        try {
            never.get();
        } catch (future_error const& error) {
            broken = error.code() == future_errc::broken_promise;
        }
        require(broken);
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
    EXPECT_TRUE((Executed{[] { thread_pool{0}; }}.found(FindingKind::exception)));
    EXPECT_TRUE((Executed{[] {
                     thread_pool pool{1};
                     pool.start();
                 }}.found(FindingKind::exception)));
}

TEST(Pool, orders_a_task_after_its_submission_and_before_its_result) {
    auto const body = [](bool waits) {
        return [waits](std::string&) {
            shared<int> x{1};
            thread_pool pool{1};
            x = 2;
            future<void> const done = pool.submit([&] { x += 1; });
            if (waits) done.wait();
            require(!waits || x == 3);
            if (!waits) static_cast<void>(x.load());
        };
    };
    EXPECT_TRUE(explore_all(body(true)).report.verified());
    EXPECT_EQ(explore_all(body(false)).kinds, Kinds{FindingKind::data_race});
}

TEST(Pool, too_small_for_tasks_that_wait_for_tasks_is_a_deadlock) {
    auto const nested = [](std::size_t workers) {
        return explore_all([workers](std::string&) {
            thread_pool pool{workers};
            future<int> const outer = pool.submit([&] { return 1 + pool.submit([] { return 1; }).get(); });
            outer.wait();
        });
    };
    Explored const stuck = nested(1);
    EXPECT_EQ(stuck.kinds, Kinds{FindingKind::deadlock});
    EXPECT_EQ(stuck.outcomes, Outcomes{"stuck "});
    EXPECT_TRUE(nested(2).report.verified());
}

/// What as_completed hands out when all is done already: the order in which it was done, which no step of its own can tell.
TEST(AsCompleted, comes_in_the_order_of_completion) {
    Explored const all = explore_all([](std::string& told) {
        thread_pool pool{2, start_later};
        std::vector<future<int>> results;
        for (int i = 0; i < 2; ++i) results.push_back(pool.submit([i] { return i; }));
        pool.start();
        pool.shutdown();
        for (future<int>& done : as_completed(results)) told += std::to_string(done.get());
    });
    EXPECT_EQ(all.outcomes, (Outcomes{"ok 01", "ok 10"}));
    EXPECT_TRUE(all.report.verified());
}

/// So the order in which a search tries them is never lost on it.
TEST(AsCompleted, is_told_of_an_order_that_is_one_for_the_steps) {
    auto const sets_commute = [](auto body) {
        Executed const run{body};
        std::vector<Transition> sets;
        for (Event const& event : run.trace.events) {
            if (event.operation.kind == Kind::event_set) sets.push_back({event.operation, event.outcome});
        }
        EXPECT_EQ(sets.size(), 2U);
        return !dependent(sets.at(0), sets.at(1));
    };
    EXPECT_FALSE(sets_commute([] {
        thread_pool pool{2, start_later};
        future<void> const one = pool.submit([] {});
        future<void> const two = pool.submit([] {});
        pool.start();
    }));
    EXPECT_TRUE(sets_commute([] {
        promise<int> one;
        promise<int> two;
        one.set_value(1);
        two.set_value(1);
    })) << "of promises no order is known";
}

TEST(AsCompleted, waits_in_one_step_for_each) {
    Explored const all = explore_all([](std::string& told) {
        promise<int> made[2];
        std::vector<future<int>> seen;
        for (promise<int>& one : made) seen.push_back(one.get_future());
        together(
            [&] {
                for (future<int> const& done : as_completed(seen)) told += &done == &seen[0] ? '0' : '1';
            },
            [&] { made[0].set_value(0); }, [&] { made[1].set_value(1); });
    });
    // Set, await, set, await in 2 ways; set, set, await, await in 2: of promises the first that stands there comes first.
    EXPECT_EQ(all.report.executions, 4U);
    EXPECT_EQ(all.outcomes, (Outcomes{"ok 01", "ok 10"}));
    EXPECT_EQ(all.report.points, 4U * 4U);
}

TEST(AsCompleted, orders_the_task_before_who_is_handed_its_result) {
    Explored const all = explore_all([](std::string&) {
        shared<int> x{0};
        thread_pool pool{1};
        std::vector<future<void>> results;
        results.push_back(pool.submit([&] { x = 7; }));
        for (future<void>& done : as_completed(results)) {
            require(x == 7);
            done.get();
        }
        std::vector<future<void>> none;
        for (future<void>& done : as_completed(none)) require(done.valid() && false);
    });
    EXPECT_TRUE(all.report.verified());
}

/// Only what is in the list counts, wherever the pool is with the rest; and the list may be of several pools.
TEST(AsCompleted, waits_for_those_in_the_list) {
    Explored const all = explore_all([](std::string& told) {
        thread_pool pool{1, start_later};
        thread_pool other{1, start_later};
        std::vector<future<int>> some;
        future<int> const left_out = pool.submit([] { return 0; });
        some.push_back(pool.submit([] { return 1; }));
        std::vector<future<int>> mixed;
        mixed.push_back(pool.submit([] { return 2; }));
        mixed.push_back(other.submit([] { return 3; }));
        pool.start();
        for (future<int>& done : as_completed(some)) told += std::to_string(done.get());
        other.start();
        pool.shutdown();
        other.shutdown();
        for (future<int>& done : as_completed(mixed)) told += std::to_string(done.get());
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok 123"});
    EXPECT_TRUE(all.report.verified());
}

TEST(AsCompleted, of_a_pool_that_is_stuck_is_told) {
    Executed const run{[] {
        promise<void> made;
        thread_pool pool{1};
        std::vector<future<void>> results;
        results.push_back(pool.submit([&] { made.get_future().wait(); }));
        for (future<void>& done : as_completed(results)) done.get();
    }};
    EXPECT_EQ(run.ending(), Ending::deadlock);
    EXPECT_NE(run.messages().find("waits for event \"pool results\""), std::string::npos) << run.messages();
}

TEST(AsCompleted, of_what_is_never_done_is_a_deadlock) {
    Executed const run{[] {
        promise<int> made;
        std::vector<future<int>> seen;
        seen.push_back(made.get_future());
        for (future<int>& done : as_completed(seen)) done.get();
    }};
    EXPECT_EQ(run.ending(), Ending::deadlock);
}

}  // namespace
}  // namespace heddle::executed
