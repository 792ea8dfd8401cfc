// SPDX-License-Identifier: Apache-2.0
// ThreadSanitizer's own opinion of executions under control: it sees the races and only the races, although one thread
// moves at a time.
#include <heddle/primitives/lock.hpp>
#include <heddle/primitives/mutex.hpp>
#include <heddle/primitives/require.hpp>
#include <heddle/primitives/shared.hpp>
#include <heddle/primitives/thread.hpp>

#include <tests/tsan/reports.hpp>

#include <gtest/gtest.h>

namespace heddle::tests {
namespace {

void unlocked_shared() {
    shared<int> x;
    thread left{[&] { x += 1; }};
    thread right{[&] { x -= 1; }};
    left.join();
    right.join();
}

void locked_shared() {
    shared<int> x;
    mutex guard;
    auto const add = [&](int by) {
        lock_guard const held{guard};
        x += by;
    };
    thread left{add, 1};
    thread right{add, -1};
    left.join();
    right.join();
    require(x.load() == 0);
}

void unlocked_int() {
    int x = 0;
    auto const add = [&](int by) {
        this_thread::yield();
        x += by;
    };
    thread left{add, 1};
    thread right{add, -1};
    left.join();
    right.join();
}

void locked_int() {
    int x = 0;
    mutex guard;
    auto const add = [&](int by) {
        lock_guard const held{guard};
        x += by;
    };
    thread left{add, 1};
    thread right{add, -1};
    left.join();
    right.join();
    require(x == 0);
}

TEST(Race, OnASharedVariableIsReported) {
    EXPECT_GE(reports_of(1, unlocked_shared, with(DataRaces::finding)), 1U);
    EXPECT_GE(reports_of(1, unlocked_shared, with(DataRaces::allowed)), 1U);
    EXPECT_GE(reports_of(few, unlocked_shared, with(DataRaces::finding)), unsigned{few});
    EXPECT_GE(reports_of(few, unlocked_shared, with(DataRaces::allowed)), unsigned{few});
}

TEST(Race, OnASharedVariableUnderALockIsNone) {
    EXPECT_EQ(reports_of(many, locked_shared, with(DataRaces::finding)), 0U);
    EXPECT_EQ(reports_of(many, locked_shared, with(DataRaces::allowed)), 0U);
}

TEST(Race, OnAPlainVariableIsReported) { EXPECT_GE(reports_of(few, unlocked_int), unsigned{few}); }

TEST(Race, OnAPlainVariableUnderALockIsNone) { EXPECT_EQ(reports_of(many, locked_int), 0U); }

/// What makes all of this work: switches are announced without synchronisation. Announced with it, every switch orders
/// the two threads, and ThreadSanitizer has nothing left to report.
TEST(Race, IsHiddenWhenSwitchesSynchronise) {
    EXPECT_EQ(reports_of(few, unlocked_shared, {}, SwitchAnnouncement::synchronising), 0U);
    EXPECT_EQ(reports_of(few, unlocked_int, {}, SwitchAnnouncement::synchronising), 0U);
}

}  // namespace
}  // namespace heddle::tests
