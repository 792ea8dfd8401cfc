// SPDX-License-Identifier: Apache-2.0
// Stacks of fixed size: deep recursion within it works, running out of it is a clear end, and an unwinder finds the end.
#include <heddle/primitives/thread.hpp>

#include <tests/support/run.hpp>

#include <gtest/gtest.h>
#include <unwind.h>

#include <cstddef>
#include <cstdint>
#include <set>

namespace heddle::tests {
namespace {

/// Needs more than 1 KiB of stack a call, whatever the compiler makes of it.
__attribute__((noinline)) std::size_t recurse(std::size_t depth) {
    char volatile here[1024] = {};
    here[depth % sizeof here] = 1;
    std::size_t const below = depth == 0 ? 0 : recurse(depth - 1);
    return below + static_cast<std::size_t>(here[depth % sizeof here]);
}

TEST(Stack, DeepRecursionBelowTheLimitWorks) {
    Runner runner;
    std::size_t depth = 0;
    // Instrumented frames are larger: a third of the stack is asked for.
    constexpr std::size_t calls = Fibers::default_stack_size / 1024 / 3;
    Conclusion const conclusion = runner.run([&] {
        thread child{[&] { depth = recurse(calls); }};
        child.join();
    });
    EXPECT_TRUE(conclusion.ok);
    EXPECT_EQ(depth, calls + 1);
}

TEST(Stack, ALargerOneGoesDeeper) {
    Runner runner{std::make_unique<Fibers>(std::size_t{8} * 1024 * 1024)};
    std::size_t depth = 0;
    constexpr std::size_t calls = 2 * 1024;
    EXPECT_TRUE(runner.run([&] { depth = recurse(calls); }).ok);
    EXPECT_EQ(depth, calls + 1);
}

/// Walks up from here; how the walk ended. 200 frames are more than there are: it goes round in circles.
_Unwind_Reason_Code walk_up() {
    int frames = 0;
    auto const count = [](_Unwind_Context*, void* counter) {
        return ++*static_cast<int*>(counter) < 200 ? _URC_NO_REASON : _URC_NORMAL_STOP;
    };
    return _Unwind_Backtrace(count, &frames);
}

TEST(Stack, AnUnwinderFindsItsEnd) {
    Runner runner;
    _Unwind_Reason_Code early = _URC_NO_REASON;
    _Unwind_Reason_Code late = _URC_NO_REASON;
    EXPECT_TRUE(runner
                    .run([&] {
                        thread child{[&] {
                            early = walk_up();
                            this_thread::yield();
                            late = walk_up();
                        }};
                        this_thread::yield();
                        child.join();
                    })
                    .ok);
    EXPECT_EQ(early, _URC_END_OF_STACK);
    EXPECT_EQ(late, _URC_END_OF_STACK);
}

void overflow() {
    Runner runner;
    runner.run([] {
        thread child{[] { recurse(SIZE_MAX); }};
        child.join();
    });
}

TEST(StackDeathTest, RunningOutOfItSaysSo) {
    EXPECT_EXIT(overflow(), testing::ExitedWithCode(4), "heddle: stack overflow: .*stack of 256 KiB");
}

TEST(StackDeathTest, TheRootThreadToo) {
    EXPECT_EXIT(
        {
            Runner runner;
            runner.run([] { recurse(SIZE_MAX); });
        },
        testing::ExitedWithCode(4), "set HEDDLE_STACK_KIB to a larger number");
}

TEST(StackDeathTest, OtherFaultsEndAsTheyWould) {
    EXPECT_DEATH(
        {
            Runner runner;
            runner.run([] {
                std::uintptr_t volatile nowhere = 8;
                *reinterpret_cast<int volatile*>(nowhere) = 1;
            });
        },
        "");
}

TEST(StackPoolTest, GivesBackWhatItWasGiven) {
    StackPool pool{1};
    EXPECT_GE(pool.size(), 16U * 1024);
    std::set<void*> first;
    for (int i = 0; i < 10; ++i) first.insert(pool.take());
    EXPECT_EQ(first.size(), 10U);
    for (void* const stack : first) pool.give_back(stack);
    for (int i = 0; i < 10; ++i) EXPECT_EQ(first.count(pool.take()), 1U);
    EXPECT_EQ(first.count(pool.take()), 0U);
}

}  // namespace
}  // namespace heddle::tests
