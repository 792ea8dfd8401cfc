// SPDX-License-Identifier: Apache-2.0
// Once flags and futures.
#include "asked.hpp"

#include <heddle/objects/future.hpp>
#include <heddle/objects/once.hpp>

namespace heddle::asked {
namespace {

struct OnceFlag : ::testing::Test {
    OnceFlag() { once.reset(); }
    objects::Once once;
};

TEST_F(OnceFlag, has_one_caller_at_a_time) {
    Operation const ask = operation(ann, Kind::call_once);
    EXPECT_EQ(once.ways(ask), one_way);
    Effect const call = take(once, ask);
    EXPECT_EQ(call.result, 1U);
    EXPECT_TRUE(call.has(Effect::changes));
    EXPECT_EQ(once.ways(operation(ben, Kind::call_once)), must_wait);
    EXPECT_EQ(once.ways(ask), must_wait) << "not even its caller";
    Effect const back = take(once, operation(ann, Kind::call_once_end, 1));
    EXPECT_TRUE(back.has(Effect::releases) && back.has(Effect::changes));
    EXPECT_EQ(once.ways(operation(ben, Kind::call_once)), one_way);
    Effect const late = take(once, operation(ben, Kind::call_once));
    EXPECT_EQ(late.result, 0U) << "it was called";
    EXPECT_TRUE(late.has(Effect::acquires));
    EXPECT_FALSE(late.has(Effect::changes));
    EXPECT_EQ(once.ways(operation(ann, Kind::call_once)), one_way);
}

TEST_F(OnceFlag, is_as_before_after_a_call_that_threw) {
    take(once, operation(ann, Kind::call_once));
    EXPECT_TRUE(take(once, operation(ann, Kind::call_once_end, 0)).has(Effect::releases));
    Effect const again = take(once, operation(ben, Kind::call_once));
    EXPECT_EQ(again.result, 1U);
    EXPECT_TRUE(again.has(Effect::acquires)) << "calls that threw are ordered too";
}

struct FutureModel : ::testing::Test {
    FutureModel() { future.reset(false); }
    objects::Future future;
};

TEST_F(FutureModel, is_waited_for_until_it_is_set) {
    EXPECT_EQ(future.ways(untimed(ann, Kind::event_wait)), must_wait);
    EXPECT_EQ(future.ways(operation(ann, Kind::event_wait, 5)), only_timeout);
    Effect const late = take(future, operation(ann, Kind::event_wait, 5), timed_out);
    EXPECT_EQ(late.result, objects::Future::not_ready);
    EXPECT_FALSE(late.has(Effect::acquires));
    Effect const set = take(future, operation(ben, Kind::event_set));
    EXPECT_EQ(set.result, 0U);
    EXPECT_TRUE(set.has(Effect::releases) && set.has(Effect::changes));
    for (std::uint64_t const deadline : {std::uint64_t{5}, never}) {
        EXPECT_EQ(future.ways(operation(ann, Kind::event_wait, deadline)), one_way);
        Effect const found = take(future, operation(ann, Kind::event_wait, deadline));
        EXPECT_EQ(found.result, objects::Future::ready);
        EXPECT_TRUE(found.has(Effect::acquires));
    }
}

TEST_F(FutureModel, is_set_once) {
    take(future, operation(ben, Kind::event_set));
    Effect const again = take(future, operation(cat, Kind::event_set));
    EXPECT_EQ(again.result, 1U);
    EXPECT_EQ(again.flags, 0U);
}

TEST_F(FutureModel, with_a_deferred_function_has_one_caller) {
    future.reset(true);
    EXPECT_EQ(future.ways(operation(ann, Kind::event_wait, 5)), one_way);
    EXPECT_EQ(take(future, operation(ann, Kind::event_wait, 5)).result, objects::Future::deferred);
    EXPECT_EQ(future.ways(operation(ann, Kind::call_once)), one_way);
    EXPECT_EQ(take(future, operation(ann, Kind::call_once)).result, 1U);
    EXPECT_EQ(future.ways(operation(ben, Kind::call_once)), must_wait);
    EXPECT_EQ(take(future, operation(ben, Kind::event_wait, 5)).result, objects::Future::deferred);
    take(future, operation(ann, Kind::event_set));
    EXPECT_EQ(future.ways(operation(ben, Kind::call_once)), one_way);
    Effect const late = take(future, operation(ben, Kind::call_once));
    EXPECT_EQ(late.result, 0U);
    EXPECT_TRUE(late.has(Effect::acquires));
    EXPECT_EQ(take(future, operation(ben, Kind::event_wait, 5)).result, objects::Future::ready);
}

TEST(FutureDependence, only_waits_commute) {
    auto const conflict = [](Kind one, Kind other) {
        Operation a = operation(ann, one);
        Operation b = operation(ben, other);
        a.object = b.object = ObjectId{7};
        return dependent({a, {}}, {b, {}});
    };
    EXPECT_FALSE(conflict(Kind::event_wait, Kind::event_wait));
    EXPECT_TRUE(conflict(Kind::event_wait, Kind::event_set));
    EXPECT_TRUE(conflict(Kind::event_set, Kind::event_set));
    EXPECT_TRUE(conflict(Kind::call_once, Kind::event_wait));
    EXPECT_TRUE(conflict(Kind::call_once, Kind::call_once));
    EXPECT_TRUE(conflict(Kind::call_once, Kind::call_once_end));
}

}  // namespace
}  // namespace heddle::asked
