// SPDX-License-Identifier: Apache-2.0
#include "asked.hpp"

#include <heddle/objects/shared_mutex.hpp>

namespace heddle::asked {
namespace {

using objects::SharedMutex;

struct AskedSharedMutex : testing::Test {
    AskedSharedMutex() { mutex.reset(); }
    SharedMutex mutex;

    Effect lock(ThreadId thread) { return take(mutex, untimed(thread, Kind::lock)); }
    Effect share(ThreadId thread) { return take(mutex, untimed(thread, Kind::lock_shared)); }
    Effect unlock(ThreadId thread) { return take(mutex, operation(thread, Kind::unlock)); }
    Effect unshare(ThreadId thread) { return take(mutex, operation(thread, Kind::unlock_shared)); }
    Ways to_lock(ThreadId thread, std::uint64_t deadline = never) {
        return mutex.ways(operation(thread, Kind::lock, deadline));
    }
    Ways to_share(ThreadId thread, std::uint64_t deadline = never) {
        return mutex.ways(operation(thread, Kind::lock_shared, deadline));
    }
};

TEST_F(AskedSharedMutex, a_free_one_is_open_to_all) {
    EXPECT_EQ(to_lock(ann), one_way);
    EXPECT_EQ(to_share(ben), one_way);
    EXPECT_EQ(to_lock(ann, 5), one_way);
    EXPECT_EQ(to_share(ben, 5), one_way);
}

TEST_F(AskedSharedMutex, a_writer_keeps_everybody_out) {
    Effect const effect = lock(ann);
    EXPECT_EQ(effect.result, 1U);
    EXPECT_EQ(effect.misuse, Misuse::none);
    for (ThreadId const thread : {ann, ben}) {
        EXPECT_EQ(to_lock(thread), must_wait);
        EXPECT_EQ(to_share(thread), must_wait);
        EXPECT_EQ(to_lock(thread, 5), only_timeout);
        EXPECT_EQ(to_share(thread, 5), only_timeout);
        for (Kind const kind : {Kind::try_lock, Kind::try_lock_shared}) {
            EXPECT_EQ(mutex.ways(operation(thread, kind)), one_way);
            Effect const refused = take(mutex, operation(thread, kind));
            EXPECT_EQ(refused.result, 0U);
            EXPECT_EQ(refused.flags, 0U);
            EXPECT_EQ(refused.other, ann);
        }
    }
    EXPECT_EQ(unlock(ann).misuse, Misuse::none);
    EXPECT_EQ(to_lock(ben), one_way);
    EXPECT_EQ(to_share(ben), one_way);
}

TEST_F(AskedSharedMutex, readers_share_and_keep_writers_out_to_the_last) {
    EXPECT_EQ(share(ann).result, 1U);
    EXPECT_EQ(to_share(ben), one_way);
    EXPECT_EQ(take(mutex, operation(ben, Kind::try_lock_shared)).result, 1U);
    EXPECT_EQ(to_lock(cat), must_wait);
    EXPECT_EQ(take(mutex, operation(cat, Kind::try_lock)).other, ann);
    Effect const first = unshare(ann);
    EXPECT_EQ(first.misuse, Misuse::none);
    EXPECT_FALSE(first.has(Effect::changes)) << "nobody can tell";
    EXPECT_EQ(to_lock(cat), must_wait);
    EXPECT_EQ(take(mutex, operation(cat, Kind::try_lock)).other, ben);
    EXPECT_TRUE(unshare(ben).has(Effect::changes));
    EXPECT_EQ(to_lock(cat), one_way);
}

/// Writer to all, readers to writers, and readers not to readers: those must not hide a race.
TEST_F(AskedSharedMutex, its_edges) {
    constexpr unsigned edges = Effect::acquires | Effect::releases | Effect::also_acquires | Effect::also_releases;
    EXPECT_EQ(lock(ann).flags & edges, Effect::acquires | Effect::also_acquires);
    EXPECT_EQ(unlock(ann).flags & edges, Effect::releases);
    EXPECT_EQ(share(ann).flags & edges, Effect::acquires);
    EXPECT_EQ(unshare(ann).flags & edges, Effect::also_releases);
    EXPECT_EQ(
        take(mutex, operation(ann, Kind::try_lock)).flags & edges, unsigned{Effect::acquires | Effect::also_acquires});
    unlock(ann);
    EXPECT_EQ(take(mutex, operation(ann, Kind::try_lock_shared)).flags & edges, unsigned{Effect::acquires});
}

TEST_F(AskedSharedMutex, what_timed_out_takes_nothing) {
    lock(ann);
    for (Kind const kind : {Kind::lock, Kind::lock_shared}) {
        Effect const effect = take(mutex, operation(ben, kind, 5), timed_out);
        EXPECT_EQ(effect.result, 0U);
        EXPECT_EQ(effect.flags, 0U);
        EXPECT_EQ(effect.misuse, Misuse::none);
        EXPECT_EQ(take(mutex, operation(ann, kind, 5), timed_out).misuse, Misuse::relock) << "it waited for itself";
    }
    unlock(ann);
    EXPECT_EQ(to_lock(cat), one_way);
    share(ann);
    EXPECT_EQ(take(mutex, operation(ann, Kind::lock, 5), timed_out).misuse, Misuse::relock) << "an upgrade";
}

TEST_F(AskedSharedMutex, sharing_twice_is_told_and_counts) {
    share(ann);
    share(ben);
    Effect const again = share(ann);
    EXPECT_EQ(again.result, 1U);
    EXPECT_EQ(again.misuse, Misuse::relock_shared);
    EXPECT_EQ(unshare(ann).misuse, Misuse::none);
    EXPECT_EQ(unshare(ben).misuse, Misuse::none);
    EXPECT_EQ(to_lock(cat), must_wait);
    EXPECT_EQ(unshare(ann).misuse, Misuse::none);
    EXPECT_EQ(to_lock(cat), one_way);
}

TEST_F(AskedSharedMutex, wrong_unlocks_are_told_and_open_it) {
    EXPECT_EQ(unlock(ann).misuse, Misuse::unlock_free);
    EXPECT_EQ(unshare(ann).misuse, Misuse::unlock_free);
    lock(ann);
    Effect const foreign = unlock(ben);
    EXPECT_EQ(foreign.misuse, Misuse::unlock_foreign);
    EXPECT_EQ(foreign.other, ann);
    EXPECT_EQ(to_lock(cat), one_way);
    share(ann);
    EXPECT_EQ(unshare(ben).misuse, Misuse::unlock_foreign);
    EXPECT_EQ(to_lock(cat), one_way);
    lock(ann);
    EXPECT_EQ(unshare(ann).misuse, Misuse::unlock_mismatched);
    EXPECT_EQ(to_lock(cat), one_way);
    share(ben);
    share(ann);
    EXPECT_EQ(unlock(ann).misuse, Misuse::unlock_mismatched);
    EXPECT_EQ(unshare(ben).misuse, Misuse::none) << "ann's hold has ended, not ben's";
    EXPECT_EQ(to_lock(cat), one_way);
}

TEST_F(AskedSharedMutex, its_end_and_what_is_left) {
    ThreadId holder = cat;
    EXPECT_EQ(mutex.leftover(holder), Misuse::none);
    EXPECT_EQ(take(mutex, operation(ann, Kind::destroy)).misuse, Misuse::none);
    share(ben);
    share(ann);
    EXPECT_EQ(mutex.leftover(holder), Misuse::held_at_end);
    EXPECT_EQ(holder, ben);
    EXPECT_EQ(take(mutex, operation(ann, Kind::destroy)).misuse, Misuse::destroyed_held);
    EXPECT_EQ(mutex.leftover(holder), Misuse::none) << "it was told already";
    lock(ann);
    EXPECT_EQ(mutex.leftover(holder), Misuse::held_at_end);
    EXPECT_EQ(holder, ann);
    mutex.reset();
    EXPECT_EQ(to_lock(ben), one_way);
}

}  // namespace
}  // namespace heddle::asked
