// SPDX-License-Identifier: Apache-2.0
// Channels, which results of a pool there are, and which threads.
#include "asked.hpp"

#include <heddle/objects/channel.hpp>
#include <heddle/objects/completions.hpp>
#include <heddle/objects/life.hpp>
#include <heddle/objects/roster.hpp>
#include <heddle/primitives/bits.hpp>

#include <rapidcheck/gtest.h>

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace heddle::asked {
namespace {

using objects::Channel;

constexpr unsigned edges = Effect::acquires | Effect::releases;

Operation sends(ThreadId thread, Kind kind, std::uint64_t deadline, std::uint64_t value) {
    return operation(thread, kind, deadline, value);
}

struct ChannelModel : ::testing::Test {
    Channel channel;
    ChannelModel() { channel.reset(1, form_of<int>()); }
    Effect send(std::uint64_t value) { return take(channel, sends(ann, Kind::send, never, value)); }
    Effect receive() { return take(channel, untimed(ben, Kind::receive)); }
};

TEST_F(ChannelModel, has_room_for_its_capacity) {
    EXPECT_EQ(channel.ways(untimed(ben, Kind::receive)), must_wait);
    EXPECT_EQ(channel.ways(operation(ben, Kind::receive, 5)), only_timeout);
    EXPECT_EQ(channel.ways(untimed(ann, Kind::send)), one_way);
    Effect const sent = send(7);
    EXPECT_EQ(sent.result, 1U);
    EXPECT_EQ(sent.flags, edges | Effect::changes | Effect::is_signed);
    EXPECT_EQ(channel.ways(untimed(ann, Kind::send)), must_wait);
    EXPECT_EQ(channel.ways(operation(ann, Kind::send, 5)), only_timeout);
    EXPECT_EQ(channel.ways(untimed(ben, Kind::receive)), one_way);
    EXPECT_EQ(receive().result, 7U);
    EXPECT_EQ(channel.ways(untimed(ben, Kind::receive)), must_wait);
}

TEST_F(ChannelModel, is_left_alone_by_what_comes_to_nothing) {
    Effect const nothing = take(channel, operation(ben, Kind::try_receive));
    EXPECT_EQ(nothing.flags & (edges | Effect::changes), edges) << "the lock inside was taken all the same";
    EXPECT_FALSE(take(channel, operation(ben, Kind::receive, 5), timed_out).has(Effect::changes));
    send(7);
    EXPECT_EQ(take(channel, sends(ann, Kind::try_send, 0, 8)).result, 0U);
    EXPECT_EQ(take(channel, sends(ann, Kind::send, 5, 8), timed_out).result, 0U);
    EXPECT_EQ(receive().result, 7U);
    EXPECT_EQ(channel.ways(untimed(ben, Kind::receive)), must_wait);
}

TEST_F(ChannelModel, closed_lets_everybody_go_and_is_drained) {
    send(7);
    EXPECT_FALSE(channel.closed());
    EXPECT_TRUE(take(channel, operation(cat, Kind::close)).has(Effect::changes));
    EXPECT_FALSE(take(channel, operation(cat, Kind::close)).has(Effect::changes));
    EXPECT_TRUE(channel.closed());
    EXPECT_EQ(channel.ways(untimed(ann, Kind::send)), one_way);
    EXPECT_EQ(send(8).result, 0U);
    EXPECT_EQ(take(channel, sends(ann, Kind::try_send, 0, 8)).result, 0U);
    EXPECT_EQ(receive().result, 7U);
    EXPECT_EQ(channel.ways(untimed(ben, Kind::receive)), one_way);
    EXPECT_FALSE(receive().has(Effect::changes));
    channel.reset(1, {});
    EXPECT_FALSE(channel.closed()) << "as new";
}

TEST_F(ChannelModel, shows_its_values_as_their_type_has_them) {
    channel.reset(2, form_of<std::int8_t>());
    take(channel, sends(ann, Kind::send, never, bits_of(std::int8_t{-3})));
    EXPECT_EQ(receive().result, bits(-3));
    channel.reset(2, form_of<void*>());
    EXPECT_TRUE(send(0).has(Effect::opaque));
}

/// Against a queue of std.
RC_GTEST_PROP(ChannelModelProperty, is_a_bounded_queue, ()) {
    auto const capacity = *rc::gen::element<std::uint64_t>(1, 2, 3, never);
    Channel channel;
    channel.reset(capacity, form_of<unsigned>());
    std::deque<std::uint64_t> queue;
    bool closed = false;
    for (int i = 0; i < 200; ++i) {
        auto const kind = *rc::gen::weightedElement<Kind>(
            {{5, Kind::send}, {4, Kind::receive}, {2, Kind::try_send}, {2, Kind::try_receive}, {i > 150, Kind::close}});
        bool const puts = kind == Kind::send || kind == Kind::try_send;
        bool const can = puts ? !closed && queue.size() < capacity : !queue.empty();
        Operation const next = sends(ann, kind, never, static_cast<std::uint64_t>(i));
        bool const waits = (kind == Kind::send || kind == Kind::receive) && !can && !closed;
        RC_ASSERT(channel.ways(next).none() == waits);
        if (waits) continue;
        Effect const effect = take(channel, next);
        if (kind == Kind::close) {
            RC_ASSERT(effect.has(Effect::changes) == !closed);
            closed = true;
            continue;
        }
        RC_ASSERT(effect.has(Effect::changes) == can);
        if (!can) continue;
        if (puts) {
            queue.push_back(next.expected);
        } else {
            RC_ASSERT(effect.result == queue.front());
            queue.pop_front();
        }
    }
}

/// What two operations tell, and what those that could come after them would, from a state of the channel.
std::string told_in_order(std::uint64_t capacity, unsigned messages, bool closed, Operation first, Operation second) {
    Channel channel;
    channel.reset(capacity, form_of<unsigned>());
    for (unsigned i = 0; i < messages; ++i) take(channel, sends(cat, Kind::send, never, 10 + i));
    if (closed) take(channel, operation(cat, Kind::close));
    std::string told[2];
    for (Operation const& next : {first, second}) {
        if (channel.ways(next).none()) return "not possible";
        Effect const effect = take(channel, next);
        told[next.thread == ann ? 0 : 1] = std::to_string(effect.result) + (effect.has(Effect::changes) ? "!" : "");
    }
    std::string left;
    while (true) {
        Effect const effect = take(channel, operation(cat, Kind::try_receive));
        if (!effect.has(Effect::changes)) break;
        left += " " + std::to_string(effect.result);
    }
    return told[0] + "," + told[1] + ":" + left;
}

/// All pairs are dependent, and each fails to commute somewhere: the table could be no finer. But for a close and a receive
/// that does not wait: their order is that of the lock inside, and of what was written before.
TEST(ChannelDependence, is_no_coarser_than_it_need_be) {
    std::vector<Kind> const kinds{Kind::send, Kind::receive, Kind::try_send, Kind::try_receive, Kind::close};
    for (Kind const one : kinds) {
        for (Kind const other : kinds) {
            Operation a = sends(ann, one, never, 1);
            Operation b = sends(ben, other, never, 2);
            bool differ = false;
            for (std::uint64_t const capacity : {1U, 2U, 3U}) {
                for (unsigned messages = 0; messages <= capacity; ++messages) {
                    for (bool const closed : {false, true}) {
                        differ |= told_in_order(capacity, messages, closed, a, b)
                                  != told_in_order(capacity, messages, closed, b, a);
                    }
                }
            }
            bool const orders_only = (one == Kind::try_receive && other == Kind::close)
                                     || (one == Kind::close && other == Kind::try_receive);
            EXPECT_EQ(differ, !orders_only) << name_of(one) << ", " << name_of(other);
            a.object = b.object = ObjectId{7};
            EXPECT_TRUE(dependent({a, {}}, {b, {}})) << name_of(one) << ", " << name_of(other);
        }
    }
}

TEST(Liveness, is_told_until_the_end) {
    objects::Life life;
    life.reset(ann);
    Effect const before = take(life, operation(ben, Kind::is_alive));
    EXPECT_EQ(before.result, 1U);
    EXPECT_EQ(before.flags, 0U) << "alive: nothing is known of what it did";
    take(life, operation(ann, Kind::watched_end));
    Effect const after = take(life, operation(ben, Kind::is_alive));
    EXPECT_EQ(after.result, 0U);
    EXPECT_TRUE(after.has(Effect::acquires));
}

TEST(Liveness, of_all_is_counted) {
    objects::Roster roster;
    roster.reset(1, no_thread);
    roster.started();
    roster.started();
    EXPECT_EQ(take(roster, operation(ann, Kind::enumerate)).result, 3U);
    Effect const end = take(roster, operation(ann, Kind::watched_end));
    EXPECT_EQ(end.flags, 0U) << "its life has said everything";
    EXPECT_EQ(take(roster, operation(ben, Kind::enumerate)).result, 2U);
    EXPECT_EQ(take(roster, operation(ben, Kind::enumerate)).flags, 0U);
}

TEST(Completions, are_told_in_their_order) {
    objects::Completions completions;
    completions.reset();
    auto const any = [](void const*, ObjectId) noexcept { return true; };
    auto const one = [](void const* id, ObjectId future) noexcept {
        return future == *static_cast<ObjectId const*>(id);
    };
    ObjectId const eight{8};
    objects::Completions::Wanted const wanted[] = {{any, nullptr}, {one, &eight}};
    auto const wait_for = [&](std::size_t which) {
        return operation(cat, Kind::event_wait, never, reinterpret_cast<std::uintptr_t>(&wanted[which]));
    };
    auto const set = [&](unsigned future, std::uint64_t before) {
        Operation made = operation(ann, Kind::event_set);
        made.object = ObjectId{future};
        Effect effect;
        effect.result = before;
        completions.apply(made, {}, effect);
        return effect;
    };
    EXPECT_EQ(completions.ways(wait_for(0)), must_wait);
    EXPECT_EQ(set(9, 0).flags, unsigned{Effect::also_releases});
    EXPECT_EQ(completions.ways(wait_for(0)), one_way);
    EXPECT_EQ(completions.ways(wait_for(1)), must_wait);
    EXPECT_EQ(set(8, 1).flags, 0U) << "it was set before, and told then";
    EXPECT_EQ(completions.ways(wait_for(1)), must_wait);
    set(8, 0);
    EXPECT_EQ(completions.ways(wait_for(1)), one_way);
    EXPECT_EQ(completions.first(wanted[0]), ObjectId{9});
    EXPECT_EQ(completions.first(wanted[1]), eight);
    EXPECT_EQ(take(completions, wait_for(1)).flags, Effect::acquires | Effect::opaque);
}

}  // namespace
}  // namespace heddle::asked
