// SPDX-License-Identifier: Apache-2.0
#include <tests/detect/scene.hpp>
#include <tests/golden/golden.hpp>

#include <gtest/gtest.h>

namespace heddle {
namespace {

using scene::Kind;
using scene::Scene;

struct Deadlock : ::testing::Test {
    Scene scene{"philosophers.cpp"};
    unsigned left = scene.start("left", 10);
    unsigned right = scene.start("right", 11);
    ObjectId one = scene.object(ObjectKind::mutex, "left");
    ObjectId two = scene.object(ObjectKind::mutex, "right");

    std::string message() {
        Trace const& trace = scene.trace(Ending::deadlock);
        EXPECT_TRUE(scene::noticed("deadlock", trace));
        return scene::messages("deadlock", trace);
    }
};

TEST_F(Deadlock, ShowsHoldersAndTheCircle) {
    scene.lock(left, one, 30);
    scene.lock(right, two, 30);
    scene.pend_lock(left, two, 31);
    scene.pend_lock(right, one, 31);
    EXPECT_EQ(
        message(), "deadlock: no thread can take a step\n"
                   "  thread 1 \"left\"   waits to lock mutex \"right\", held by thread 2   philosophers.cpp:31\n"
                   "  thread 2 \"right\"  waits to lock mutex \"left\",  held by thread 1   philosophers.cpp:31\n"
                   "  the wait is circular: thread 1 -> thread 2 -> thread 1\n");
}

TEST_F(Deadlock, ShowsWhoWaitsForTheCircleWithoutNamingHimInIt) {
    scene.lock(left, one, 30);
    scene.lock(right, two, 30);
    scene.pend(0, Kind::join, scene.life(left), 40);
    scene.pend_lock(left, two, 31);
    scene.pend_lock(right, one, 31);
    golden::expect_golden("deadlock_beside_a_circle", message());
}

TEST_F(Deadlock, NamesALostNotification) {
    ObjectId const condition = scene.object(ObjectKind::condition);
    scene.lock(right, one);
    scene.notify_one(right, condition, no_thread, 20);
    scene.unlock(right, one);
    scene.lock(left, one);
    scene.wait(left, condition, one, 25);
    scene.pend(left, Kind::wake, condition, 25);
    scene.pend(0, Kind::join, scene.life(left), 40);
    golden::expect_golden("deadlock_lost_notification", message());
}

TEST_F(Deadlock, SaysWhenTheHolderIsGoneOrTheWaiterHimself) {
    scene.lock(left, one, 30);
    scene.end(left);
    scene.lock(right, two, 30);
    unsigned const third = scene.start();
    scene.pend_lock(right, two, 31);
    scene.pend_lock(third, one, 32);
    golden::expect_golden("deadlock_holders", message());
}

TEST_F(Deadlock, KnowsEveryWayToWait) {
    scene.pend(0, Kind::join, scene.life(0), 1);
    scene.pend(left, Kind::acquire, scene.object(ObjectKind::semaphore), 2);
    scene.pend(right, Kind::event_wait, scene.object(ObjectKind::event, "ready"), 3);
    unsigned const third = scene.start();
    scene.pend(third, Kind::await, scene.object(ObjectKind::predicate), 4);
    golden::expect_golden("deadlock_waits", message());
}

TEST_F(Deadlock, CountsThreadsBeyondAScreenful) {
    ObjectId const semaphore = scene.object(ObjectKind::semaphore);
    for (int i = 0; i < 100; ++i) scene.pend(scene.start(), Kind::acquire, semaphore, 2);
    std::string const said = message();
    EXPECT_NE(said.find("\n  ... and 68 more\n"), std::string::npos) << said;
}

TEST_F(Deadlock, IsNoneOtherEnding) {
    scene.pend_lock(left, one);
    for (Ending const ending : {Ending::finished, Ending::livelock, Ending::failed, Ending::step_bound}) {
        EXPECT_FALSE(scene::noticed("deadlock", scene.trace(ending)));
        EXPECT_TRUE(scene::findings("deadlock", scene.trace(ending)).empty());
    }
}

TEST(Livelock, SaysWhoPollsWhatAndWhoWaits) {
    Scene scene{"spin.cpp"};
    unsigned const spinner = scene.start("spinner");
    unsigned const taker = scene.start("taker");
    ObjectId const flag = scene.object(ObjectKind::atomic, "flag");
    ObjectId const mutex = scene.object(ObjectKind::mutex);
    scene.lock(spinner, mutex, 5);
    for (int i = 0; i < 3; ++i) {
        scene.atomic_load(spinner, flag, 6);
        scene.event(spinner, Kind::yield, no_object, 7, 0);
    }
    scene.pend(spinner, Kind::atomic_load, flag, 6);
    scene.pend_lock(taker, mutex, 15);
    scene.pend(0, Kind::join, scene.life(spinner), 20);
    Trace const& trace = scene.trace(Ending::livelock);
    EXPECT_TRUE(scene::noticed("livelock", trace));
    EXPECT_FALSE(scene::noticed("deadlock", trace));
    golden::expect_golden("livelock", scene::messages("livelock", trace));
}

TEST(Misuse, IsNamedByKindObjectAndPlace) {
    Scene scene;
    unsigned const left = scene.start("left");
    unsigned const right = scene.start("right");
    ObjectId const mutex = scene.object(ObjectKind::mutex, "m");
    for (int i = 0; i < 2; ++i) {
        scene.event(left, Kind::unlock, mutex, 7, Effect::releases).effect.misuse = Misuse::unlock_free;
    }
    scene.lock(left, mutex, 8);
    Event& foreign = scene.event(right, Kind::unlock, mutex, 9, Effect::releases);
    foreign.effect.misuse = Misuse::unlock_foreign;
    foreign.effect.other = scene.thread(left);
    EXPECT_TRUE(scene::noticed("misuse", scene.trace()));
    golden::expect_golden("misuse", scene::messages("misuse", scene.trace()));
}

TEST(Misuse, ARelockIsFoundAmongThePendingOperationsOfADeadlock) {
    Scene scene;
    unsigned const left = scene.start("left");
    ObjectId const mutex = scene.object(ObjectKind::mutex);
    ObjectId const recursive = scene.object(ObjectKind::recursive_mutex);
    scene.lock(left, mutex, 8);
    scene.lock(0, recursive, 8);
    scene.pend_lock(left, mutex, 9);
    scene.pend_lock(0, recursive, 9);
    EXPECT_EQ(
        scene::messages("misuse", scene.trace(Ending::deadlock)),
        "misuse: lock of a mutex by the thread that holds it already\n"
        "  thread 1 \"left\"  locks mutex 1       account.cpp:9\n"
        "  thread 1 \"left\"  has held it since   account.cpp:8\n");
    EXPECT_TRUE(scene::findings("misuse", scene.trace(Ending::finished)).empty());
}

TEST(Misuse, HasWordsForEveryKind) {
    for (int i = 1; i <= static_cast<int>(Misuse::semaphore_overflow); ++i) {
        Scene scene;
        scene.event(0, Kind::destroy, scene.object(ObjectKind::mutex), 3, 0).effect.misuse = static_cast<Misuse>(i);
        auto const misuse = static_cast<Misuse>(i);
        bool const leftover = misuse == Misuse::held_at_end || misuse == Misuse::never_joined;
        EXPECT_EQ(scene::noticed("misuse", scene.trace()), !leftover);
        EXPECT_EQ(scene::messages("misuse", scene.trace()).empty(), leftover);
    }
}

TEST(Leftover, NamesMutexesAndThreads) {
    Scene scene;
    unsigned const left = scene.start("left", 12);
    ObjectId const mutex = scene.object(ObjectKind::mutex, "m");
    scene.lock(left, mutex, 31);
    scene.end(left);
    scene.leftover(left, mutex, Misuse::held_at_end);
    scene.leftover(left, scene.life(left), Misuse::never_joined);
    Trace const& trace = scene.trace();
    EXPECT_TRUE(scene::noticed("held_at_end", trace));
    EXPECT_TRUE(scene::noticed("never_joined", trace));
    EXPECT_FALSE(scene::noticed("misuse", trace));
    EXPECT_EQ(
        scene::messages("held_at_end", trace), "held at end: the execution finished and a mutex is still held\n"
                                               "  thread 1 \"left\"  holds mutex \"m\"   account.cpp:31\n");
    EXPECT_EQ(
        scene::messages("never_joined", trace),
        "never joined: the execution finished and a thread was neither joined nor detached\n"
        "  thread 1 \"left\"  was never joined, started by thread 0   account.cpp:12\n");
}

TEST(Failure, TellsRequirementsFromExceptions) {
    Scene scene;
    unsigned const left = scene.start("left");
    scene.fail(left, "the sum is 100", 0, 14);
    scene.fail(left, "std::runtime_error: boom\nand more", 1);
    Trace const& trace = scene.trace(Ending::failed);
    EXPECT_TRUE(scene::noticed("requirement", trace));
    EXPECT_TRUE(scene::noticed("exception", trace));
    EXPECT_EQ(
        scene::messages("requirement", trace),
        "requirement failed: the sum is 100\n  thread 1 \"left\"   account.cpp:14\n");
    EXPECT_EQ(
        scene::messages("exception", trace),
        "exception: std::runtime_error: boom\n  and more\n  thread 1 \"left\" let it out\n");
}

TEST(Detectors, FindNothingInACalmExecution) {
    Scene scene;
    unsigned const left = scene.start();
    ObjectId const mutex = scene.object(ObjectKind::mutex);
    scene.lock(left, mutex);
    scene.unlock(left, mutex);
    scene.end(left);
    scene.join(0, left);
    scene.end(0);
    for (DetectorEntry const& row : detectors()) {
        for (Effort const effort : {Effort::notice, Effort::explain}) {
            EXPECT_TRUE(scene::findings(row.name, scene.trace(), effort).empty()) << row.name;
        }
    }
}

TEST(Detectors, ForgetTheExecutionBefore) {
    Scene bad;
    unsigned const left = bad.start();
    ObjectId const mutex = bad.object(ObjectKind::mutex);
    bad.lock(left, mutex);
    bad.event(left, Kind::unlock, mutex, 7, 0).effect.misuse = Misuse::unlock_free;
    bad.fail(left, "boom", 0);
    bad.fail(left, "boom", 1);
    bad.leftover(left, mutex, Misuse::held_at_end);
    bad.leftover(left, bad.life(left), Misuse::never_joined);
    bad.pend_lock(left, mutex);
    Scene calm;
    for (DetectorEntry const& row : detectors()) {
        for (Effort const effort : {Effort::notice, Effort::explain}) {
            auto const detector = row.make({}, effort);
            scene::show(
                *detector, bad.trace(row.name == std::string{"livelock"} ? Ending::livelock : Ending::deadlock));
            EXPECT_EQ(detector->fired(), row.name != std::string{"data_race"}) << row.name;
            scene::show(*detector, calm.trace());
            EXPECT_FALSE(detector->fired()) << row.name;
        }
    }
}

}  // namespace
}  // namespace heddle
