// SPDX-License-Identifier: Apache-2.0
#include "asked.hpp"

#include <heddle/objects/condition.hpp>

#include <vector>

namespace heddle::asked {
namespace {

using objects::Condition;

Semantics with(Notify notify, std::uint16_t spurious_wakes = 0) {
    Semantics semantics;
    semantics.notify = notify;
    semantics.spurious = spurious_wakes;
    return semantics;
}

void wait(Condition& condition, std::vector<ThreadId> const& threads) {
    for (ThreadId const thread : threads) take(condition, operation(thread, Kind::wait));
}
Ways to_wake(Condition const& condition, ThreadId thread, std::uint64_t deadline = never) {
    return condition.ways(operation(thread, Kind::wake, deadline));
}
Effect notify_one(Condition& condition, std::uint32_t pick = 0) {
    return take(condition, operation(cat, Kind::notify_one), {pick, OutcomeKind::done});
}

TEST(Condition, who_waits_must_be_signalled) {
    Condition condition;
    condition.reset(with(Notify::any));
    wait(condition, {ann});
    EXPECT_EQ(to_wake(condition, ann), must_wait);
    EXPECT_EQ(to_wake(condition, ann, 5), only_timeout);
    Effect const effect = notify_one(condition);
    EXPECT_EQ(effect.other, ann);
    EXPECT_TRUE(effect.has(Effect::changes));
    EXPECT_EQ(to_wake(condition, ann), one_way);
    EXPECT_EQ(to_wake(condition, ann, 5), one_way) << "signalled: the deadline is out of the game";
    EXPECT_EQ(take(condition, untimed(ann, Kind::wake)).result, 1U);
    wait(condition, {ann});
    EXPECT_EQ(to_wake(condition, ann), must_wait) << "a signal counts once";
}

TEST(Condition, a_notify_without_waiters_is_lost) {
    Condition condition;
    condition.reset(with(Notify::any));
    EXPECT_EQ(condition.ways(operation(cat, Kind::notify_one)), one_way);
    EXPECT_EQ(notify_one(condition).other, no_thread);
    EXPECT_EQ(take(condition, operation(cat, Kind::notify_all)).result, 0U);
    wait(condition, {ann});
    EXPECT_EQ(to_wake(condition, ann), must_wait);
}

TEST(Condition, notify_one_may_wake_any_waiter) {
    for (std::uint32_t pick = 0; pick < 3; ++pick) {
        Condition condition;
        condition.reset(with(Notify::any));
        std::vector<ThreadId> const all{ben, cat, ann};
        wait(condition, all);
        EXPECT_EQ(condition.ways(operation(cat, Kind::notify_one)), (Ways{3, false, false, false}));
        EXPECT_EQ(notify_one(condition, pick).other, all[pick]);
        for (std::uint32_t i = 0; i < 3; ++i) EXPECT_EQ(to_wake(condition, all[i]), i == pick ? one_way : must_wait);
        EXPECT_EQ(condition.ways(operation(cat, Kind::notify_one)), (Ways{2, false, false, false}))
            << "who is signalled waits no more";
    }
}

TEST(Condition, notify_one_wakes_the_oldest_under_oldest) {
    Condition condition;
    condition.reset(with(Notify::oldest));
    wait(condition, {ben, cat, ann});
    for (ThreadId const thread : {ben, cat, ann}) {
        EXPECT_EQ(condition.ways(operation(cat, Kind::notify_one)), one_way);
        EXPECT_EQ(notify_one(condition).other, thread);
    }
    EXPECT_EQ(notify_one(condition).other, no_thread);
}

TEST(Condition, notify_all_wakes_all_that_wait_now) {
    Condition condition;
    condition.reset(with(Notify::any));
    wait(condition, {ann, ben});
    EXPECT_EQ(take(condition, operation(cat, Kind::notify_all)).result, 2U);
    wait(condition, {cat});
    EXPECT_EQ(to_wake(condition, ann), one_way);
    EXPECT_EQ(to_wake(condition, ben), one_way);
    EXPECT_EQ(to_wake(condition, cat), must_wait);
}

TEST(Condition, who_timed_out_is_not_signalled_later) {
    Condition condition;
    condition.reset(with(Notify::oldest));
    wait(condition, {ann, ben});
    EXPECT_EQ(take(condition, operation(ann, Kind::wake, 5), timed_out).result, 0U);
    EXPECT_EQ(notify_one(condition).other, ben);
}

TEST(Condition, spurious_wakes_are_an_outcome_when_asked_for) {
    Condition condition;
    condition.reset(with(Notify::any, 1));
    wait(condition, {ann, ben});
    EXPECT_EQ(to_wake(condition, ann), (Ways{0, false, true, false}));
    EXPECT_EQ(to_wake(condition, ann, 5), (Ways{0, true, true, false}));
    EXPECT_EQ(take(condition, untimed(ann, Kind::wake), spurious).result, 1U);
    EXPECT_EQ(notify_one(condition).other, ben) << "who woke has left the queue";
    EXPECT_EQ(to_wake(condition, ben), one_way);
}

TEST(Condition, its_end) {
    Condition condition;
    condition.reset(with(Notify::any));
    EXPECT_EQ(take(condition, operation(ann, Kind::destroy)).misuse, Misuse::none);
    wait(condition, {ann});
    EXPECT_EQ(take(condition, operation(ben, Kind::destroy)).misuse, Misuse::destroyed_waited);
    notify_one(condition);
    EXPECT_EQ(take(condition, operation(ben, Kind::destroy)).misuse, Misuse::none)
        << "std allows it once all are notified";
}

TEST(Condition, reset_forgets) {
    Condition condition;
    condition.reset(with(Notify::any));
    wait(condition, {ann, ben});
    notify_one(condition);
    condition.reset(with(Notify::any));
    EXPECT_EQ(to_wake(condition, ann), must_wait);
    EXPECT_EQ(notify_one(condition).other, no_thread);
}

}  // namespace
}  // namespace heddle::asked
