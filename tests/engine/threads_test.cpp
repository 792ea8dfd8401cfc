// SPDX-License-Identifier: Apache-2.0
// Start, end and join: events, not choices.
#include "executed.hpp"

#include <deque>

namespace heddle::executed {
namespace {

TEST(Threads, a_started_one_runs_to_its_first_operation) {
    std::string order;
    Executed const run{[&order] {
        atomic<int> x;
        order += "a";
        thread one{[&] {
            order += "b";
            x.load();
            order += "e";
        }};
        order += "c";
        thread two{[&] { order += "d"; }};
        one.join();
        order += "f";
        two.join();
    }};
    EXPECT_EQ(order, "abcdef");
    EXPECT_EQ(run.told(), "1:atomic load");
    EXPECT_EQ(run.told(true), "0:begin 0:start 1:begin 0:start 2:begin 2:end 1:atomic load 1:end 0:join 0:join 0:end");
}

TEST(Threads, starting_and_joining_are_no_steps) {
    Executed const run{[] { together([] {}, [] {}, [] {}); }};
    EXPECT_EQ(run.ending(), Ending::finished);
    EXPECT_EQ(run.trace.steps, 0U);
    EXPECT_TRUE(run.findings().empty());
}

TEST(Threads, lost_update_has_six_executions) {
    Explored const all = explore_all(
        [](std::string& told) {
            shared<int> x;
            together([&] { x += 1; }, [&] { x += 1; });
            told = std::to_string(x.load());
        },
        allowing_races());
    // The load of the root is one more point, with one choice.
    EXPECT_EQ(all.report.executions, 6U);
    EXPECT_EQ(all.report.points, 6U * 5U);
    EXPECT_EQ(all.outcomes, (Outcomes{"ok 1", "ok 2"}));
}

TEST(Threads, the_joiner_goes_on_when_the_thread_ends) {
    // No step lies between the end of one and what the joiner does up to its next operation.
    std::string order;
    Executed const run{[&order] {
        atomic<int> x;
        thread one{[&] {
            x.load();
            order += "1";
        }};
        thread two{[&] {
            x.load();
            order += "2";
        }};
        one.join();
        order += "j";
        x.store(1);
        two.join();
    }};
    EXPECT_EQ(order, "1j2");
    EXPECT_EQ(run.told(), "1:atomic load 2:atomic load 0:atomic store");
}

TEST(Threads, several_may_wait_for_one) {
    Explored const all = explore_all([](std::string& told) {
        atomic<int> x;
        thread one{[&] { x.store(1); }};
        // A handle is joined once; the others wait in virtual time.
        thread* const handle = &one;
        thread waiting{[&, handle] {
            if (handle->join_for(std::chrono::hours{1})) told += "w";
        }};
        waiting.join();
        if (one.joinable()) one.join();
        told += "r";
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok wr"});
    EXPECT_TRUE(all.report.verified());
}

TEST(Threads, may_start_threads) {
    std::string order;
    Executed const run{[&order] {
        thread outer{[&] {
            order += "(";
            thread inner{[&] {
                order += "[";
                thread innermost{[&] { order += "x"; }};
                innermost.join();
                order += "]";
            }};
            inner.join();
            order += ")";
        }};
        outer.join();
    }};
    EXPECT_EQ(order, "([x])");
    EXPECT_EQ(run.ending(), Ending::finished);
    EXPECT_EQ(run.trace.directory->threads(), 4U);
    EXPECT_EQ(run.trace.directory->thread(ThreadId{3}).parent, ThreadId{2});
}

TEST(Threads, two_hundred) {
    Explored const all = explore_all(
        [](std::string& told) {
            atomic<int> count;
            mutex guard;
            std::deque<thread> threads;
            for (int i = 0; i < 200; ++i) {
                threads.emplace_back([&] {
                    lock_guard<mutex> const held{guard};
                    count.fetch_add(1);
                });
            }
            for (thread& one : threads) one.join();
            told = std::to_string(count.load());
        },
        {}, {}, "random", 20);
    EXPECT_EQ(all.outcomes, Outcomes{"ok 200"});
    EXPECT_TRUE(all.report.clean());
    EXPECT_EQ(all.report.points, 20U * (200U * 3U + 1U));
}

TEST(Threads, take_arguments_and_move_only_ones) {
    Executed const run{[] {
        int sum = 0;
        auto pointer = std::make_unique<int>(7);
        thread one{
            [&sum](int a, std::unique_ptr<int> b, std::string const& c) { sum = a + *b + static_cast<int>(c.size()); },
            5, std::move(pointer), "four"};
        one.join();
        require(sum == 16);
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

TEST(Threads, have_ids_that_can_be_compared) {
    Executed const run{[] {
        thread::id inside;
        thread one{[&] { inside = this_thread::get_id(); }};
        require(one.get_id() == inside);
        require(one.get_id() != this_thread::get_id());
        require(thread{}.get_id() == thread::id{});
        thread moved{std::move(one)};
        require(moved.get_id() == inside);
        require(!one.joinable());  // NOLINT(bugprone-use-after-move)
        moved.join();
        require(!moved.joinable());
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

TEST(Threads, that_are_detached_may_outlive_the_root) {
    Executed const run{[] {
        thread one{[] { this_thread::yield(); }};
        one.detach();
    }};
    EXPECT_EQ(run.ending(), Ending::finished);
    EXPECT_TRUE(run.findings().empty()) << run.messages();
    EXPECT_EQ(run.told(), "1:yield") << "an execution ends when every thread has";
}

TEST(Threads, the_end_is_a_point_only_when_somebody_asks) {
    auto const body = [](bool asks) {
        return [asks] {
            atomic<int> x;
            thread one{[&] { x.load(); }};
            if (asks) one.join_for(std::chrono::seconds{1});
            if (one.joinable()) one.join();
        };
    };
    Executed const plain{body(false)};
    EXPECT_EQ(plain.told(), "1:atomic load");
    Executed const asking{body(true)};
    EXPECT_EQ(asking.told(), "1:atomic load 1:end 0:join until");
}

TEST(Threads, a_join_for_either_sees_the_end_or_does_not) {
    auto const body = [](std::string& told) {
        atomic<int> x;
        thread one{[&] {
            x.store(1);
            x.store(2);
        }};
        bool const ended = one.join_for(std::chrono::seconds{1});
        told = ended ? "ended " : "late ";
        told += std::to_string(x.load());
        if (!ended) one.join();
    };
    Explored const patient = explore_all(body);
    EXPECT_EQ(patient.outcomes, Outcomes{"ok ended 2"});
    Explored const hasty = explore_all(body, adversarial());
    EXPECT_EQ(hasty.outcomes, (Outcomes{"ok ended 2", "ok late 0", "ok late 1", "ok late 2"}));
    EXPECT_TRUE(hasty.report.verified());
}

TEST(Threads, objects_of_a_thread_are_named_by_it) {
    // The keys of threads and objects do not depend on who came first.
    auto const body = [] {
        atomic<int> go;
        auto const make = [&] {
            go.load();
            atomic<int> mine;
            mine.store(1);
        };
        together(make, make);
    };
    Executed const first{body};
    Executed const second{body, {}, {at(0, 2)}};
    EXPECT_EQ(first.told(), "1:atomic load 1:atomic store 2:atomic load 2:atomic store");
    EXPECT_EQ(second.told(), "2:atomic load 2:atomic store 1:atomic load 1:atomic store");
    auto const key = [](auto const& run, std::size_t step) {
        std::vector<std::uint64_t> keys;
        for (Event const& event : run.trace.events) {
            if (!noted(event.operation.kind)) keys.push_back(run.trace.directory->key(event.operation.object));
        }
        return keys.at(step);
    };
    EXPECT_EQ(key(first, 1), key(second, 3));
    EXPECT_EQ(key(first, 3), key(second, 1));
    EXPECT_NE(key(first, 1), key(first, 3));
}

}  // namespace
}  // namespace heddle::executed
