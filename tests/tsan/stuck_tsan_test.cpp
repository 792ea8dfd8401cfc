// SPDX-License-Identifier: Apache-2.0
// Executions that never end, one after the other in one process: no false report from what an earlier one left behind, and
// no end of ThreadSanitizer's fibers (the one of g++ 12 dies when 8128 are alive).
#include <heddle/primitives/condition_variable.hpp>
#include <heddle/primitives/lock.hpp>
#include <heddle/primitives/mutex.hpp>
#include <heddle/primitives/require.hpp>
#include <heddle/primitives/shared.hpp>
#include <heddle/primitives/thread.hpp>

#include <tests/tsan/reports.hpp>

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <string>

namespace heddle::tests {
namespace {

int ever = 0;

/// Two mutexes in two orders, with data of every sort: in globals, on the heap, on stacks.
class Crossing final : public Program {
public:
    struct State {
        mutex left;
        mutex right;
        std::string log;
        shared<int> watched;
    };

    void construct() override { state_ = std::make_unique<State>(); }
    void body() override {
        thread one{[this] { cross(state_->left, state_->right, "one"); }};
        thread two{[this] { cross(state_->right, state_->left, "two"); }};
        one.join();
        two.join();
    }
    void observe(std::string& outcome) override { outcome = state_->log + std::to_string(state_->watched.load()); }
    void destroy() noexcept override { state_.reset(); }

private:
    void cross(mutex& first, mutex& second, char const* who) {
        int here[32] = {};
        lock_guard const a{first};
        here[3] = 1;
        std::string const mine(40, *who);
        lock_guard const b{second};
        state_->log += mine;
        state_->watched += here[3];
        ++ever;
    }

    std::unique_ptr<State> state_;
};

std::size_t executions() {
    char const* const asked = std::getenv("HEDDLE_STUCK_EXECUTIONS");
    return asked != nullptr ? std::strtoul(asked, nullptr, 10) : 2000;
}

/// Runs until so many were stuck; none may be reported.
void run_stuck(Teardown teardown) {
    Runner runner;
    runner.engine.set_teardown(teardown);
    unsigned long const before = reports();
    Crossing program;
    std::size_t finished = 0;
    for (std::size_t stuck = 0; stuck < executions() && reports() - before < enough;) {
        Conclusion const conclusion = runner.run(program, runner.strategy);
        ASSERT_TRUE(conclusion.ok || conclusion.ending == Ending::deadlock);
        ++(conclusion.ok ? finished : stuck);
    }
    EXPECT_GT(finished, 0U);
    EXPECT_EQ(reports() - before, 0U);
}

TEST(Stuck, ExecutionsThatAreDroppedLeaveNothingBehind) { run_stuck(Teardown::drop); }

TEST(Stuck, ExecutionsThatAreUnwoundLeaveNothingBehind) { run_stuck(Teardown::unwind); }

/// What a frame owns may be touched while it is unwound, whoever wrote to it last: at that time nothing runs beside it.
TEST(Stuck, DestructorsMayTouchSharedStateWhileUnwound) {
    Runner runner;
    runner.engine.set_teardown(Teardown::unwind);
    unsigned long const before = reports();
    for (int i = 0; i < few; ++i) {
        Conclusion const conclusion = runner.run([] {
            struct Counted {
                int& count;
                ~Counted() { ++count; }
            };
            auto const count = std::make_shared<int>(0);
            mutex never_free;
            never_free.lock();
            auto const wait = [count, &never_free] {
                Counted const counted{*count};
                never_free.lock();
            };
            thread one{wait};
            thread two{wait};
            one.join();
            two.join();
        });
        EXPECT_EQ(conclusion.ending, Ending::deadlock);
    }
    EXPECT_EQ(reports() - before, 0U);
}

TEST(Stuck, ARaceInAStuckExecutionIsReported) {
    Runner runner;
    unsigned long const before = reports();
    for (int i = 0; i < few; ++i) {
        Conclusion const conclusion = runner.run([] {
            int x = 0;
            mutex never_free;
            never_free.lock();
            auto const wait = [&] {
                this_thread::yield();
                ++x;
                never_free.lock();
            };
            thread one{wait};
            thread two{wait};
            one.join();
            two.join();
        });
        EXPECT_EQ(conclusion.ending, Ending::deadlock);
    }
    EXPECT_GE(reports() - before, unsigned{few});
}

}  // namespace
}  // namespace heddle::tests
