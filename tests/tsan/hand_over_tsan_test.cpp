// SPDX-License-Identifier: Apache-2.0
// Threads, mutexes and the console hand plain memory over to another thread without a report.
#include <heddle/primitives/console.hpp>
#include <heddle/primitives/lock.hpp>
#include <heddle/primitives/mutex.hpp>
#include <heddle/primitives/require.hpp>
#include <heddle/primitives/shared.hpp>
#include <heddle/primitives/thread.hpp>

#include <tests/tsan/hand_over.hpp>

namespace heddle::tests {
namespace {

using namespace std::chrono_literals;

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

TEST(HandOver, OfTheConsole) {
    expect_silence([] {
        thread left{[] { console.print("left", 1, std::string(100, 'x')); }};
        thread right{[] { console.print("right", 2, std::string(100, 'y')); }};
        left.join();
        right.join();
        require(printed().size() > 200);
    });
}

}  // namespace
}  // namespace heddle::tests
