// SPDX-License-Identifier: Apache-2.0
// Numbers of executions that can be worked out on paper.
#include "explored.hpp"

#include <vector>

namespace heddle::explored {
namespace {

struct Counter {
    atomic<int> atomic_count;
    shared<int> count;
    mutex guard;
};

/// `threads` threads, each of which does `times` times what `once` does.
Tale<Counter> counting(
    unsigned threads, unsigned times, std::function<void(Counter&)> once,
    std::function<std::string(Counter&)> observe) {
    return Tale<Counter>{
        [=](Counter& counter) {
            std::vector<thread> all;
            for (unsigned i = 0; i < threads; ++i) {
                all.emplace_back([&counter, times, once] {
                    for (unsigned j = 0; j < times; ++j) once(counter);
                });
            }
            for (thread& one : all) one.join();
        },
        std::move(observe), races_allowed()};
}

struct Case {
    unsigned threads;
    unsigned times;
    std::uint64_t executions;
};

TEST(ClosedForms, fetch_add) {
    for (Case const& c :
         {Case{2, 1, 2}, {2, 2, 6}, {2, 3, 20}, {2, 6, 924}, {3, 1, 6}, {3, 2, 90}, {3, 3, 1680}, {4, 2, 2520}}) {
        auto program = counting(
            c.threads, c.times, [](Counter& counter) { counter.atomic_count.fetch_add(1); },
            [](Counter& counter) { return std::to_string(counter.atomic_count.load()); });
        Report const report = explore(program, plan_of("dfs"));
        EXPECT_EQ(report.executions, c.executions) << c.threads << " " << c.times;
        EXPECT_EQ(report.points, c.executions * c.threads * c.times);
        EXPECT_TRUE(report.verified());
        EXPECT_EQ(outcomes_of(report), std::set<std::string>{"ok " + std::to_string(c.threads * c.times)});
    }
}

TEST(ClosedForms, mutex_counter) {
    for (Case const& c : {Case{2, 1, 2}, {2, 2, 6}, {2, 3, 20}, {3, 1, 6}, {3, 2, 90}, {4, 1, 24}}) {
        auto program = counting(
            c.threads, c.times,
            [](Counter& counter) {
                lock_guard<mutex> const held{counter.guard};
                counter.count += 1;
            },
            [](Counter& counter) { return std::to_string(counter.count.load()); });
        Report const report = explore(program, plan_of("dfs"));
        EXPECT_EQ(report.executions, c.executions) << c.threads << " " << c.times;
        EXPECT_EQ(report.points, c.executions * c.threads * c.times * 4);
        EXPECT_TRUE(report.verified());
        EXPECT_EQ(outcomes_of(report), std::set<std::string>{"ok " + std::to_string(c.threads * c.times)});
    }
}

TEST(ClosedForms, lost_update) {
    for (Case const& c : {Case{2, 1, 6}, {2, 2, 70}, {2, 3, 924}, {3, 1, 90}, {4, 1, 2520}, {3, 2, 34650}}) {
        auto program = counting(
            c.threads, c.times, [](Counter& counter) { counter.count += 1; },
            [](Counter& counter) { return std::to_string(counter.count.load()); });
        Report const report = explore(program, plan_of("dfs"));
        EXPECT_EQ(report.executions, c.executions);
        EXPECT_EQ(report.points, c.executions * c.threads * c.times * 2);
        EXPECT_TRUE(report.complete);
        std::set<std::string> wanted;
        unsigned const least = c.times == 1 ? 1 : 2;
        for (unsigned i = least; i <= c.threads * c.times; ++i) wanted.insert("ok " + std::to_string(i));
        EXPECT_EQ(outcomes_of(report), wanted);
    }
}

TEST(ClosedForms, plain_accesses_are_no_points_while_races_are_findings) {
    auto program = counting(
        2, 3, [](Counter& counter) { counter.count += 1; }, [](Counter&) { return std::string{}; });
    program.semantics.data_races = DataRaces::finding;
    Report const report = explore(program, plan_of("dfs"));
    EXPECT_EQ(report.executions, 1U);
    EXPECT_EQ(report.points, 0U);
    EXPECT_EQ(kinds_of(report), std::set{FindingKind::data_race});
}

TEST(ClosedForms, try_lock_once_each) {
    // What one sees of the other is the only difference: 4 interleavings of (try, unlock if taken).
    struct State {
        mutex guard;
        int taken = 0;
    };
    Tale<State> program{
        [](State& state) {
            auto const once = [&state] {
                if (!state.guard.try_lock()) return;
                ++state.taken;
                state.guard.unlock();
            };
            thread one{once};
            thread two{once};
            one.join();
            two.join();
        },
        [](State& state) { return std::to_string(state.taken); }};
    Report const report = explore(program, plan_of("dfs"));
    // T U t u, T t U, and the same with the threads exchanged.
    EXPECT_EQ(report.executions, 4U);
    EXPECT_EQ(outcomes_of(report), (std::set<std::string>{"ok 1", "ok 2"}));
}

TEST(ClosedForms, philosophers_deadlock_only_when_they_turn_in_a_circle) {
    struct Table {
        mutex fork[3];
    };
    auto const dinner = [](bool ordered) {
        return [ordered](Table& table) {
            std::vector<thread> all;
            for (int i = 0; i < 3; ++i) {
                all.emplace_back([&table, i, ordered] {
                    int const left = ordered && i == 2 ? 0 : i;
                    int const right = ordered && i == 2 ? 2 : (i + 1) % 3;
                    lock_guard<mutex> const first{table.fork[left]};
                    lock_guard<mutex> const second{table.fork[right]};
                });
            }
            for (thread& one : all) one.join();
        };
    };
    Tale<Table> circle{dinner(false)};
    Report const stuck = explore(circle, plan_of("dfs"));
    EXPECT_TRUE(stuck.complete);
    EXPECT_EQ(outcomes_of(stuck), (std::set<std::string>{"ok ", "stuck "}));
    EXPECT_EQ(kinds_of(stuck), std::set{FindingKind::deadlock});
    Tale<Table> ordered{dinner(true)};
    EXPECT_TRUE(explore(ordered, plan_of("dfs")).verified());
}

}  // namespace
}  // namespace heddle::explored
