// SPDX-License-Identifier: Apache-2.0
#include "asked.hpp"

#include <heddle/objects/mutex.hpp>

namespace heddle::asked {
namespace {

using objects::Mutex;

Effect lock(Mutex& mutex, ThreadId thread) { return take(mutex, untimed(thread, Kind::lock)); }
Effect unlock(Mutex& mutex, ThreadId thread) { return take(mutex, operation(thread, Kind::unlock)); }

TEST(Mutex, a_free_one_is_open_to_all) {
    Mutex mutex;
    mutex.reset();
    for (ThreadId const thread : {ann, ben}) {
        EXPECT_EQ(mutex.ways(untimed(thread, Kind::lock)), one_way);
        EXPECT_EQ(mutex.ways(operation(thread, Kind::lock, 5)), one_way);
        EXPECT_EQ(mutex.ways(operation(thread, Kind::try_lock)), one_way);
    }
}

TEST(Mutex, a_held_one_is_open_to_nobody) {
    Mutex mutex;
    mutex.reset();
    Effect const effect = lock(mutex, ann);
    EXPECT_EQ(effect.result, 1U);
    EXPECT_TRUE(effect.has(Effect::acquires));
    EXPECT_TRUE(effect.has(Effect::changes));
    EXPECT_EQ(effect.misuse, Misuse::none);
    EXPECT_EQ(mutex.ways(untimed(ben, Kind::lock)), must_wait);
    EXPECT_EQ(mutex.ways(untimed(ann, Kind::lock)), must_wait) << "its holder neither";
    EXPECT_EQ(mutex.ways(operation(ben, Kind::lock, 7)), only_timeout);
    EXPECT_EQ(mutex.ways(operation(ben, Kind::unlock)), one_way);
}

TEST(Mutex, unlock_opens_it) {
    Mutex mutex;
    mutex.reset();
    lock(mutex, ann);
    Effect const effect = unlock(mutex, ann);
    EXPECT_TRUE(effect.has(Effect::releases));
    EXPECT_TRUE(effect.has(Effect::changes));
    EXPECT_EQ(effect.other, ann);
    EXPECT_EQ(effect.misuse, Misuse::none);
    EXPECT_EQ(mutex.ways(untimed(ben, Kind::lock)), one_way);
}

TEST(Mutex, try_lock_never_waits_and_says_what_came_of_it) {
    Mutex mutex;
    mutex.reset();
    EXPECT_EQ(take(mutex, operation(ann, Kind::try_lock)).result, 1U);
    for (ThreadId const thread : {ann, ben}) {
        Effect const failed = take(mutex, operation(thread, Kind::try_lock));
        EXPECT_EQ(failed.result, 0U);
        EXPECT_FALSE(failed.has(Effect::acquires));
        EXPECT_FALSE(failed.has(Effect::changes));
        EXPECT_EQ(failed.other, ann);
    }
    unlock(mutex, ann);
    EXPECT_EQ(mutex.ways(untimed(ben, Kind::lock)), one_way) << "failed tries count for nothing";
}

TEST(Mutex, a_lock_that_timed_out_takes_nothing) {
    Mutex mutex;
    mutex.reset();
    lock(mutex, ann);
    Effect const effect = take(mutex, operation(ben, Kind::lock, 5), timed_out);
    EXPECT_EQ(effect.result, 0U);
    EXPECT_EQ(effect.flags, 0U);
    EXPECT_EQ(effect.misuse, Misuse::none);
    EXPECT_EQ(take(mutex, operation(ann, Kind::lock, 5), timed_out).misuse, Misuse::relock) << "it waited for itself";
    unlock(mutex, ann);
    EXPECT_EQ(mutex.ways(untimed(cat, Kind::lock)), one_way);
}

TEST(Mutex, wrong_unlocks_are_told) {
    Mutex mutex;
    mutex.reset();
    EXPECT_EQ(unlock(mutex, ann).misuse, Misuse::unlock_free);
    lock(mutex, ann);
    Effect const foreign = unlock(mutex, ben);
    EXPECT_EQ(foreign.misuse, Misuse::unlock_foreign);
    EXPECT_EQ(foreign.other, ann);
    EXPECT_EQ(mutex.ways(untimed(cat, Kind::lock)), one_way) << "a foreign unlock opens it";
}

TEST(Mutex, a_wait_releases_it) {
    Mutex mutex;
    mutex.reset();
    lock(mutex, ann);
    Effect const effect = take(mutex, operation(ann, Kind::wait));
    EXPECT_EQ(effect.misuse, Misuse::none);
    EXPECT_TRUE(effect.has(Effect::also_releases));
    EXPECT_FALSE(effect.has(Effect::releases)) << "the object of a wait is the condition";
    EXPECT_EQ(mutex.ways(untimed(ben, Kind::lock)), one_way);
    EXPECT_EQ(take(mutex, operation(ann, Kind::wait)).misuse, Misuse::wait_unlocked);
    lock(mutex, ben);
    EXPECT_EQ(take(mutex, operation(ann, Kind::wait)).misuse, Misuse::wait_unlocked);
}

TEST(Mutex, its_end_and_what_is_left) {
    Mutex mutex;
    mutex.reset();
    ThreadId holder = cat;
    EXPECT_EQ(mutex.leftover(holder), Misuse::none);
    EXPECT_EQ(take(mutex, operation(ann, Kind::destroy)).misuse, Misuse::none);
    lock(mutex, ben);
    EXPECT_EQ(mutex.leftover(holder), Misuse::held_at_end);
    EXPECT_EQ(holder, ben);
    Effect const effect = take(mutex, operation(ann, Kind::destroy));
    EXPECT_EQ(effect.misuse, Misuse::destroyed_held);
    EXPECT_EQ(effect.other, ben);
    EXPECT_EQ(mutex.leftover(holder), Misuse::none) << "it was told already";
}

TEST(Mutex, reset_forgets) {
    Mutex mutex;
    mutex.reset();
    lock(mutex, ann);
    mutex.reset();
    EXPECT_EQ(mutex.ways(untimed(ben, Kind::lock)), one_way);
    EXPECT_EQ(unlock(mutex, ann).misuse, Misuse::unlock_free);
}

TEST(RecursiveMutex, is_open_to_its_holder_and_counts) {
    Mutex mutex{ObjectKind::recursive_mutex};
    mutex.reset();
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(mutex.ways(untimed(ann, Kind::lock)), one_way);
        EXPECT_EQ(lock(mutex, ann).result, 1U);
    }
    EXPECT_EQ(take(mutex, operation(ann, Kind::try_lock)).result, 1U);
    EXPECT_EQ(take(mutex, operation(ben, Kind::try_lock)).result, 0U);
    for (int i = 0; i < 3; ++i) {
        Effect const effect = unlock(mutex, ann);
        EXPECT_EQ(effect.misuse, Misuse::none);
        EXPECT_FALSE(effect.has(Effect::changes)) << "nobody can tell";
        EXPECT_EQ(mutex.ways(untimed(ben, Kind::lock)), must_wait);
    }
    EXPECT_TRUE(unlock(mutex, ann).has(Effect::changes));
    EXPECT_EQ(mutex.ways(untimed(ben, Kind::lock)), one_way);
    EXPECT_EQ(unlock(mutex, ann).misuse, Misuse::unlock_free);
}

}  // namespace
}  // namespace heddle::asked
