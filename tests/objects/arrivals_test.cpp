// SPDX-License-Identifier: Apache-2.0
// Latch and barrier.
#include "asked.hpp"

#include <heddle/objects/barrier.hpp>
#include <heddle/objects/latch.hpp>

namespace heddle::asked {
namespace {

using objects::Barrier;
using objects::Latch;

Effect count_down(Latch& latch, ThreadId thread, std::uint64_t by = 1) {
    return take(latch, operation(thread, Kind::count_down, by));
}

TEST(Latch, opens_at_zero_and_stays_open) {
    Latch latch;
    latch.reset(3);
    EXPECT_EQ(latch.ways(operation(cat, Kind::arrival_wait)), must_wait);
    EXPECT_EQ(take(latch, operation(cat, Kind::arrival_check)).result, 0U);
    Effect const first = count_down(latch, ann, 2);
    EXPECT_TRUE(first.has(Effect::releases));
    EXPECT_FALSE(first.has(Effect::acquires));
    EXPECT_EQ(latch.ways(operation(cat, Kind::arrival_wait)), must_wait);
    EXPECT_EQ(take(latch, operation(cat, Kind::arrival_check)).flags, 0U) << "not open: no edge";
    EXPECT_EQ(count_down(latch, ben).misuse, Misuse::none);
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(latch.ways(operation(cat, Kind::arrival_wait)), one_way);
        EXPECT_TRUE(take(latch, operation(cat, Kind::arrival_wait)).has(Effect::acquires));
        Effect const looked = take(latch, operation(cat, Kind::arrival_check));
        EXPECT_EQ(looked.result, 1U);
        EXPECT_TRUE(looked.has(Effect::acquires));
    }
}

TEST(Latch, counted_below_zero_is_misuse) {
    Latch latch;
    latch.reset(1);
    EXPECT_EQ(count_down(latch, ann, 0).misuse, Misuse::none);
    EXPECT_EQ(count_down(latch, ann, 2).misuse, Misuse::too_many_arrivals);
    EXPECT_EQ(latch.ways(operation(cat, Kind::arrival_wait)), one_way);
    EXPECT_EQ(count_down(latch, ann).misuse, Misuse::too_many_arrivals);
    latch.reset(0);
    EXPECT_EQ(latch.ways(operation(cat, Kind::arrival_wait)), one_way);
    latch.reset(1);
    EXPECT_EQ(count_down(latch, ann, never).misuse, Misuse::too_many_arrivals);
}

struct AskedBarrier : testing::Test {
    Barrier barrier;
    Effect arrive(ThreadId thread, std::uint64_t count = 1) {
        return take(barrier, operation(thread, Kind::arrive, count));
    }
    Ways to_wait(std::uint64_t phase) { return barrier.ways(operation(cat, Kind::arrival_wait, phase)); }
};

constexpr unsigned edges = Effect::acquires | Effect::releases | Effect::also_acquires | Effect::also_releases;

TEST_F(AskedBarrier, a_phase_ends_with_the_last_arrival) {
    barrier.reset(2, false);
    for (std::uint64_t phase = 0; phase < 3; ++phase) {
        Effect const first = arrive(ann);
        EXPECT_EQ(Barrier::phase_of(first.result), phase);
        EXPECT_FALSE(Barrier::was_last(first.result));
        EXPECT_EQ(first.flags & edges, unsigned{Effect::releases});
        EXPECT_EQ(to_wait(phase), must_wait);
        Effect const last = arrive(ben);
        EXPECT_EQ(Barrier::phase_of(last.result), phase);
        EXPECT_TRUE(Barrier::was_last(last.result));
        EXPECT_EQ(last.flags & edges, unsigned{Effect::acquires | Effect::releases | Effect::also_releases});
        EXPECT_EQ(last.misuse, Misuse::none);
        EXPECT_EQ(to_wait(phase), one_way);
        EXPECT_EQ(to_wait(phase + 1), must_wait);
        EXPECT_EQ(
            take(barrier, operation(ann, Kind::arrival_wait, phase)).flags & edges, unsigned{Effect::also_acquires});
    }
}

TEST_F(AskedBarrier, with_a_completion_function_the_phase_ends_with_that) {
    barrier.reset(2, true);
    arrive(ann);
    Effect const last = arrive(ben);
    EXPECT_TRUE(Barrier::was_last(last.result));
    EXPECT_TRUE(last.has(Effect::acquires)) << "the function sees what came before the arrivals";
    EXPECT_EQ(to_wait(0), must_wait);
    EXPECT_EQ(arrive(cat).misuse, Misuse::too_many_arrivals) << "the next phase has not begun";
    EXPECT_FALSE(Barrier::was_last(arrive(cat).result)) << "there is one who completes";
    Effect const completed = take(barrier, operation(ben, Kind::complete));
    EXPECT_EQ(completed.flags & edges, unsigned{Effect::also_releases});
    EXPECT_EQ(to_wait(0), one_way);
    EXPECT_EQ(arrive(ann).misuse, Misuse::none);
    EXPECT_EQ(to_wait(1), must_wait);
}

TEST_F(AskedBarrier, who_drops_is_expected_no_more) {
    barrier.reset(3, false);
    EXPECT_EQ(take(barrier, operation(cat, Kind::arrive_and_drop, 1)).misuse, Misuse::none);
    arrive(ann);
    EXPECT_EQ(to_wait(0), must_wait) << "the drop counts for the next phase";
    arrive(ben);
    EXPECT_EQ(to_wait(0), one_way);
    arrive(ann);
    EXPECT_EQ(to_wait(1), must_wait);
    EXPECT_TRUE(Barrier::was_last(arrive(ben).result));
}

TEST_F(AskedBarrier, too_many_arrivals_are_told) {
    barrier.reset(2, false);
    EXPECT_EQ(arrive(ann, 2).misuse, Misuse::none);
    EXPECT_EQ(to_wait(0), one_way);
    EXPECT_EQ(arrive(ann, 3).misuse, Misuse::too_many_arrivals);
    EXPECT_EQ(arrive(ann, 0).misuse, Misuse::too_many_arrivals) << "std: at least one";
    barrier.reset(0, false);
    EXPECT_EQ(arrive(ann).misuse, Misuse::too_many_arrivals);
}

}  // namespace
}  // namespace heddle::asked
