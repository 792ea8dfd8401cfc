// SPDX-License-Identifier: Apache-2.0
// How executions end, exceptions that leave threads, the end of the process.
#include "executed.hpp"

#include <stdexcept>

namespace heddle::executed {
namespace {

TEST(Endings, finished) {
    Executed const run{[] { together([] { this_thread::yield(); }); }};
    EXPECT_EQ(run.ending(), Ending::finished);
    EXPECT_TRUE(run.trace.ok);
    for (Operation const& operation : run.trace.pending) EXPECT_EQ(operation.kind, Kind::end);
}

TEST(Endings, deadlock_shows_what_each_thread_waits_for) {
    Executed const run{[] {
        mutex guard;
        manual_reset_event never_set;
        guard.lock();
        together([&] { guard.lock(); }, [&] { never_set.wait(); }, [] {});
    }};
    EXPECT_EQ(run.ending(), Ending::deadlock);
    EXPECT_FALSE(run.trace.ok);
    ASSERT_EQ(run.trace.pending.size(), 4U);
    EXPECT_EQ(run.trace.pending[0].kind, Kind::join);
    EXPECT_EQ(run.trace.pending[1].kind, Kind::lock);
    EXPECT_EQ(run.trace.pending[2].kind, Kind::event_wait);
    EXPECT_EQ(run.trace.pending[3].kind, Kind::end);
    EXPECT_TRUE(run.found(FindingKind::deadlock));
}

TEST(Endings, deadlock_of_threads_that_join_each_other) {
    Executed const run{[] {
        thread one;
        thread two;
        manual_reset_event begun;
        one = thread{[&] {
            begun.wait();
            two.join();
        }};
        two = thread{[&] {
            begun.wait();
            one.join();
        }};
        begun.set();
        manual_reset_event{}.wait();
    }};
    EXPECT_EQ(run.ending(), Ending::deadlock);
    EXPECT_EQ(run.trace.pending[1].kind, Kind::join);
    EXPECT_EQ(run.trace.pending[2].kind, Kind::join);
}

TEST(Endings, failed_stops_at_once) {
    std::string told;
    Executed const run{[&told] {
        atomic<int> x;
        together(
            [&] {
                told += "a";
                x.load();
                require(false, "told so");
                told += "never";
            },
            [&] {
                x.load();
                told += "never";
            });
    }};
    EXPECT_EQ(run.ending(), Ending::failed);
    EXPECT_EQ(told, "a");
    EXPECT_FALSE(run.trace.ok);
    EXPECT_TRUE(run.found(FindingKind::requirement));
    EXPECT_NE(run.messages().find("told so"), std::string::npos);
    EXPECT_EQ(run.trace.steps, 1U);
}

TEST(Endings, failed_in_a_thread_that_is_just_starting) {
    Executed const run{[] { thread{[] { require(false); }}.join(); }};
    EXPECT_EQ(run.ending(), Ending::failed);
    EXPECT_EQ(run.findings().size(), 1U) << run.messages();
}

TEST(Endings, step_bound) {
    Semantics semantics;
    for (std::uint64_t const bound : {1U, 9U, 10U, 11U}) {
        semantics.step_bound = bound;
        Executed const run{
            [] {
                atomic<int> x;
                for (int i = 0; i < 10; ++i) x.fetch_add(1);
            },
            semantics};
        EXPECT_EQ(run.ending(), bound < 10 ? Ending::step_bound : Ending::finished) << bound;
        EXPECT_EQ(run.trace.steps, std::min<std::uint64_t>(bound, 10));
    }
}

/// Gives up at the third point.
class Impatient final : public Strategy {
public:
    bool begin_execution(std::uint64_t index) override {
        points_ = 0;
        return index < 5;
    }
    void repeat_execution() override { points_ = 0; }
    Decision choose(SchedulingPoint const&) noexcept override { return ++points_ == 3 ? abandon : 0U; }
    void end_execution(Ending ending, std::span<Event const>, std::span<Operation const>) override { ended = ending; }

    Ending ended = Ending::finished;

private:
    int points_ = 0;
};

TEST(Endings, abandoned) {
    auto const body = [] {
        atomic<int> x;
        auto const some = [&] {
            for (int i = 0; i < 4; ++i) x.load();
        };
        together(some, some);
    };
    BodyProgram program{"program", body};
    Impatient strategy;
    Runner runner{program};
    for (std::uint64_t i = 0; strategy.begin_execution(i); ++i) {
        runner.run(strategy);
        EXPECT_EQ(runner.conclusion().ending, Ending::abandoned);
        EXPECT_EQ(strategy.ended, Ending::abandoned);
        EXPECT_FALSE(runner.conclusion().ok);
        EXPECT_EQ(runner.conclusion().steps, 2U);
    }
}

struct Unusual {};

TEST(Exceptions, end_their_thread_only) {
    std::string told;
    Executed const run{[&told] {
        atomic<int> x;
        together(
            [&] {
                x.load();
                throw std::runtime_error("spilt milk");
            },
            [&] {
                x.load();
                x.load();
                told += "went on";
            });
        told += ", joined";
    }};
    EXPECT_EQ(run.ending(), Ending::finished);
    EXPECT_TRUE(run.trace.ok);
    EXPECT_EQ(told, "went on, joined");
    ASSERT_EQ(run.findings().size(), 1U);
    EXPECT_EQ(run.findings()[0].kind, FindingKind::exception);
    EXPECT_NE(run.messages().find("std::runtime_error"), std::string::npos);
    EXPECT_NE(run.messages().find("spilt milk"), std::string::npos);
}

TEST(Exceptions, of_any_type_and_of_the_root) {
    Executed const odd{[] { thread{[] { throw Unusual{}; }}.join(); }};
    EXPECT_TRUE(odd.found(FindingKind::exception));
    EXPECT_NE(odd.messages().find("Unusual"), std::string::npos);
    Executed const number{[] { throw 5; }};
    EXPECT_TRUE(number.found(FindingKind::exception));
    EXPECT_EQ(number.ending(), Ending::finished);
}

TEST(Exceptions, unwind_what_the_thread_holds) {
    Executed const run{[] {
        mutex guard;
        auto const fail = [&] {
            lock_guard<mutex> const held{guard};
            throw std::runtime_error("holding");
        };
        together(fail, fail);
    }};
    EXPECT_EQ(run.ending(), Ending::finished);
    EXPECT_FALSE(run.found(FindingKind::held_at_end));
    EXPECT_EQ(run.told(), "1:lock 1:unlock 2:lock 2:unlock");
}

TEST(Exceptions, are_carried_over_switches) {
    // Both threads are in a handler at once, and each has its own exception there.
    Explored const all = explore_all([](std::string& told) {
        atomic<int> x;
        auto const play = [&](char const* name) {
            return [&, name] {
                try {
                    throw std::runtime_error(name);
                } catch (std::exception const& error) {
                    x.fetch_add(1);
                    x.fetch_add(1);
                    try {
                        throw;
                    } catch (std::exception const& again) {
                        require(again.what() == std::string{name} && error.what() == std::string{name});
                    }
                }
                require(std::uncaught_exceptions() == 0 && !std::current_exception());
            };
        };
        together(play("one"), play("two"));
        told = std::to_string(x.load());
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok 4"});
    EXPECT_TRUE(all.report.verified());
}

TEST(MainEndsProcess, cuts_the_others_off) {
    auto const body = [](std::string& told) {
        atomic<int> x;
        thread one{[&] {
            x.store(1);
            told += "one";
        }};
        one.detach();
        x.load();
    };
    Semantics semantics;
    EXPECT_EQ(explore_all(body, semantics).outcomes, Outcomes{"ok one"});
    semantics.main_ends_process = true;
    EXPECT_EQ(explore_all(body, semantics).outcomes, (Outcomes{"ok ", "ok one"}));
}

TEST(MainEndsProcess, leaves_nothing_to_complain_of) {
    Semantics semantics;
    semantics.main_ends_process = true;
    Executed const run{
        [] {
            manual_reset_event never_set;
            thread{[&] { never_set.wait(); }}.detach();
        },
        semantics};
    EXPECT_EQ(run.ending(), Ending::finished);
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

TEST(Executions, may_not_begin_inside_one_another_and_primitives_not_outside) {
    EXPECT_THROW(mutex{}, std::logic_error);
    EXPECT_THROW(thread{[] {}}, std::logic_error);
    EXPECT_THROW(this_thread::yield(), std::logic_error);
    EXPECT_THROW(require(false), std::logic_error);
    EXPECT_NO_THROW(require(true));
    EXPECT_THROW(any_of(2), std::logic_error);
    EXPECT_THROW(steady_clock::now(), std::logic_error);
}

}  // namespace
}  // namespace heddle::executed
