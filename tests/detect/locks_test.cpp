// SPDX-License-Identifier: Apache-2.0
// Who waits for what, where many share it.
#include <tests/detect/scene.hpp>
#include <tests/golden/golden.hpp>

#include <gtest/gtest.h>

namespace heddle {
namespace {

using scene::Kind;
using scene::Scene;

struct DeadlockOfMany : ::testing::Test {
    Scene scene{"cache.cpp"};
    unsigned one = scene.start("one", 10);
    unsigned two = scene.start("two", 11);
    unsigned three = scene.start("three", 12);
    ObjectId cache = scene.object(ObjectKind::shared_mutex, "cache");

    void share(unsigned thread, unsigned line) {
        scene.event(thread, Kind::lock_shared, cache, line, Effect::acquires).effect.result = 1;
    }
    std::string message() { return scene::messages("deadlock", scene.trace(Ending::deadlock)); }
};

TEST_F(DeadlockOfMany, NamesThoseWhoShare) {
    share(one, 20);
    share(two, 21);
    scene.pend(one, Kind::lock, cache, 22);
    scene.pend(two, Kind::lock, cache, 23);
    scene.pend(three, Kind::lock, cache, 24);
    golden::expect_golden("deadlock_upgrade", message());
}

TEST_F(DeadlockOfMany, ForgetsThoseWhoShareNoMore) {
    share(one, 20);
    share(two, 21);
    scene.event(one, Kind::unlock_shared, cache, 22, Effect::also_releases);
    scene.pend(one, Kind::lock, cache, 23);
    scene.pend(two, Kind::lock_shared, scene.object(ObjectKind::shared_mutex, "other"), 24);
    std::string const said = message();
    EXPECT_NE(said.find("waits to lock shared mutex \"cache\", held by thread 2"), std::string::npos) << said;
    EXPECT_NE(said.find("waits to share shared mutex \"other\""), std::string::npos) << said;
}

TEST_F(DeadlockOfMany, KnowsStopsAndArrivals) {
    ObjectId const state = scene.object(ObjectKind::stop_state);
    scene.event(one, Kind::request_stop, state, 30, Effect::releases);
    scene.pend(one, Kind::arrival_wait, scene.object(ObjectKind::latch, "ready"), 31);
    scene.pend(two, Kind::remove_callback, state, 32).also = scene.object(ObjectKind::stop_callback);
    scene.pend(three, Kind::arrival_wait, scene.object(ObjectKind::barrier), 33);
    golden::expect_golden("deadlock_stops_and_arrivals", message());
}

/// Thread one holds the lock while thread two forks: the child, three, asks for its copy.
struct DeadlockOfACopy : ::testing::Test {
    Scene scene{"fork.cpp"};
    unsigned holder = scene.start("holder", 10);
    unsigned parent = scene.start("parent", 11);
    unsigned child = scene.start("child", 12);
    ObjectId lock = scene.object(ObjectKind::mutex, "lock");
    ObjectId copy = scene.object(ObjectKind::mutex, "lock");

    void fork(unsigned who) {
        Event& made = scene.event(who, Kind::copy, lock, 21, 0);
        made.operation.also = copy;
        made.effect.result = 1;
        made.effect.other = scene.thread(holder);
    }
};

TEST_F(DeadlockOfACopy, SaysThatTheHolderIsInAnotherProcess) {
    scene.lock(holder, lock, 20);
    fork(parent);
    scene.unlock(holder, lock, 22);
    scene.end(holder);
    scene.pend(parent, Kind::join, scene.life(child), 24);
    scene.pend_lock(child, copy, 23);
    golden::expect_golden("deadlock_of_a_copy", scene::messages("deadlock", scene.trace(Ending::deadlock)));
    EXPECT_EQ(scene::messages("misuse", scene.trace(Ending::deadlock)), "");
}

TEST_F(DeadlockOfACopy, IsNoCircleAndNoRelock) {
    scene.lock(holder, lock, 20);
    fork(parent);
    scene.pend(holder, Kind::join, scene.life(child), 25);
    scene.pend_lock(child, copy, 23);
    scene.pend_lock(parent, lock, 24);
    std::string const said = scene::messages("deadlock", scene.trace(Ending::deadlock));
    EXPECT_EQ(said.find("circular"), std::string::npos) << said;
    scene.pend_lock(holder, copy, 26);
    EXPECT_EQ(scene::messages("misuse", scene.trace(Ending::deadlock)), "") << "what it holds is the original";
}

TEST_F(DeadlockOfACopy, IsForgottenOnceTheCopyIsUnlocked) {
    scene.lock(holder, lock, 20);
    fork(holder);
    scene.unlock(child, copy, 22);
    scene.lock(child, copy, 23);
    scene.pend_lock(parent, copy, 24);
    scene.pend_lock(child, lock, 25);
    std::string const said = scene::messages("deadlock", scene.trace(Ending::deadlock));
    EXPECT_EQ(said.find("copied"), std::string::npos) << said;
    EXPECT_NE(said.find("held by thread 3"), std::string::npos) << said;
    EXPECT_NE(said.find("held by thread 1"), std::string::npos) << said;
}

TEST_F(DeadlockOfACopy, NamesTheHeirWhoLockedItAgain) {
    ObjectId const again = scene.object(ObjectKind::recursive_mutex, "again");
    scene.lock(holder, again, 20);
    scene.event(holder, Kind::copy, again, 21, 0).operation.also = copy;
    scene.lock(child, copy, 22);
    scene.pend_lock(parent, copy, 24);
    std::string const said = scene::messages("deadlock", scene.trace(Ending::deadlock));
    EXPECT_NE(said.find("held by thread 3"), std::string::npos) << said;
}

TEST_F(DeadlockOfMany, KnowsChannels) {
    ObjectId const requests = scene.object(ObjectKind::channel, "requests");
    scene.pend(one, Kind::send, requests, 31);
    scene.pend(two, Kind::receive, scene.object(ObjectKind::channel), 32);
    scene.pend(three, Kind::lock, cache, 33);
    golden::expect_golden("deadlock_channels", message());
}

TEST(MisuseOfMany, NamesEverybodyWhoSharesAMutex) {
    Scene scene{"cache.cpp"};
    unsigned const one = scene.start("one", 10);
    unsigned const two = scene.start("two", 11);
    ObjectId const cache = scene.object(ObjectKind::shared_mutex, "cache");
    for (unsigned const thread : {one, two})
        scene.event(thread, Kind::lock_shared, cache, 20 + thread, Effect::acquires);
    Event& again = scene.event(two, Kind::lock_shared, cache, 23, Effect::acquires);
    again.effect.misuse = Misuse::relock_shared;
    scene.event(one, Kind::unlock, cache, 24, Effect::releases).effect.misuse = Misuse::unlock_mismatched;
    EXPECT_TRUE(scene::noticed("misuse", scene.trace()));
    golden::expect_golden("misuse_shared", scene::messages("misuse", scene.trace()));
}

TEST(Livelock, TellsWhoWaitsForAWriterFromWhoPolls) {
    Scene scene{"spin.cpp"};
    unsigned const spinner = scene.start("spinner");
    unsigned const reader = scene.start("reader");
    ObjectId const cache = scene.object(ObjectKind::shared_mutex, "cache");
    scene.event(0, Kind::lock, cache, 5, Effect::acquires);
    scene.event(spinner, Kind::try_lock_shared, cache, 6, 0).effect.other = scene.thread(0);
    scene.event(spinner, Kind::yield, no_object, 7, 0);
    scene.pend(spinner, Kind::try_lock_shared, cache, 6);
    scene.pend(reader, Kind::lock_shared, cache, 15);
    std::string const said = scene::messages("livelock", scene.trace(Ending::livelock));
    EXPECT_NE(said.find("polls shared mutex \"cache\", held by thread 0"), std::string::npos) << said;
    EXPECT_NE(said.find("waits to share shared mutex \"cache\", held by"), std::string::npos) << said;
}

TEST(Livelock, TellsWhoAsksForEverWhetherAThreadLivesAndWhoWaitsForMessages) {
    Scene scene{"pool.cpp"};
    unsigned const asks = scene.start("asks");
    unsigned const waits = scene.start("waits");
    ObjectId const queue = scene.object(ObjectKind::channel, "queue");
    scene.event(asks, Kind::is_alive, scene.life(waits), 6, 0).effect.result = 1;
    scene.event(asks, Kind::yield, no_object, 7, 0);
    scene.pend(asks, Kind::is_alive, scene.life(waits), 6);
    scene.pend(waits, Kind::receive, queue, 15);
    std::string const said = scene::messages("livelock", scene.trace(Ending::livelock));
    EXPECT_NE(said.find("polls thread 2 \"waits\", which stays alive"), std::string::npos) << said;
    EXPECT_NE(said.find("waits to receive from channel \"queue\", empty"), std::string::npos) << said;
}

}  // namespace
}  // namespace heddle
