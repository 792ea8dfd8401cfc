// SPDX-License-Identifier: Apache-2.0
// The rows of the dependence table for shared mutexes, stops, latches and barriers.
#include <heddle/core/operation.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace heddle {
namespace {

using Kind = OperationKind;
using Kinds = std::vector<Kind>;

bool depend(Kind a, Kind b, ObjectId of_a = ObjectId{1}, ObjectId of_b = ObjectId{1}) {
    Transition one;
    Transition two;
    one.operation = {never, 0, {}, of_a, no_object, ThreadId{1}, a};
    two.operation = {never, 0, {}, of_b, no_object, ThreadId{2}, b};
    EXPECT_EQ(dependent(one, two), dependent(two, one));
    return dependent(one, two);
}

/// Any two of the kinds on one object depend, but for two of `commuting`.
void expect_row(Kinds const& kinds, Kinds const& commuting) {
    auto const commutes = [&](Kind kind) { return std::count(commuting.begin(), commuting.end(), kind) != 0; };
    for (Kind const a : kinds) {
        for (Kind const b : kinds) {
            EXPECT_EQ(depend(a, b), !(commutes(a) && commutes(b))) << name_of(a) << ", " << name_of(b);
            EXPECT_FALSE(depend(a, b, ObjectId{1}, ObjectId{2})) << name_of(a) << ", " << name_of(b);
        }
    }
}

TEST(Dependence, of_a_shared_mutex) {
    Kinds const shared{Kind::lock_shared, Kind::try_lock_shared, Kind::unlock_shared};
    Kinds all{Kind::lock, Kind::try_lock, Kind::unlock};
    all.insert(all.end(), shared.begin(), shared.end());
    expect_row(all, shared);
}

TEST(Dependence, of_a_mutex_that_forks_copy) {
    expect_row({Kind::lock, Kind::try_lock, Kind::unlock, Kind::copy}, {Kind::copy});
    Transition copies;
    copies.operation = {0, 0, {}, ObjectId{1}, ObjectId{2}, ThreadId{1}, Kind::copy};
    Transition waits;
    waits.operation = {0, 0, {}, ObjectId{3}, ObjectId{1}, ThreadId{2}, Kind::wait};
    EXPECT_TRUE(dependent(copies, waits)) << "the wait releases what is copied";
}

TEST(Dependence, of_a_latch) {
    expect_row({Kind::count_down}, {Kind::count_down});
    expect_row({Kind::arrival_wait, Kind::arrival_check}, {Kind::arrival_wait, Kind::arrival_check});
    EXPECT_TRUE(depend(Kind::count_down, Kind::arrival_wait));
    EXPECT_TRUE(depend(Kind::count_down, Kind::arrival_check));
}

TEST(Dependence, of_a_barrier) {
    expect_row({Kind::arrive, Kind::arrive_and_drop, Kind::complete, Kind::arrival_wait}, {Kind::arrival_wait});
}

TEST(Dependence, of_a_stop) {
    expect_row(
        {Kind::request_stop, Kind::add_callback, Kind::remove_callback, Kind::callback_end, Kind::stop_check},
        {Kind::stop_check});
    Transition waits;
    waits.operation = {0, 0, {}, ObjectId{1}, ObjectId{2}, ThreadId{1}, Kind::wait_unless_stopped};
    Transition notifies;
    notifies.operation = {0, 0, {}, ObjectId{2}, no_object, ThreadId{2}, Kind::notify_one};
    EXPECT_TRUE(dependent(waits, notifies));
}

TEST(Dependence, of_a_channel) {
    expect_row({Kind::send, Kind::receive, Kind::try_send, Kind::try_receive, Kind::close}, {});
}

TEST(Dependence, of_liveness) {
    expect_row({Kind::is_alive, Kind::timed_join}, {Kind::is_alive});
    EXPECT_TRUE(depend(Kind::watched_end, Kind::is_alive));
    EXPECT_TRUE(depend(Kind::watched_end, Kind::timed_join));
    auto const end_of = [](unsigned thread) {
        Transition end;
        end.operation = {
            0, 0, {}, ObjectId{thread}, ObjectId{9}, ThreadId{static_cast<std::uint16_t>(thread)}, Kind::watched_end};
        return end;
    };
    EXPECT_FALSE(dependent(end_of(1), end_of(2)));
}

/// Behind any step a thread may start another.
TEST(Dependence, of_enumerate_is_on_everything) {
    for (std::size_t i = 0; i < operation_kinds; ++i) {
        auto const kind = static_cast<Kind>(i);
        EXPECT_TRUE(depend(Kind::enumerate, kind, ObjectId{1}, ObjectId{2})) << name_of(kind);
    }
}

/// never_waits is a bit mask beside the table: they say the same.
TEST(Traits, tell_who_may_wait) {
    for (std::size_t i = 0; i < operation_kinds; ++i) {
        auto const kind = static_cast<Kind>(i);
        EXPECT_EQ(never_waits(kind), traits(kind).never_waits) << name_of(kind);
        EXPECT_EQ(noted(kind), traits(kind).noted) << name_of(kind);
    }
}

}  // namespace
}  // namespace heddle
