// SPDX-License-Identifier: Apache-2.0
#include "asked.hpp"

#include <heddle/objects/condition.hpp>
#include <heddle/objects/stop_state.hpp>

namespace heddle::asked {
namespace {

using objects::StopState;

constexpr ObjectId one{11};
constexpr ObjectId two{12};

struct AskedStopState : testing::Test {
    AskedStopState() { state.reset(); }
    StopState state;

    Operation about(ThreadId thread, Kind kind, ObjectId also, std::uint64_t operand = 0) {
        Operation made = operation(thread, kind, operand);
        made.also = also;
        return made;
    }
    Effect add(ThreadId thread, ObjectId callback) {
        return take(state, about(thread, Kind::add_callback, callback, 1000 * index(callback)));
    }
    Effect remove(ThreadId thread, ObjectId callback) {
        return take(state, about(thread, Kind::remove_callback, callback));
    }
    Ways to_remove(ThreadId thread, ObjectId callback) {
        return state.ways(about(thread, Kind::remove_callback, callback));
    }
    Effect request(ThreadId thread) { return take(state, operation(thread, Kind::request_stop)); }
    Effect end_of(ObjectId callback) { return take(state, about(ann, Kind::callback_end, callback)); }
};

TEST_F(AskedStopState, is_requested_once) {
    Effect const before = take(state, operation(ben, Kind::stop_check));
    EXPECT_EQ(before.result, 0U);
    EXPECT_EQ(before.flags, 0U);
    Effect const first = request(ann);
    EXPECT_EQ(first.result, StopState::no_callback);
    EXPECT_TRUE(first.has(Effect::releases) && first.has(Effect::changes));
    Effect const second = request(ben);
    EXPECT_EQ(second.result, 0U);
    EXPECT_EQ(second.flags, 0U);
    Effect const after = take(state, operation(ben, Kind::stop_check));
    EXPECT_EQ(after.result, 1U);
    EXPECT_TRUE(after.has(Effect::acquires));
}

TEST_F(AskedStopState, callbacks_are_run_in_their_order) {
    Effect const added = add(ben, two);
    EXPECT_EQ(added.result, 0U);
    EXPECT_TRUE(added.has(Effect::releases)) << "the requester will see what its maker did";
    add(cat, one);
    Effect const requested = request(ann);
    EXPECT_TRUE(requested.has(Effect::acquires));
    EXPECT_EQ(requested.result, 12'000U);
    Effect const ended = end_of(two);
    EXPECT_TRUE(ended.has(Effect::also_releases));
    EXPECT_FALSE(ended.has(Effect::releases)) << "who only asks for the stop learns nothing of the callback";
    EXPECT_EQ(ended.result, 11'000U);
    EXPECT_EQ(end_of(one).result, StopState::no_callback);
}

TEST_F(AskedStopState, a_late_callback_is_run_at_once) {
    request(ann);
    Effect const added = add(ben, one);
    EXPECT_EQ(added.result, 1U);
    EXPECT_TRUE(added.has(Effect::acquires));
    EXPECT_FALSE(added.has(Effect::releases));
}

TEST_F(AskedStopState, a_removed_callback_is_not_run) {
    add(ben, one);
    add(ben, two);
    EXPECT_EQ(to_remove(ben, one), one_way);
    remove(ben, one);
    EXPECT_EQ(request(ann).result, 12'000U);
    EXPECT_EQ(end_of(two).result, StopState::no_callback);
}

TEST_F(AskedStopState, a_running_callback_is_removed_when_it_has_ended_or_by_itself) {
    add(ben, one);
    add(ben, two);
    request(ann);
    EXPECT_EQ(to_remove(ben, one), must_wait);
    EXPECT_EQ(to_remove(ann, one), one_way) << "inside of itself";
    EXPECT_EQ(to_remove(ben, two), one_way) << "it does not run yet";
    end_of(one);
    EXPECT_EQ(to_remove(ben, one), one_way);
    EXPECT_EQ(to_remove(ben, two), must_wait);
    EXPECT_TRUE(remove(ben, one).has(Effect::also_acquires));
}

TEST_F(AskedStopState, is_possible_while_there_are_sources_or_it_was_requested) {
    EXPECT_TRUE(state.possible());
    state.count_sources(1);
    state.count_sources(-1);
    EXPECT_TRUE(state.possible());
    state.count_sources(-1);
    EXPECT_FALSE(state.possible());
    request(ann);
    EXPECT_TRUE(state.possible());
    state.reset();
    EXPECT_EQ(take(state, operation(ben, Kind::stop_check)).result, 0U);
}

TEST_F(AskedStopState, who_is_stopped_joins_no_queue) {
    objects::Condition condition;
    condition.reset({});
    auto const wait = [&](ThreadId thread) {
        Effect effect;
        Operation const waits = operation(thread, Kind::wait_unless_stopped);
        state.apply(waits, {}, effect);
        condition.apply(waits, {}, effect);
        return effect;
    };
    EXPECT_EQ(wait(ben).result, 0U);
    request(ann);
    Effect const refused = wait(cat);
    EXPECT_EQ(refused.result, 1U);
    EXPECT_TRUE(refused.has(Effect::acquires));
    EXPECT_EQ(take(condition, operation(ann, Kind::notify_all)).result, 1U) << "ben alone";
}

}  // namespace
}  // namespace heddle::asked
