// SPDX-License-Identifier: Apache-2.0
// Waiting for an atomic, compare-exchanges that fail without cause, and what commutes.
#include "asked.hpp"

#include <heddle/objects/atomic.hpp>
#include <heddle/primitives/bits.hpp>

#include <rapidcheck/gtest.h>

#include <map>
#include <vector>

namespace heddle::asked {
namespace {

using objects::Atomic;

Operation wait_while(ThreadId thread, std::uint64_t old) { return operation(thread, Kind::wait, 0, old); }
Operation wake_while(ThreadId thread, std::uint64_t old) { return operation(thread, Kind::look_again, never, old); }

struct AtomicWaitModel : ::testing::Test {
    AtomicWaitModel() { atomic.reset(bits_of(5), form_of<int>()); }
    Atomic atomic;
};

TEST_F(AtomicWaitModel, goes_on_when_the_value_differs) {
    Effect const effect = take(atomic, wait_while(ann, 4));
    EXPECT_EQ(effect.result, 0U);
    EXPECT_TRUE(effect.has(Effect::acquires)) << "what was stored is ordered before";
    EXPECT_FALSE(effect.has(Effect::changes));
    EXPECT_EQ(take(atomic, operation(ben, Kind::notify_all)).result, 0U) << "nobody sleeps";
}

TEST_F(AtomicWaitModel, sleeps_until_notified) {
    EXPECT_EQ(take(atomic, wait_while(ann, 5)).result, 1U);
    EXPECT_EQ(atomic.ways(wake_while(ann, 5)), must_wait);
    take(atomic, operation(ben, Kind::atomic_store, 6));
    EXPECT_EQ(atomic.ways(wake_while(ann, 5)), must_wait) << "a store wakes nobody";
    Effect const notified = take(atomic, operation(ben, Kind::notify_one));
    EXPECT_EQ(notified.other, ann);
    EXPECT_TRUE(notified.has(Effect::changes));
    EXPECT_FALSE(notified.has(Effect::releases)) << "the store orders, not the notification";
    EXPECT_EQ(atomic.ways(wake_while(ann, 5)), one_way);
    Effect const woken = take(atomic, wake_while(ann, 5));
    EXPECT_EQ(woken.result, 0U);
    EXPECT_TRUE(woken.has(Effect::acquires));
}

TEST_F(AtomicWaitModel, sleeps_on_when_nothing_has_changed) {
    take(atomic, wait_while(ann, 5));
    take(atomic, operation(ben, Kind::notify_all));
    EXPECT_EQ(take(atomic, wake_while(ann, 5)).result, 1U);
    EXPECT_EQ(atomic.ways(wake_while(ann, 5)), must_wait);
    EXPECT_EQ(take(atomic, operation(ben, Kind::notify_all)).result, 1U) << "it waits again";
}

TEST_F(AtomicWaitModel, notifications_are_not_kept) {
    EXPECT_EQ(take(atomic, operation(ben, Kind::notify_one)).other, no_thread);
    EXPECT_FALSE(take(atomic, operation(ben, Kind::notify_one)).has(Effect::changes));
    take(atomic, wait_while(ann, 5));
    EXPECT_EQ(atomic.ways(wake_while(ann, 5)), must_wait);
}

TEST_F(AtomicWaitModel, one_of_many_is_a_choice_unless_it_is_the_oldest) {
    take(atomic, wait_while(cat, 5));
    take(atomic, wait_while(ann, 5));
    EXPECT_EQ(atomic.ways(operation(ben, Kind::notify_one)), (Ways{2, false, false, false}));
    EXPECT_EQ(take(atomic, operation(ben, Kind::notify_one), {1, OutcomeKind::done}).other, ann);
    Semantics oldest;
    oldest.notify = Notify::oldest;
    atomic.reset(bits_of(5), form_of<int>(), oldest);
    take(atomic, wait_while(cat, 5));
    take(atomic, wait_while(ann, 5));
    EXPECT_EQ(atomic.ways(operation(ben, Kind::notify_one)), one_way);
    EXPECT_EQ(take(atomic, operation(ben, Kind::notify_one)).other, cat);
}

TEST_F(AtomicWaitModel, a_wake_without_cause_needs_leave_and_a_change) {
    Semantics semantics;
    semantics.spurious = 1;
    atomic.reset(bits_of(5), form_of<int>(), semantics);
    take(atomic, wait_while(ann, 5));
    EXPECT_EQ(atomic.ways(wake_while(ann, 5)), must_wait);
    take(atomic, operation(ben, Kind::atomic_store, 6));
    EXPECT_EQ(atomic.ways(wake_while(ann, 5)), (Ways{0, false, true, false}));
    EXPECT_EQ(take(atomic, wake_while(ann, 5), spurious).result, 0U);
    EXPECT_EQ(take(atomic, operation(ben, Kind::notify_all)).result, 0U);
}

TEST_F(AtomicWaitModel, destroying_it_is_misuse) {
    EXPECT_EQ(take(atomic, operation(ben, Kind::destroy)).misuse, Misuse::none);
    take(atomic, wait_while(ann, 5));
    EXPECT_EQ(take(atomic, operation(ben, Kind::destroy)).misuse, Misuse::destroyed_waited);
    take(atomic, operation(ben, Kind::atomic_store, 6));
    take(atomic, operation(ben, Kind::notify_all));
    EXPECT_EQ(take(atomic, operation(ben, Kind::destroy)).misuse, Misuse::destroyed_waited) << "ann will look at it";
    take(atomic, wake_while(ann, 5));
    EXPECT_EQ(take(atomic, operation(ben, Kind::destroy)).misuse, Misuse::none);
}

TEST_F(AtomicWaitModel, a_weak_compare_exchange_may_fail_where_it_could_succeed) {
    Operation const weak = operation(ann, Kind::compare_exchange_weak, 6, 5);
    EXPECT_EQ(atomic.ways(weak), (Ways{1, false, false, true}));
    Effect const failed = take(atomic, weak, {0, OutcomeKind::failed});
    EXPECT_EQ(failed.result, 5U);
    EXPECT_TRUE(failed.has(Effect::acquires) && !failed.has(Effect::releases) && !failed.has(Effect::changes));
    Effect const done = take(atomic, weak);
    EXPECT_EQ(done.result, 5U);
    EXPECT_TRUE(done.has(Effect::acquires) && done.has(Effect::releases) && done.has(Effect::changes));
    EXPECT_EQ(atomic.ways(weak), one_way) << "it fails with cause";
    EXPECT_EQ(take(atomic, weak).result, 6U);
}

template <class T>
void adds_like_a_number(T held, T by) {
    Atomic atomic;
    atomic.reset(bits_of(held), form_of<T>());
    EXPECT_EQ(from_bits<T>(take(atomic, operation(ann, Kind::fetch_add, bits_of(by))).result), held);
    EXPECT_EQ(from_bits<T>(take(atomic, operation(ann, Kind::atomic_load)).result), held + by);
    take(atomic, operation(ann, Kind::atomic_store, bits_of(held)));
    take(atomic, operation(ann, Kind::fetch_sub, bits_of(by)));
    Effect const seen = take(atomic, operation(ann, Kind::atomic_load));
    EXPECT_EQ(from_bits<T>(seen.result), held - by);
    EXPECT_FALSE(seen.has(Effect::opaque)) << "numbers are shown";
}

TEST(AtomicReal, adds_and_subtracts) {
    adds_like_a_number(0.1, 0.2);
    adds_like_a_number(-1e300, 1e-300);
    adds_like_a_number(0.1F, 0.2F);
    adds_like_a_number(1e30F, -3.0F);
}

/// A model that is brought into a state again and again.
class Again {
public:
    explicit Again(std::vector<Transition> const& past) : past_{past} { start(); }
    void start() {
        Semantics semantics;
        semantics.spurious = 1;
        model.reset(0, form_of<int>(), semantics);
        for (Transition const& t : past_) take(model, t.operation, t.outcome);
    }
    /// All that can be told of the state from outside.
    std::vector<std::uint64_t> seen(std::vector<Operation> const& asleep) {
        std::vector<std::uint64_t> told{take(model, operation(ann, Kind::atomic_load)).result};
        for (Operation const& wake : asleep) told.push_back(model.ways(wake).count());
        told.push_back(model.ways(operation(ann, Kind::notify_one)).count());
        told.push_back(take(model, operation(ann, Kind::notify_all)).result);
        return told;
    }
    Atomic model;

private:
    std::vector<Transition> const& past_;
};

bool has_way(Ways ways, Outcome outcome) {
    for (std::uint32_t i = 0; i < ways.count(); ++i) {
        if (ways.at(i) == outcome) return true;
    }
    return false;
}

using Told = std::vector<std::uint64_t>;

/// What taking one, then the other tells; empty when the second cannot be taken any more.
Told told_by(Again& again, Transition const& first, Transition const& second, std::vector<Operation> const& asleep) {
    again.start();
    std::uint64_t const one = take(again.model, first.operation, first.outcome).result;
    if (!has_way(again.model.ways(second.operation), second.outcome)) return {};
    std::uint64_t const two = take(again.model, second.operation, second.outcome).result;
    bool const swapped = first.operation.thread > second.operation.thread;
    Told told = again.seen(asleep);
    told.push_back(swapped ? two : one);
    told.push_back(swapped ? one : two);
    return told;
}

Operation any_operation(ThreadId thread, std::map<ThreadId, std::uint64_t> const& asleep) {
    if (auto const found = asleep.find(thread); found != asleep.end()) return wake_while(thread, found->second);
    Kind const kind = *rc::gen::element(
        Kind::atomic_load, Kind::atomic_store, Kind::exchange, Kind::fetch_add, Kind::compare_exchange,
        Kind::compare_exchange_weak, Kind::wait, Kind::notify_one, Kind::notify_all);
    Operation made =
        operation(thread, kind, *rc::gen::inRange<std::uint64_t>(0, 2), *rc::gen::inRange<std::uint64_t>(0, 2));
    made.object = ObjectId{7};
    return made;
}

Outcome any_outcome(Ways ways) { return ways.at(*rc::gen::inRange<std::uint32_t>(0, ways.count())); }

/// Whatever `dependent` calls independent commutes, from every state that can be reached.
RC_GTEST_PROP(AtomicDependence, is_sound, ()) {
    std::map<ThreadId, std::uint64_t> asleep;
    std::vector<Transition> past;
    Again again{past};
    auto const length = *rc::gen::inRange(0, 8);
    for (int i = 0; i < length; ++i) {
        auto const thread = static_cast<ThreadId>(*rc::gen::inRange(1, 5));
        Operation const next = any_operation(thread, asleep);
        Ways const ways = again.model.ways(next);
        if (ways.none()) continue;
        past.push_back({next, any_outcome(ways)});
        bool const waits = next.kind == Kind::wait || next.kind == Kind::look_again;
        bool const sleeps = take(again.model, next, past.back().outcome).result != 0 && waits;
        asleep.erase(thread);
        if (sleeps) asleep[thread] = next.expected;
    }
    Operation one = any_operation(ann, asleep);
    Operation two = any_operation(ben, asleep);
    one.object = two.object = ObjectId{7};
    if (again.model.ways(one).none() || again.model.ways(two).none()) return;
    Transition const a{one, any_outcome(again.model.ways(one))};
    Transition const b{two, any_outcome(again.model.ways(two))};
    if (dependent(a, b)) return;
    std::vector<Operation> others;
    for (auto const& [thread, old] : asleep) {
        if (thread != ann && thread != ben) others.push_back(wake_while(thread, old));
    }
    Told const told = told_by(again, a, b, others);
    RC_ASSERT(!told.empty());
    RC_ASSERT(told == told_by(again, b, a, others));
}

TEST(AtomicDependence, is_no_coarser_than_it_need_be) {
    auto const apart = [](Kind one, Kind other) {
        Operation a = operation(ann, one);
        Operation b = operation(ben, other);
        a.object = b.object = ObjectId{7};
        EXPECT_EQ(dependent({a, {}}, {b, {}}), dependent({b, {}}, {a, {}}));
        return !dependent({a, {}}, {b, {}});
    };
    for (Kind const queue : {Kind::wait, Kind::look_again, Kind::notify_one, Kind::notify_all}) {
        EXPECT_TRUE(apart(Kind::atomic_load, queue));
        EXPECT_FALSE(apart(Kind::wait, queue));
        EXPECT_FALSE(apart(Kind::notify_one, queue));
    }
    EXPECT_TRUE(apart(Kind::atomic_store, Kind::notify_all));
    EXPECT_TRUE(apart(Kind::compare_exchange_weak, Kind::notify_one));
    EXPECT_FALSE(apart(Kind::atomic_store, Kind::wait));
    EXPECT_FALSE(apart(Kind::fetch_add, Kind::look_again));
    EXPECT_FALSE(apart(Kind::compare_exchange_weak, Kind::atomic_load));
    EXPECT_FALSE(apart(Kind::compare_exchange_weak, Kind::compare_exchange_weak));
}

}  // namespace
}  // namespace heddle::asked
