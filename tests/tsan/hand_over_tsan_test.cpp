// SPDX-License-Identifier: Apache-2.0
// Every primitive hands plain memory over to another thread without a report, and orders no more than it should.
#include <heddle/primitives/atomic.hpp>
#include <heddle/primitives/await.hpp>
#include <heddle/primitives/condition_variable.hpp>
#include <heddle/primitives/console.hpp>
#include <heddle/primitives/event.hpp>
#include <heddle/primitives/lock.hpp>
#include <heddle/primitives/mutex.hpp>
#include <heddle/primitives/require.hpp>
#include <heddle/primitives/semaphore.hpp>
#include <heddle/primitives/shared.hpp>
#include <heddle/primitives/thread.hpp>
#include <heddle/primitives/wait_group.hpp>

#include <tests/tsan/reports.hpp>

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace heddle::tests {
namespace {

using namespace std::chrono_literals;

/// One thread writes and gives, the other takes and reads.
template <class Give, class Take>
void hand_over(Give give, Take take) {
    std::string data;
    shared<int> watched;
    thread giver{[&] {
        data = "a text that is too long to live inside of the string";
        watched.store(1);
        give();
    }};
    thread taker{[&] {
        take();
        require(data.size() > 10 && watched.load() == 1);
    }};
    giver.join();
    taker.join();
}

void expect_silence(void (*body)()) {
    EXPECT_EQ(reports_of(many, body, with(DataRaces::finding)), 0U);
    EXPECT_EQ(reports_of(many, body, with(DataRaces::allowed)), 0U);
}

TEST(HandOver, ByStartAndJoin) {
    expect_silence([] {
        std::string data = "written before the start by the one that starts";
        shared<int> watched{1};
        thread child{[&] {
            data += "read and written";
            watched += 1;
            this_thread::yield();
            watched += 1;
        }};
        child.join();
        require(watched.load() == 3);
        data.clear();
    });
}

TEST(HandOver, ByATimedJoin) {
    expect_silence([] {
        std::string data;
        thread child{[&] {
            this_thread::sleep_for(5ms);
            data = "a text that is too long to live inside of the string";
        }};
        while (!child.join_for(1ms)) this_thread::yield();
        data.clear();
    });
}

TEST(HandOver, OfArgumentsAndClosures) {
    expect_silence([] {
        for (int i = 0; i < 3; ++i) {
            auto owned = std::make_unique<std::vector<int>>(100, i);
            std::string const name = "a text that is too long to live inside of the string";
            thread child{
                [owned = std::move(owned)](std::string const& text, int number) {
                    owned->push_back(static_cast<int>(text.size()) + number);
                    this_thread::yield();
                    owned->clear();
                },
                name, i};
            int here[64] = {};  // where the closure was, maybe
            here[i] = i;
            child.join();
            require(here[i] == i);
        }
    });
}

/// To libc there is one thread; libstdc++ must count references with atomics all the same.
TEST(HandOver, OfSharedPointers) {
    expect_silence([] {
        auto const owned = std::make_shared<std::vector<int>>(100, 1);
        auto const copy = [owned] {
            auto const mine = owned;
            this_thread::yield();
            require(mine->size() == 100);
        };
        thread left{copy};
        thread right{copy};
        left.join();
        right.join();
    });
}

TEST(HandOver, ByAMutex) {
    expect_silence([] {
        mutex guard;
        bool there = false;
        hand_over(
            [&] {
                lock_guard const held{guard};
                there = true;
            },
            [&] {
                for (;;) {
                    lock_guard const held{guard};
                    if (there) break;
                    this_thread::yield();
                }
            });
    });
}

TEST(HandOver, ByATryLockAndARecursiveMutex) {
    expect_silence([] {
        recursive_mutex guard;
        bool there = false;
        hand_over(
            [&] {
                lock_guard const held{guard};
                lock_guard const again{guard};
                there = true;
            },
            [&] {
                for (;;) {
                    unique_lock const held{guard, try_to_lock};
                    if (held && there) break;
                    this_thread::yield();
                }
            });
    });
}

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

TEST(HandOver, ByAConditionVariable) {
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

TEST(HandOver, ByASemaphore) {
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

TEST(HandOver, ByAnAtomicFlag) {
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

TEST(HandOver, ByAnEvent) {
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

TEST(HandOver, ByAwait) {
    expect_silence([] {
        atomic<int> state{0};
        hand_over([&] { state = 1; }, [&] { await([&] { return state == 1; }); });
    });
}

TEST(HandOver, ByAWaitGroup) {
    expect_silence([] {
        wait_group group;
        group.add();
        hand_over([&] { group.done(); }, [&] { group.wait(); });
    });
}

TEST(HandOver, OfTheConsole) {
    expect_silence([] {
        thread left{[] { console.print("left", 1, std::string(100, 'x')); }};
        thread right{[] { console.print("right", 2, std::string(100, 'y')); }};
        left.join();
        right.join();
    });
}

/// Reads are no release: what a reader did before it read is not handed over.
TEST(HandOver, DoesNotGoBackwards) {
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
TEST(HandOver, ByAnAtomicIsOfTheLastStoreOnly) {
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
