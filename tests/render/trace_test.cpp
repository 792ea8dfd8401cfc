// SPDX-License-Identifier: Apache-2.0
#include <heddle/render/columns.hpp>
#include <heddle/render/text.hpp>

#include <tests/detect/scene.hpp>
#include <tests/golden/golden.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <sstream>

namespace heddle {
namespace {

using scene::Kind;
using scene::Scene;

std::string text(Trace const& trace) {
    std::ostringstream out;
    render_text(trace, out);
    return out.str();
}

std::string columns(Trace const& trace, std::size_t width = 100) {
    std::ostringstream out;
    render_columns(trace, out, width);
    return out.str();
}

std::size_t widest_line(std::string const& said) {
    std::istringstream lines{said};
    std::size_t widest = 0;
    for (std::string line; std::getline(lines, line);) widest = std::max(widest, line.size());
    return widest;
}

/// The lost update: both threads load before either stores.
void lose_an_update(Scene& scene, Kind load, Kind store) {
    unsigned const left = scene.start("left", 10);
    unsigned const right = scene.start("right", 11);
    ObjectId const balance = scene.object(ObjectKind::variable, "balance");
    scene.read(left, balance, 31, 0, load);
    scene.read(right, balance, 31, 0, load);
    scene.write(right, balance, 32, 1, 0, store);
    scene.end(right);
    scene.write(left, balance, 32, 1, 1, store);
    scene.end(left);
    scene.join(0, left, 14);
    scene.join(0, right, 14);
    scene.end(0);
    scene.edit().outcome = "1";
    scene.edit().preemptions = 1;
}

/// Two philosophers with their left forks in hand.
void lock_up(Scene& scene) {
    unsigned const left = scene.start("left", 10);
    unsigned const right = scene.start("right", 11);
    ObjectId const one = scene.object(ObjectKind::mutex, "left");
    ObjectId const two = scene.object(ObjectKind::mutex, "right");
    scene.lock(left, one, 30);
    scene.lock(right, two, 30);
    scene.event(right, Kind::try_lock, one, 33, 0).effect.other = scene.thread(left);
    scene.pend(0, Kind::join, scene.life(left), 14);
    scene.pend_lock(left, two, 31);
    scene.pend_lock(right, one, 31);
    scene.edit().preemptions = 1;
}

/// Every way to use an atomic.
void use_an_atomic(Scene& scene, unsigned one) {
    ObjectId const atomic = scene.object(ObjectKind::atomic);
    for (auto kind = static_cast<int>(Kind::atomic_store); kind <= static_cast<int>(Kind::compare_exchange); ++kind) {
        Event& made = scene.event(one, static_cast<Kind>(kind), atomic, 20, Effect::is_signed);
        made.operation.operand = static_cast<std::uint64_t>(-3);
        made.operation.expected = 7;
        made.effect.result = 7;
    }
    Event& refused = scene.event(one, Kind::compare_exchange, atomic, 21, 0);
    refused.operation.expected = 1;
    refused.effect.result = 2;
    scene.event(one, Kind::compare_exchange, atomic, 21, 0).outcome.kind = OutcomeKind::failed;
    scene.event(one, Kind::atomic_load, atomic, 22, Effect::opaque).effect.result = 0xDEADBEEF;
}

/// What goes wrong, and what is left over.
void end_badly(Scene& scene, unsigned one, ObjectId mutex) {
    scene.event(one, Kind::try_lock, mutex, 38, 0).effect.result = 1;
    scene.event(one, Kind::unlock, mutex, 39, 0).effect.misuse = Misuse::unlock_free;
    scene.event(one, Kind::destroy, mutex, 40, 0);
    Event& timed = scene.event(0, Kind::timed_join, scene.life(one), 41, 0);
    timed.operation.operand = 250;
    timed.effect.other = scene.thread(one);
    timed.outcome.kind = OutcomeKind::timed_out;
    scene.fail(one, "the sum is 100", 0, 42);
    scene.fail(one, "std::runtime_error: boom", 1);
    scene.leftover(one, mutex, Misuse::held_at_end);
    scene.leftover(one, scene.life(one), Misuse::never_joined);
    scene.edit().output = "W0 \"D\"\n";
}

/// One event of every kind that has words of its own.
void do_everything(Scene& scene) {
    unsigned const one = scene.start("one", 10);
    ObjectId const condition = scene.object(ObjectKind::condition);
    ObjectId const mutex = scene.object(ObjectKind::mutex);
    ObjectId const semaphore = scene.object(ObjectKind::semaphore);
    ObjectId const event = scene.object(ObjectKind::event, "ready");
    use_an_atomic(scene, one);
    scene.lock(one, mutex, 23);
    scene.wait(one, condition, mutex, 24);
    scene.wake(one, condition, 24);
    Event& late = scene.event(one, Kind::wake, condition, 24, 0);
    late.operation.operand = 1'500'000;
    late.outcome.kind = OutcomeKind::timed_out;
    scene.notify_one(0, condition, scene.thread(one), 25);
    scene.notify_one(0, condition, no_thread, 25);
    scene.event(0, Kind::notify_all, condition, 26, 0);
    scene.event(one, Kind::acquire, semaphore, 27, 0);
    scene.event(one, Kind::try_acquire, semaphore, 27, 0);
    scene.event(one, Kind::release, semaphore, 28, 0).operation.operand = 3;
    scene.event(one, Kind::event_wait, event, 29, 0);
    scene.event(one, Kind::event_set, event, 30, 0);
    scene.event(one, Kind::event_reset, event, 31, 0);
    scene.event(one, Kind::event_check, event, 32, 0);
    scene.event(one, Kind::await, scene.object(ObjectKind::predicate), 33, 0);
    scene.event(one, Kind::yield, no_object, 34, 0);
    scene.event(one, Kind::sleep, no_object, 35, 0).operation.operand = 2'000'000'000;
    scene.event(one, Kind::write, no_object, 36, 0).operation.operand = index(scene.directory().intern("W0 \"D\"\n"));
    Event& chosen = scene.event(one, Kind::choose, no_object, 37, 0);
    chosen.operation.operand = 4;
    chosen.outcome.pick = 2;
    end_badly(scene, one, mutex);
}

TEST(Text, ListsTheLostUpdate) {
    Scene scene;
    lose_an_update(scene, Kind::load, Kind::store);
    golden::expect_golden("text_lost_update", text(scene.trace()));
}

TEST(Text, ShowsPlainAccessesWithoutStepNumbers) {
    Scene scene;
    lose_an_update(scene, Kind::plain_load, Kind::plain_store);
    golden::expect_golden("text_plain_accesses", text(scene.trace()));
}

TEST(Text, EndsWithWhatIsWaitedFor) {
    Scene scene{"philosophers.cpp"};
    lock_up(scene);
    golden::expect_golden("text_deadlock", text(scene.trace(Ending::deadlock)));
}

TEST(Text, HasWordsForEveryKind) {
    Scene scene;
    do_everything(scene);
    golden::expect_golden("text_every_kind", text(scene.trace(Ending::failed)));
}

/// Waits for an atomic, weak compare-exchanges, fences; what is called or set once.
void wait_for_values(Scene& scene, unsigned one) {
    ObjectId const atomic = scene.object(ObjectKind::atomic, "x");
    Event& half = scene.event(one, Kind::fetch_add, atomic, 20, Effect::is_double);
    half.operation.operand = std::bit_cast<std::uint64_t>(0.5);
    half.effect.result = std::bit_cast<std::uint64_t>(-1.25);
    scene.event(one, Kind::compare_exchange_weak, atomic, 21, 0).operation.operand = 1;
    scene.event(one, Kind::compare_exchange_weak, atomic, 21, 0).outcome.kind = OutcomeKind::failed;
    scene.event(one, Kind::fence, no_object, 22, 0);
    scene.event(one, Kind::wait, atomic, 23, 0);
    scene.event(one, Kind::wait, atomic, 23, 0).effect.result = 1;
    scene.event(one, Kind::look_again, atomic, 23, 0).effect.result = 1;
    scene.event(one, Kind::look_again, atomic, 23, 0).outcome.kind = OutcomeKind::spurious;
    scene.notify_one(0, atomic, scene.thread(one), 24);
}

void set_once(Scene& scene, unsigned one) {
    ObjectId const once = scene.object(ObjectKind::once);
    scene.event(one, Kind::call_once, once, 30, 0).effect.result = 1;
    scene.event(one, Kind::call_once_end, once, 30, 0);
    scene.event(one, Kind::call_once_end, once, 30, 0).operation.operand = 1;
    scene.event(one, Kind::call_once, once, 31, 0);
    ObjectId const future = scene.object(ObjectKind::future, "answer");
    scene.event(one, Kind::event_set, future, 32, 0);
    scene.event(one, Kind::event_set, future, 32, 0).effect.result = 1;
    scene.event(one, Kind::event_set, future, 33, 0).operation.operand = 1;
    scene.event(one, Kind::event_set, future, 34, 0).operation.operand = 2;
    Event& late = scene.event(one, Kind::event_wait, future, 35, 0);
    late.operation.operand = 1'000'000;
    late.outcome.kind = OutcomeKind::timed_out;
}

TEST(Text, HasWordsForWaitsForValuesAndWhatIsSetOnce) {
    Scene scene;
    unsigned const one = scene.start("one", 10);
    wait_for_values(scene, one);
    set_once(scene, one);
    golden::expect_golden("text_values_and_futures", text(scene.trace()));
}

TEST(Columns, ShowTheLostUpdateSideBySide) {
    Scene scene;
    lose_an_update(scene, Kind::load, Kind::store);
    golden::expect_golden("columns_lost_update", columns(scene.trace()));
}

TEST(Columns, ShowADeadlock) {
    Scene scene{"philosophers.cpp"};
    lock_up(scene);
    golden::expect_golden("columns_deadlock", columns(scene.trace(Ending::deadlock)));
}

TEST(Columns, WrapWhatIsLong) {
    Scene scene;
    do_everything(scene);
    std::string const said = columns(scene.trace(Ending::failed), 80);
    golden::expect_golden("columns_every_kind", said);
}

Scene& many_threads(Scene& scene, unsigned threads) {
    ObjectId const count = scene.object(ObjectKind::atomic, "count");
    for (unsigned i = 0; i < threads; ++i) scene.start(i == 1 ? "a thread with a long name" : "");
    for (unsigned i = 0; i < 2 * threads; ++i) {
        Event& event = scene.fetch_add(1 + i % threads, count, 20);
        event.operation.operand = 1;
        event.effect.result = i;
    }
    return scene;
}

TEST(Columns, FitFourThreadsInAHundred) {
    Scene scene;
    std::string const said = columns(many_threads(scene, 4).trace());
    EXPECT_LE(widest_line(said), 100U);
    golden::expect_golden("columns_four_threads", said);
}

TEST(Columns, BecomeAListForManyThreads) {
    Scene scene;
    std::string const said = columns(many_threads(scene, 12).trace());
    EXPECT_LE(widest_line(said), 100U);
    golden::expect_golden("columns_twelve_threads", said);
}

TEST(Columns, ShortenLongTurns) {
    Scene scene;
    unsigned const one = scene.start();
    unsigned const two = scene.start();
    ObjectId const count = scene.object(ObjectKind::atomic, "count");
    scene.fetch_add(one, count, 19);
    for (unsigned i = 0; i < 47; ++i) scene.fetch_add(two, count, 20).effect.result = i;
    scene.fetch_add(one, count, 21);
    golden::expect_golden("columns_long_turn", columns(scene.trace()));
}

TEST(Columns, ShortenLongTraces) {
    Scene scene;
    unsigned const one = scene.start();
    unsigned const two = scene.start();
    ObjectId const count = scene.object(ObjectKind::atomic, "count");
    for (unsigned i = 0; i < 20'000; ++i) scene.fetch_add(i % 3 == 0 ? two : one, count, 20);
    std::string const said = columns(scene.trace());
    EXPECT_LT(std::count(said.begin(), said.end(), '\n'), 450);
    EXPECT_NE(said.find("... 19700 more steps\n"), std::string::npos);
    EXPECT_NE(said.find("\n19999 "), std::string::npos);
}

TEST(Columns, ShowAThreadThatOnlyStartsOthersWhenNobodyDoesMore) {
    Scene scene;
    scene.end(scene.start());
    golden::expect_golden("columns_idle", columns(scene.trace()));
}

}  // namespace
}  // namespace heddle
