// SPDX-License-Identifier: Apache-2.0
// Semaphore, event, the life of a thread, console.
#include "asked.hpp"

#include <heddle/objects/console.hpp>
#include <heddle/objects/event.hpp>
#include <heddle/objects/life.hpp>
#include <heddle/objects/semaphore.hpp>

namespace heddle::asked {
namespace {

TEST(Semaphore, counts) {
    objects::Semaphore semaphore;
    semaphore.reset(2, 10);
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(semaphore.ways(untimed(ann, Kind::acquire)), one_way);
        Effect const effect = take(semaphore, untimed(ann, Kind::acquire));
        EXPECT_EQ(effect.result, 1U);
        EXPECT_TRUE(effect.has(Effect::acquires));
        EXPECT_TRUE(effect.has(Effect::changes));
    }
    EXPECT_EQ(semaphore.ways(untimed(ben, Kind::acquire)), must_wait);
    EXPECT_EQ(semaphore.ways(operation(ben, Kind::acquire, 9)), only_timeout);
    EXPECT_EQ(semaphore.ways(operation(ben, Kind::try_acquire)), one_way);
    Effect const failed = take(semaphore, operation(ben, Kind::try_acquire));
    EXPECT_EQ(failed.result, 0U);
    EXPECT_EQ(failed.flags, 0U);
    Effect const released = take(semaphore, operation(ann, Kind::release, 3));
    EXPECT_TRUE(released.has(Effect::releases));
    EXPECT_EQ(released.misuse, Misuse::none);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(take(semaphore, operation(ben, Kind::try_acquire)).result, 1U);
    EXPECT_EQ(take(semaphore, operation(ben, Kind::try_acquire)).result, 0U);
}

TEST(Semaphore, a_timeout_takes_nothing) {
    objects::Semaphore semaphore;
    semaphore.reset(0, 1);
    EXPECT_EQ(take(semaphore, operation(ann, Kind::acquire, 5), timed_out).result, 0U);
    take(semaphore, operation(ann, Kind::release, 1));
    EXPECT_EQ(semaphore.ways(untimed(ann, Kind::acquire)), one_way);
}

TEST(Semaphore, release_above_its_maximum_is_misuse) {
    objects::Semaphore semaphore;
    semaphore.reset(1, 3);
    EXPECT_EQ(take(semaphore, operation(ann, Kind::release, 2)).misuse, Misuse::none);
    EXPECT_EQ(take(semaphore, operation(ann, Kind::release, 1)).misuse, Misuse::semaphore_overflow);
    semaphore.reset(1, 3);
    EXPECT_EQ(take(semaphore, operation(ann, Kind::release, 3)).misuse, Misuse::semaphore_overflow);
    semaphore.reset(0, 3);
    EXPECT_EQ(take(semaphore, operation(ann, Kind::release, never)).misuse, Misuse::semaphore_overflow);
}

TEST(ManualResetEvent, stays_set_until_reset) {
    objects::ManualResetEvent event;
    event.reset(false);
    EXPECT_EQ(event.ways(untimed(ann, Kind::event_wait)), must_wait);
    EXPECT_EQ(event.ways(operation(ann, Kind::event_wait, 5)), only_timeout);
    EXPECT_EQ(take(event, operation(ann, Kind::event_check)).result, 0U);
    Effect const set = take(event, operation(ben, Kind::event_set));
    EXPECT_TRUE(set.has(Effect::releases));
    EXPECT_TRUE(set.has(Effect::changes));
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(event.ways(operation(ann, Kind::event_wait, 5)), one_way);
        Effect const effect = take(event, untimed(ann, Kind::event_wait));
        EXPECT_EQ(effect.result, 1U);
        EXPECT_TRUE(effect.has(Effect::acquires));
        EXPECT_FALSE(effect.has(Effect::changes));
        EXPECT_EQ(take(event, operation(ann, Kind::event_check)).result, 1U);
    }
    EXPECT_FALSE(take(event, operation(ben, Kind::event_set)).has(Effect::changes)) << "it was set";
    EXPECT_TRUE(take(event, operation(ben, Kind::event_reset)).has(Effect::changes));
    EXPECT_FALSE(take(event, operation(ben, Kind::event_reset)).has(Effect::changes));
    EXPECT_EQ(event.ways(untimed(ann, Kind::event_wait)), must_wait);
    Effect const late = take(event, operation(ann, Kind::event_wait, 5), timed_out);
    EXPECT_EQ(late.result, 0U);
    EXPECT_FALSE(late.has(Effect::acquires));
}

TEST(ManualResetEvent, may_begin_set) {
    objects::ManualResetEvent event;
    event.reset(true);
    EXPECT_EQ(event.ways(untimed(ann, Kind::event_wait)), one_way);
}

TEST(Life, is_joined_when_it_has_ended) {
    objects::Life life;
    life.reset(ben);
    EXPECT_EQ(life.ways(untimed(ann, Kind::join)), must_wait);
    EXPECT_EQ(life.ways(operation(ann, Kind::timed_join, 5)), only_timeout);
    EXPECT_TRUE(take(life, operation(ann, Kind::start)).has(Effect::releases));
    EXPECT_TRUE(take(life, operation(ben, Kind::begin)).has(Effect::acquires));
    EXPECT_EQ(take(life, operation(ann, Kind::timed_join, 5), timed_out).result, 0U);
    EXPECT_FALSE(life.ended());
    Effect const end = take(life, operation(ben, Kind::end));
    EXPECT_TRUE(end.has(Effect::releases));
    EXPECT_TRUE(end.has(Effect::changes));
    EXPECT_TRUE(life.ended());
    EXPECT_EQ(life.ways(operation(ann, Kind::timed_join, 5)), one_way);
    ThreadId who = no_thread;
    EXPECT_EQ(life.leftover(who), Misuse::never_joined);
    EXPECT_EQ(who, ben);
    Effect const join = take(life, untimed(ann, Kind::join));
    EXPECT_EQ(join.result, 1U);
    EXPECT_EQ(join.other, ben);
    EXPECT_TRUE(join.has(Effect::acquires));
    EXPECT_EQ(life.leftover(who), Misuse::none);
    EXPECT_EQ(take(life, operation(ann, Kind::destroy)).misuse, Misuse::none);
}

TEST(Life, nobody_joins_a_detached_one) {
    objects::Life life;
    life.reset(ben);
    life.detach();
    ThreadId who = no_thread;
    EXPECT_EQ(life.leftover(who), Misuse::none);
}

TEST(Life, is_blamed_once) {
    objects::Life life;
    life.reset(ben);
    EXPECT_EQ(take(life, operation(ann, Kind::destroy)).misuse, Misuse::destroyed_joinable);
    ThreadId who = no_thread;
    EXPECT_EQ(life.leftover(who), Misuse::none);
    EXPECT_EQ(take(life, operation(ann, Kind::destroy)).misuse, Misuse::none);
}

TEST(Life, reset_forgets) {
    objects::Life life;
    life.reset(ben);
    life.watch();
    life.detach();
    take(life, operation(ben, Kind::watched_end));
    life.reset(cat);
    EXPECT_FALSE(life.ended());
    EXPECT_FALSE(life.watched());
    ThreadId who = no_thread;
    EXPECT_EQ(life.leftover(who), Misuse::never_joined);
    EXPECT_EQ(who, cat);
}

TEST(Console, keeps_what_is_written) {
    Directory directory;
    objects::Console console;
    console.reset(directory);
    auto const write = [&](std::string_view text) {
        return take(console, operation(ann, Kind::write, static_cast<std::uint64_t>(directory.intern(text))));
    };
    EXPECT_TRUE(write("one").has(Effect::changes));
    write(" ");
    write("");
    write("one");
    write("\n");
    EXPECT_EQ(console.output(), "one one\n");
    console.reset(directory);
    EXPECT_EQ(console.output(), "");
}

}  // namespace
}  // namespace heddle::asked
