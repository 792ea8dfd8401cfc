// SPDX-License-Identifier: Apache-2.0
// What one thread does before a signal is handed over to whoever waits for it, and no more than that.
#include <heddle/primitives/atomic.hpp>
#include <heddle/primitives/await.hpp>
#include <heddle/primitives/condition_variable.hpp>
#include <heddle/primitives/event.hpp>
#include <heddle/primitives/lock.hpp>
#include <heddle/primitives/mutex.hpp>
#include <heddle/primitives/require.hpp>
#include <heddle/primitives/semaphore.hpp>
#include <heddle/primitives/thread.hpp>
#include <heddle/primitives/wait_group.hpp>

#include <tests/tsan/hand_over.hpp>

#include <gtest/gtest.h>

namespace heddle::tests {
namespace {

using namespace std::chrono_literals;

template <class Wait>
void by_condition(Wait wait) {
    mutex guard;
    condition_variable changed;
    bool there = false;
    hand_over(
        [&] {
            lock_guard const held{guard};
            there = true;
            changed.notify_one();
        },
        [&] {
            unique_lock held{guard};
            wait(changed, held, there);
        });
}

TEST(Signal, ByAConditionVariable) {
    expect_silence([] {
        by_condition([](auto& changed, auto& held, bool const& there) { changed.wait(held, [&] { return there; }); });
    });
    expect_silence([] {
        by_condition([](auto& changed, auto& held, bool const& there) {
            while (!changed.wait_for(held, 1ms, [&] { return there; })) {
            }
        });
    });
}

TEST(Signal, ByASemaphore) {
    expect_silence([] {
        counting_semaphore<> items{0};
        hand_over([&] { items.release(); }, [&] { items.acquire(); });
    });
    expect_silence([] {
        binary_semaphore item{0};
        hand_over(
            [&] { item.release(); },
            [&] {
                while (!item.try_acquire()) this_thread::yield();
            });
    });
}

TEST(Signal, ByAnAtomicFlag) {
    expect_silence([] {
        atomic<bool> ready{false};
        hand_over(
            [&] { ready = true; },
            [&] {
                while (!ready) this_thread::yield();
            });
    });
    expect_silence([] {
        atomic<int> state{0};
        hand_over(
            [&] { state.fetch_add(1); },
            [&] {
                int expected = 1;
                while (!state.compare_exchange_strong(expected, 2)) {
                    expected = 1;
                    this_thread::yield();
                }
            });
    });
}

TEST(Signal, ByAnEvent) {
    expect_silence([] {
        manual_reset_event done;
        hand_over([&] { done.set(); }, [&] { done.wait(); });
    });
    expect_silence([] {
        manual_reset_event done;
        hand_over(
            [&] { done.set(); },
            [&] {
                while (!done.is_set()) this_thread::yield();
            });
    });
}

TEST(Signal, ByAwait) {
    expect_silence([] {
        atomic<int> state{0};
        hand_over([&] { state = 1; }, [&] { await([&] { return state == 1; }); });
    });
}

TEST(Signal, ByAWaitGroup) {
    expect_silence([] {
        wait_group group;
        group.add();
        hand_over([&] { group.done(); }, [&] { group.wait(); });
    });
}

/// Reads are no release: what a reader did before it read is not handed over.
TEST(Signal, DoesNotGoBackwards) {
    auto const body = [] {
        atomic<int> flag{0};
        int data = 0;
        thread first{[&] {
            this_thread::yield();
            data = 1;
            (void)flag.load();
        }};
        thread second{[&] {
            flag.store(1);
            data = 2;
        }};
        first.join();
        second.join();
    };
    EXPECT_GE(reports_of(few, body), unsigned{few});
}

/// A store takes the place of what was there: who reads it learns nothing of the stores before.
TEST(Signal, ByAnAtomicIsOfTheLastStoreOnly) {
    auto const overwritten = [] {
        atomic<int> flag{0};
        int data = 0;
        thread first{[&] {
            data = 1;
            flag.store(1);
        }};
        thread second{[&] { flag.store(2); }};
        thread third{[&] {
            require(flag == 2);
            data = 2;
        }};
        first.join();
        second.join();
        third.join();
    };
    Runner runner;
    FunctionProgram program{overwritten};
    RunUntilBlocked in_order;
    unsigned long const before = reports();
    for (int i = 0; i < few; ++i) EXPECT_TRUE(runner.run(program, in_order).ok);
    EXPECT_GE(reports() - before, 1U);
}

}  // namespace
}  // namespace heddle::tests
