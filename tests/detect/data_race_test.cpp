// SPDX-License-Identifier: Apache-2.0
#include <tests/detect/scene.hpp>

#include <gtest/gtest.h>

namespace heddle {
namespace {

using scene::Kind;
using scene::Scene;

bool races(Scene& scene) {
    Trace const& trace = scene.trace();
    bool const noticed = scene::noticed("data_race", trace);
    EXPECT_EQ(noticed, !scene::findings("data_race", trace).empty()) << "the two efforts differ";
    return noticed;
}

/// Two threads and one variable.
struct DataRace : ::testing::Test {
    Scene scene;
    unsigned left = scene.start("left", 10);
    unsigned right = scene.start("right", 11);
    ObjectId balance = scene.object(ObjectKind::variable, "balance");
    ObjectId mutex = scene.object(ObjectKind::mutex);
    ObjectId atomic = scene.object(ObjectKind::atomic);
};

TEST_F(DataRace, NamesBothAccesses) {
    scene.write(left, balance, 31, 1);
    scene.read(right, balance, 33, 1);
    EXPECT_EQ(
        scene::messages("data_race", scene.trace()),
        "data race on variable \"balance\": two accesses, at least one a write, and nothing orders them\n"
        "  thread 1 \"left\"   stores to it   account.cpp:31\n"
        "  thread 2 \"right\"  loads it       account.cpp:33\n");
    EXPECT_TRUE(races(scene));
}

TEST_F(DataRace, IsReportedOnceForEachPairOfPlaces) {
    for (int i = 0; i < 3; ++i) {
        scene.write(left, balance, 31);
        scene.write(right, balance, 33);
    }
    EXPECT_EQ(scene::findings("data_race", scene.trace()).size(), 1U);
    scene.read(left, balance, 40);
    EXPECT_EQ(scene::findings("data_race", scene.trace()).size(), 2U);
}

TEST_F(DataRace, NeedsAWrite) {
    scene.read(left, balance);
    scene.read(right, balance);
    EXPECT_FALSE(races(scene));
}

TEST_F(DataRace, NeedsOneVariable) {
    scene.write(left, balance);
    scene.write(right, scene.object(ObjectKind::variable));
    EXPECT_FALSE(races(scene));
}

TEST_F(DataRace, NeedsPlainAccesses) {
    scene.write(left, balance, 0, 1, 0, Kind::store);
    scene.write(right, balance, 0, 1, 0, Kind::store);
    EXPECT_FALSE(races(scene));
}

TEST_F(DataRace, AWriteAfterConcurrentReadsRacesWithEach) {
    scene.read(left, balance, 20);
    scene.read(right, balance, 21);
    scene.write(0, balance, 22);
    EXPECT_EQ(scene::findings("data_race", scene.trace()).size(), 2U);
    EXPECT_TRUE(races(scene));
}

TEST_F(DataRace, AWriteOrderedAfterOneOfTwoReadsRacesWithTheOther) {
    scene.read(left, balance, 20);
    scene.read(right, balance, 21);
    scene.end(right);
    scene.join(0, right);
    scene.write(0, balance, 22);
    EXPECT_EQ(scene::findings("data_race", scene.trace()).size(), 1U);
    EXPECT_TRUE(races(scene));
}

TEST_F(DataRace, UnlockThenLockOrders) {
    scene.lock(left, mutex);
    scene.write(left, balance);
    scene.unlock(left, mutex);
    scene.lock(right, mutex);
    scene.write(right, balance);
    scene.unlock(right, mutex);
    EXPECT_FALSE(races(scene));
}

TEST_F(DataRace, TwoMutexesDoNotOrder) {
    ObjectId const other = scene.object(ObjectKind::mutex);
    scene.lock(left, mutex);
    scene.write(left, balance);
    scene.unlock(left, mutex);
    scene.lock(right, other);
    scene.write(right, balance);
    scene.unlock(right, other);
    EXPECT_TRUE(races(scene));
}

TEST_F(DataRace, AnAccessAfterTheUnlockIsNotOrdered) {
    scene.lock(left, mutex);
    scene.unlock(left, mutex);
    scene.write(left, balance);
    scene.lock(right, mutex);
    scene.write(right, balance);
    EXPECT_TRUE(races(scene));
}

TEST_F(DataRace, StartAndJoinOrder) {
    ObjectId const early = scene.object(ObjectKind::variable);
    scene.write(0, early);
    unsigned const late = scene.start();
    scene.read(late, early);
    scene.write(late, balance);
    scene.end(late);
    scene.join(0, late);
    scene.write(0, balance);
    EXPECT_FALSE(races(scene));
}

TEST_F(DataRace, WhatTheParentDoesAfterTheStartIsNotOrdered) {
    scene.write(0, balance);
    scene.read(left, balance);
    EXPECT_TRUE(races(scene));
}

TEST_F(DataRace, WhatOneSiblingDidIsNotOrderedByJoiningAnother) {
    scene.write(left, balance);
    scene.end(right);
    scene.join(0, right);
    scene.read(0, balance);
    EXPECT_TRUE(races(scene));
}

TEST_F(DataRace, AtomicStoreThenLoadOrders) {
    scene.write(left, balance);
    scene.atomic_store(left, atomic);
    scene.atomic_load(right, atomic);
    scene.read(right, balance);
    EXPECT_FALSE(races(scene));
}

TEST_F(DataRace, AnAtomicLoadTellsNobodyAnything) {
    scene.write(left, balance);
    scene.atomic_load(left, atomic);
    scene.atomic_load(right, atomic);
    scene.read(right, balance);
    EXPECT_TRUE(races(scene));
}

TEST_F(DataRace, AnAtomicStoreReplacesWhatWasReleasedBefore) {
    scene.write(left, balance);
    scene.atomic_store(left, atomic);
    scene.atomic_store(0, atomic);
    scene.atomic_load(right, atomic);
    scene.read(right, balance);
    EXPECT_TRUE(races(scene));
}

TEST_F(DataRace, AReadModifyWriteGoesOnWithTheReleaseSequence) {
    scene.write(left, balance);
    scene.atomic_store(left, atomic);
    scene.fetch_add(0, atomic);
    scene.atomic_load(right, atomic);
    scene.read(right, balance);
    EXPECT_FALSE(races(scene));
}

TEST_F(DataRace, EveryReleaseOfASemaphoreOrders) {
    ObjectId const semaphore = scene.object(ObjectKind::semaphore);
    ObjectId const other = scene.object(ObjectKind::variable);
    scene.write(left, balance);
    scene.event(left, Kind::release, semaphore, 0, Effect::releases);
    scene.write(right, other);
    scene.event(right, Kind::release, semaphore, 0, Effect::releases);
    scene.event(0, Kind::acquire, semaphore, 0, Effect::acquires);
    scene.write(0, balance);
    scene.write(0, other);
    EXPECT_FALSE(races(scene));
}

TEST_F(DataRace, AFailedTryLockDoesNotOrder) {
    scene.lock(left, mutex);
    scene.write(left, balance);
    scene.unlock(left, mutex);
    scene.event(right, Kind::try_lock, mutex, 0, 0);
    scene.write(right, balance);
    EXPECT_TRUE(races(scene));
}

TEST_F(DataRace, AConditionWaitOrdersThroughItsMutex) {
    ObjectId const condition = scene.object(ObjectKind::condition);
    scene.lock(left, mutex);
    scene.write(left, balance);
    scene.wait(left, condition, mutex);
    scene.lock(right, mutex);
    scene.write(right, balance);
    scene.notify_one(right, condition, scene.thread(left));
    scene.unlock(right, mutex);
    scene.wake(left, condition);
    scene.lock(left, mutex);
    scene.read(left, balance);
    EXPECT_FALSE(races(scene));
}

TEST_F(DataRace, ANotificationAloneDoesNotOrder) {
    ObjectId const condition = scene.object(ObjectKind::condition);
    scene.lock(left, mutex);
    scene.wait(left, condition, mutex);
    scene.write(right, balance);
    scene.notify_one(right, condition, scene.thread(left));
    scene.wake(left, condition);
    scene.lock(left, mutex);
    scene.read(left, balance);
    EXPECT_TRUE(races(scene));
}

TEST_F(DataRace, IsSeenAmongManyThreads) {
    std::vector<unsigned> threads;
    for (int i = 0; i < 40; ++i) {
        threads.push_back(scene.start());
        scene.read(threads.back(), balance);
    }
    EXPECT_FALSE(races(scene));
    for (unsigned const thread : threads) {
        scene.end(thread);
        scene.join(0, thread);
    }
    scene.write(0, balance);
    EXPECT_FALSE(races(scene));
    scene.read(left, balance);
    EXPECT_TRUE(races(scene));
}

TEST(DataRaceDetector, ForgetsTheExecutionBefore) {
    for (Effort const effort : {Effort::notice, Effort::explain}) {
        auto const detector = scene::entry("data_race").make({}, effort);
        for (int i = 0; i < 3; ++i) {
            Scene racy;
            unsigned const thread = racy.start();
            ObjectId const variable = racy.object(ObjectKind::variable);
            racy.write(thread, variable);
            racy.write(0, variable);
            scene::show(*detector, racy.trace());
            EXPECT_TRUE(detector->fired());

            Scene calm;
            calm.start();
            calm.write(0, calm.object(ObjectKind::variable));
            scene::show(*detector, calm.trace());
            EXPECT_FALSE(detector->fired());
        }
    }
}

TEST(DataRaceDetector, IsNotNeededWhenRacesAreAllowed) {
    Semantics allowed;
    allowed.data_races = DataRaces::allowed;
    for (DetectorEntry const& row : detectors()) {
        bool const is_it = row.name == std::string{"data_race"};
        EXPECT_EQ(row.make(allowed, Effort::notice) == nullptr, is_it) << row.name;
        EXPECT_NE(row.make({}, Effort::explain), nullptr) << row.name;
        FindingKind kind{};
        EXPECT_TRUE(finding_kind_of(row.name, kind)) << row.name;
    }
}

}  // namespace
}  // namespace heddle
