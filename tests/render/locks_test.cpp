// SPDX-License-Identifier: Apache-2.0
// The words of what many threads share or wait for.
#include <heddle/render/text.hpp>

#include <tests/detect/scene.hpp>
#include <tests/golden/golden.hpp>

#include <gtest/gtest.h>

#include <sstream>

namespace heddle {
namespace {

using scene::Kind;
using scene::Scene;

void share(Scene& scene, unsigned one) {
    ObjectId const cache = scene.object(ObjectKind::shared_mutex, "cache");
    scene.event(one, Kind::lock_shared, cache, 20, Effect::acquires);
    Event& late = scene.event(0, Kind::lock_shared, cache, 21, 0);
    late.operation.operand = 1'000'000;
    late.outcome.kind = OutcomeKind::timed_out;
    scene.event(0, Kind::try_lock_shared, cache, 22, 0).effect.other = scene.thread(one);
    scene.event(0, Kind::try_lock_shared, cache, 22, Effect::acquires).effect.result = 1;
    scene.event(0, Kind::unlock_shared, cache, 23, 0);
    scene.event(one, Kind::unlock, cache, 24, 0).effect.misuse = Misuse::unlock_mismatched;
    scene.event(one, Kind::lock_shared, cache, 25, 0).effect.misuse = Misuse::relock_shared;
}

void stop(Scene& scene, unsigned one) {
    ObjectId const state = scene.object(ObjectKind::stop_state);
    ObjectId const callback = scene.object(ObjectKind::stop_callback);
    ObjectId const condition = scene.object(ObjectKind::condition);
    auto const about = [&](Kind kind, ObjectId also, std::uint64_t result, int flags = 0) {
        Event& made = scene.event(one, kind, state, 30, flags);
        made.operation.also = also;
        made.effect.result = result;
    };
    about(Kind::stop_check, no_object, 0);
    about(Kind::add_callback, callback, 0);
    about(Kind::wait_unless_stopped, condition, 0);
    about(Kind::request_stop, no_object, 1, Effect::releases);
    about(Kind::callback_end, callback, 1);
    about(Kind::request_stop, no_object, 0);
    about(Kind::stop_check, no_object, 1);
    about(Kind::add_callback, callback, 1);
    about(Kind::remove_callback, callback, 0);
    about(Kind::wait_unless_stopped, condition, 1);
    scene.event(one, Kind::wait, condition, 31, 0);
}

void arrive(Scene& scene, unsigned one) {
    ObjectId const latch = scene.object(ObjectKind::latch, "ready");
    ObjectId const barrier = scene.object(ObjectKind::barrier);
    for (std::uint64_t const count : {1U, 3U}) {
        scene.event(one, Kind::count_down, latch, 40, 0).operation.operand = count;
        scene.event(one, Kind::arrive, barrier, 41, 0).operation.operand = count;
    }
    scene.event(one, Kind::arrive_and_drop, barrier, 42, 0).effect.misuse = Misuse::too_many_arrivals;
    scene.event(one, Kind::complete, barrier, 43, 0);
    scene.event(one, Kind::arrival_wait, barrier, 44, 0);
    scene.event(one, Kind::arrival_wait, latch, 44, 0);
    scene.event(one, Kind::arrival_check, latch, 45, 0);
    scene.event(one, Kind::arrival_check, latch, 45, 0).effect.result = 1;
}

void copy(Scene& scene, unsigned one) {
    ObjectId const lock = scene.object(ObjectKind::mutex, "lock");
    for (ThreadId const holder : {no_thread, scene.thread(one)}) {
        Event& made = scene.event(0, Kind::copy, lock, 50, 0);
        made.operation.also = scene.object(ObjectKind::mutex, "lock");
        made.effect.other = holder;
        made.effect.result = holder == no_thread ? 0 : 1;
    }
}

void send(Scene& scene, unsigned one) {
    ObjectId const numbers = scene.object(ObjectKind::channel, "numbers");
    ObjectId const boxes = scene.object(ObjectKind::channel);
    constexpr int edges = Effect::acquires | Effect::releases;
    constexpr int moved = edges | Effect::changes;
    auto const sends = [&](Kind kind, ObjectId channel, int flags) -> Event& {
        Event& made = scene.event(one, kind, channel, 50, flags);
        made.operation.expected = static_cast<std::uint64_t>(-3);
        return made;
    };
    sends(Kind::send, numbers, moved | Effect::is_signed);
    sends(Kind::send, boxes, moved | Effect::opaque);
    sends(Kind::try_send, numbers, moved | Effect::is_signed);
    sends(Kind::try_send, numbers, edges | Effect::is_signed);
    sends(Kind::send, boxes, edges | Effect::opaque);
    Event& late = sends(Kind::send, numbers, edges | Effect::is_signed);
    late.operation.operand = 1'000'000;
    late.outcome.kind = OutcomeKind::timed_out;
    scene.event(0, Kind::receive, numbers, 51, moved | Effect::is_signed).effect.result = 7;
    scene.event(0, Kind::receive, boxes, 51, moved | Effect::opaque);
    scene.event(0, Kind::try_receive, numbers, 52, moved).effect.result = 0;
    scene.event(0, Kind::try_receive, boxes, 52, edges | Effect::opaque);
    scene.event(0, Kind::receive, numbers, 53, edges);
    Event& vain = scene.event(0, Kind::receive, numbers, 53, edges);
    vain.operation.operand = 2'000'000;
    vain.outcome.kind = OutcomeKind::timed_out;
    scene.event(0, Kind::close, numbers, 54, moved);
    scene.event(0, Kind::close, numbers, 54, edges);
}

TEST(Text, HasWordsForChannelsAndForWhoLives) {
    Scene scene;
    unsigned const one = scene.start("one", 10);
    send(scene, one);
    ObjectId const roster = scene.object(ObjectKind::roster);
    scene.event(0, Kind::enumerate, roster, 60, 0).effect.result = 2;
    scene.event(0, Kind::is_alive, scene.life(one), 61, 0).effect.result = 1;
    scene.event(one, Kind::watched_end, scene.life(one), 0, Effect::releases | Effect::changes);
    scene.event(0, Kind::is_alive, scene.life(one), 61, Effect::acquires);
    scene.event(0, Kind::enumerate, roster, 60, 0).effect.result = 1;
    std::ostringstream out;
    render_text(scene.trace(), out);
    golden::expect_golden("text_channels", out.str());
}

TEST(Text, HasWordsForWhatIsSharedAndForStopsAndArrivals) {
    Scene scene;
    unsigned const one = scene.start("one", 10);
    share(scene, one);
    stop(scene, one);
    arrive(scene, one);
    copy(scene, one);
    std::ostringstream out;
    render_text(scene.trace(), out);
    golden::expect_golden("text_locks", out.str());
}

}  // namespace
}  // namespace heddle
