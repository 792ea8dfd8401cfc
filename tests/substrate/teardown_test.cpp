// SPDX-License-Identifier: Apache-2.0
// What becomes of threads that never end: their frames are dropped, or unwound on request.
#include <heddle/primitives/channel.hpp>
#include <heddle/primitives/condition_variable.hpp>
#include <heddle/primitives/event.hpp>
#include <heddle/primitives/lock.hpp>
#include <heddle/primitives/mutex.hpp>
#include <heddle/primitives/require.hpp>
#include <heddle/primitives/semaphore.hpp>
#include <heddle/primitives/thread.hpp>

#include <tests/support/run.hpp>

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace heddle::tests {
namespace {

std::atomic<int> alive{0};

/// Something that a frame owns on the heap.
struct Owned {
    Owned() { ++alive; }
    Owned(Owned const&) = delete;
    Owned& operator=(Owned const&) = delete;
    ~Owned() { --alive; }
    std::vector<int> much = std::vector<int>(1000);
};

std::size_t resident_bytes() {
    std::ifstream statm{"/proc/self/statm"};
    std::size_t whole = 0;
    std::size_t resident = 0;
    statm >> whole >> resident;
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

void cross() {
    mutex left;
    mutex right;
    auto const both = [](mutex& first, mutex& second) {
        lock_guard const a{first};
        this_thread::yield();
        lock_guard const b{second};
    };
    thread one{both, std::ref(left), std::ref(right)};
    thread two{both, std::ref(right), std::ref(left)};
    one.join();
    two.join();
}

TEST(Dropping, UsesStacksAgain) {
    Runner runner;
    auto const run_stuck = [&](int wanted) {
        for (int stuck = 0; stuck < wanted;) {
            Conclusion const conclusion = runner.run(cross);
            if (conclusion.ending == Ending::deadlock) ++stuck;
        }
    };
    run_stuck(100);
    std::size_t const before = resident_bytes();
    constexpr int executions = 10'000;
    run_stuck(executions);
    std::size_t const after = resident_bytes();
    std::size_t const grown = after > before ? after - before : 0;
    RecordProperty("bytes_an_execution", std::to_string(grown / executions));
    EXPECT_LT(grown / executions, 4096U);
}

TEST(Dropping, RunsNoDestructors) {
    static bool destroyed = false;
    Runner runner;
    Conclusion const conclusion = runner.run([] {
        struct Flag {
            ~Flag() { destroyed = true; }
        };
        Flag const flag;
        manual_reset_event never_set;
        never_set.wait();
    });
    EXPECT_EQ(conclusion.ending, Ending::deadlock);
    EXPECT_FALSE(destroyed);
}

/// What dropped frames own is lost on purpose: LeakSanitizer, which looks when the process ends, has nothing to say.
TEST(Dropping, IsNoLeakToLeakSanitizer) {
    Runner runner;
    for (int i = 0; i < 50; ++i) {
        Conclusion const conclusion = runner.run([i] {
            auto const mine = std::make_unique<std::vector<std::string>>(3, std::string(100, 'x'));
            std::string const text(static_cast<std::size_t>(100 + i), 'y');
            manual_reset_event never_set;
            thread child{[&never_set, copy = text] {
                std::vector<int> const numbers(100, 1);
                never_set.wait();
            }};
            child.join();
        });
        ASSERT_EQ(conclusion.ending, Ending::deadlock);
    }
}

/// A Runner that unwinds what is left of an execution.
struct UnwindingRunner : Runner {
    UnwindingRunner() { engine.set_teardown(Teardown::unwind); }
};

TEST(Unwinding, FreesWhatFramesOwn) {
    UnwindingRunner runner;
    for (int i = 0; i < 1000; ++i) {
        Conclusion const conclusion = runner.run([] {
            auto const mine = std::make_unique<Owned>();
            mutex never_free;
            never_free.lock();
            auto const wait = [&, shared_by_all = std::make_shared<Owned>()] {
                Owned const local;
                unique_lock const lock{never_free};
            };
            thread one{wait};
            thread two{wait};
            one.join();
            two.join();
        });
        ASSERT_EQ(conclusion.ending, Ending::deadlock);
        ASSERT_EQ(alive, 0);
    }
}

TEST(Unwinding, LeavesEveryKindOfWait) {
    UnwindingRunner runner;
    Conclusion const conclusion = runner.run([] {
        mutex guard;
        condition_variable never_notified;
        counting_semaphore<> never_released{0};
        manual_reset_event never_set;
        thread in_wait{[&] {
            Owned const local;
            unique_lock lock{guard};
            never_notified.wait(lock);
        }};
        thread in_acquire{[&] {
            Owned const local;
            never_released.acquire();
        }};
        thread in_event{[&] {
            Owned const local;
            never_set.wait();
        }};
        thread in_join{[&] {
            Owned const local;
            in_event.join();
        }};
        in_wait.join();
        in_acquire.join();
        in_join.join();
    });
    EXPECT_EQ(conclusion.ending, Ending::deadlock);
    EXPECT_EQ(alive, 0);
}

TEST(Unwinding, LeavesChannelsAndEndsThatWereNotTaken) {
    UnwindingRunner runner;
    Conclusion const conclusion = runner.run([] {
        watch_threads();
        channel<std::unique_ptr<Owned>> full{1};
        channel<std::unique_ptr<Owned>> empty{1};
        full.send(std::make_unique<Owned>());
        thread sends{[&] { full.send(std::make_unique<Owned>()); }};
        thread receives{[&] {
            Owned const local;
            empty.receive();
        }};
        thread over{[] { Owned const local; }};
        require(false, "enough");
    });
    EXPECT_EQ(conclusion.ending, Ending::failed);
    EXPECT_EQ(alive, 0);
}

/// User code that swallows everything reaches its next operation, which ends the thread there.
TEST(Unwinding, PassesThroughHandlersOfEverything) {
    UnwindingRunner runner;
    static int swallowed = 0;
    static bool went_on = false;
    swallowed = 0;
    went_on = false;
    Conclusion const conclusion = runner.run([] {
        manual_reset_event never_set;
        thread stubborn{[&] {
            Owned const local;
            try {
                never_set.wait();
            } catch (...) {
                ++swallowed;
            }
            try {
                this_thread::yield();
            } catch (...) {
                ++swallowed;
                throw;
            }
            went_on = true;
        }};
        stubborn.join();
    });
    EXPECT_EQ(conclusion.ending, Ending::deadlock);
    EXPECT_EQ(swallowed, 2);
    EXPECT_FALSE(went_on);
    EXPECT_EQ(alive, 0);
}

/// A handler that has swallowed the end and simply returns ends its thread.
TEST(Unwinding, AThreadMayReturnInstead) {
    UnwindingRunner runner;
    Conclusion const conclusion = runner.run([] {
        manual_reset_event never_set;
        thread quiet{[&] {
            Owned const local;
            try {
                never_set.wait();
            } catch (...) {
            }
        }};
        quiet.join();
    });
    EXPECT_EQ(conclusion.ending, Ending::deadlock);
    EXPECT_EQ(alive, 0);
}

/// Destructors use primitives: what releases returns at once, and what waits does nothing while a frame is unwound.
TEST(Unwinding, DestructorsMayUsePrimitives) {
    UnwindingRunner runner;
    Conclusion const conclusion = runner.run([] {
        mutex guard;
        manual_reset_event never_set;
        counting_semaphore<> places{0};
        struct Tidy {
            mutex& guard;
            counting_semaphore<>& places;
            Owned owned;
            ~Tidy() {
                lock_guard const lock{guard};
                places.release();
                this_thread::yield();
            }
        };
        thread one{[&] {
            Tidy const tidy{guard, places, {}};
            lock_guard const lock{guard};
            never_set.wait();
        }};
        one.join();
    });
    EXPECT_EQ(conclusion.ending, Ending::deadlock);
    EXPECT_EQ(alive, 0);
}

TEST(Unwinding, TheNextExecutionIsANewOne) {
    UnwindingRunner runner;
    for (int i = 0; i < 500; ++i) {
        runner.run(cross);
        int sum = 0;
        Conclusion const conclusion = runner.run([&] {
            mutex guard;
            auto const add = [&] {
                lock_guard const lock{guard};
                ++sum;
            };
            thread one{add};
            thread two{add};
            one.join();
            two.join();
        });
        ASSERT_TRUE(conclusion.ok);
        ASSERT_EQ(sum, 2);
    }
}

}  // namespace
}  // namespace heddle::tests
