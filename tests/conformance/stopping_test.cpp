// SPDX-License-Identifier: Apache-2.0
// Stop tokens, jthread, condition_variable_any, latch and barrier.
#include <tests/conformance/worlds.hpp>

#include <functional>
#include <memory>
#include <utility>

namespace conformance {
namespace {

using namespace std::chrono_literals;

template <class World>
class Stopping : public Conformance<World> {};
TYPED_TEST_SUITE(Stopping, Worlds, WorldNames);

template <class T>
constexpr bool stays =
    !std::is_copy_constructible_v<
        T> && !std::is_copy_assignable_v<T> && !std::is_move_constructible_v<T> && !std::is_move_assignable_v<T>;

TYPED_TEST(Stopping, StopsHaveTheirTypes) {
    using token = typename TypeParam::stop_token;
    using source = typename TypeParam::stop_source;
    using callback = typename TypeParam::template stop_callback<std::function<void()>>;
    static_assert(std::is_nothrow_default_constructible_v<token> && std::is_nothrow_copy_constructible_v<token>);
    static_assert(std::is_nothrow_move_constructible_v<token> && std::is_nothrow_copy_assignable_v<token>);
    static_assert(std::is_nothrow_swappable_v<token> && std::equality_comparable<token>);
    static_assert(std::is_default_constructible_v<source> && std::is_nothrow_copy_constructible_v<source>);
    static_assert(std::is_nothrow_constructible_v<source, std::nostopstate_t>);
    static_assert(!std::is_convertible_v<std::nostopstate_t, source>, "the constructor is explicit");
    static_assert(std::is_nothrow_move_assignable_v<source> && std::is_nothrow_swappable_v<source>);
    static_assert(noexcept(std::declval<source const&>().get_token()));
    static_assert(noexcept(std::declval<source const&>().stop_possible()));
    static_assert(noexcept(std::declval<token const&>().stop_possible()));
    static_assert(std::is_same_v<decltype(std::declval<source&>().request_stop()), bool>);
    static_assert(stays<callback> && std::is_constructible_v<callback, token, void (*)()>);
    static_assert(std::is_same_v<typename callback::callback_type, std::function<void()>>);
    static_assert(!std::is_constructible_v<callback, token, int>);
}

TYPED_TEST(Stopping, AStopIsRequestedOnceAndSeenByAll) {
    TypeParam::run([] {
        typename TypeParam::stop_source source;
        auto const token = source.get_token();
        auto const copy = source;
        EXPECT_TRUE(token.stop_possible() && !token.stop_requested() && !source.stop_requested());
        typename TypeParam::thread other{[&] { EXPECT_TRUE(copy.get_token() == token); }};
        other.join();
        EXPECT_TRUE(source.request_stop());
        EXPECT_FALSE(source.request_stop());
        EXPECT_TRUE(token.stop_requested() && copy.stop_requested() && token.stop_possible());
        typename TypeParam::stop_token lone;
        EXPECT_FALSE(lone.stop_possible() || lone.stop_requested() || lone == token);
        {
            typename TypeParam::stop_source gone;
            lone = gone.get_token();
            EXPECT_TRUE(lone.stop_possible());
        }
        EXPECT_FALSE(lone.stop_possible());
        typename TypeParam::stop_source none{std::nostopstate};
        EXPECT_FALSE(none.stop_possible() || none.request_stop() || none.stop_requested());
        swap(none, source);
        EXPECT_TRUE(none.stop_requested() && !source.stop_possible());
    });
}

TYPED_TEST(Stopping, CallbacksAreRunByTheRequesterOrAtOnce) {
    TypeParam::run([] {
        using callback = typename TypeParam::template stop_callback<std::function<void()>>;
        typename TypeParam::stop_source source;
        auto const me = TypeParam::this_id();
        int ran = 0;
        auto const count = [&] {
            EXPECT_EQ(TypeParam::this_id(), me);
            ++ran;
        };
        callback const first{source.get_token(), count};
        {
            callback const removed{source.get_token(), [] { FAIL(); }};
        }
        std::unique_ptr<callback> own;
        own = std::make_unique<callback>(source.get_token(), [&] {
            ++ran;
            own.reset();
        });
        callback const never{typename TypeParam::stop_token{}, [] { FAIL(); }};
        EXPECT_EQ(ran, 0);
        EXPECT_TRUE(source.request_stop());
        EXPECT_EQ(ran, 2);
        callback const late{source.get_token(), count};
        EXPECT_EQ(ran, 3);
    });
}

TYPED_TEST(Stopping, JthreadIsStoppedAndJoined) {
    using jthread = typename TypeParam::jthread;
    static_assert(std::is_nothrow_default_constructible_v<jthread> && std::is_nothrow_move_constructible_v<jthread>);
    static_assert(!std::is_copy_constructible_v<jthread> && std::is_move_assignable_v<jthread>);
    static_assert(std::is_same_v<typename jthread::id, typename TypeParam::thread::id>);
    static_assert(std::is_constructible_v<jthread, void (*)(typename TypeParam::stop_token)>);
    TypeParam::run([] {
        int ran = 0;
        {
            jthread waits{
                [&](typename TypeParam::stop_token token, int by) {
                    while (!token.stop_requested()) TypeParam::yield();
                    ran += by;
                },
                2};
            jthread plain{[&] { EXPECT_NE(TypeParam::this_id(), typename jthread::id{}); }};
            EXPECT_TRUE(waits.joinable() && waits.get_stop_token().stop_possible());
            EXPECT_TRUE(waits.get_stop_source().get_token() == waits.get_stop_token());
        }
        EXPECT_EQ(ran, 2);
        jthread none;
        EXPECT_FALSE(none.joinable() || none.request_stop() || none.get_stop_source().stop_possible());
        jthread one{[&](typename TypeParam::stop_token token) {
            while (!token.stop_requested()) TypeParam::yield();
            ++ran;
        }};
        none = std::move(one);
        EXPECT_TRUE(none.request_stop() && !one.joinable());
        none.join();
        EXPECT_EQ(ran, 3);
    });
}

TYPED_TEST(Stopping, ConditionAnyWaitsWithAnyLock) {
    TypeParam::run([] {
        typename TypeParam::shared_mutex guard;
        typename TypeParam::condition_variable_any changed;
        bool ready = false;
        typename TypeParam::thread other{[&] {
            guard.lock();
            ready = true;
            guard.unlock();
            changed.notify_all();
        }};
        {
            typename TypeParam::template shared_lock<typename TypeParam::shared_mutex> lock{guard};
            changed.wait(lock, [&] { return ready; });
            EXPECT_TRUE(lock.owns_lock());
            EXPECT_TRUE(changed.wait_for(lock, 1h, [&] { return ready; }));
            while (changed.wait_for(lock, 1ms) != std::cv_status::timeout) {
            }
            EXPECT_FALSE(changed.wait_until(lock, TypeParam::steady_clock::now(), [] { return false; }));
            auto const date = TypeParam::system_clock::now();
            EXPECT_FALSE(changed.wait_until(lock, date + 1ms, [] { return false; }));
            EXPECT_GE(TypeParam::system_clock::now() - date, 1ms);
        }
        other.join();
        changed.notify_one();
    });
}

TYPED_TEST(Stopping, ConditionAnyIsEndedByAStop) {
    TypeParam::run([] {
        typename TypeParam::mutex guard;
        typename TypeParam::condition_variable_any changed;
        typename TypeParam::stop_source source;
        typename TypeParam::thread waiting{[&] {
            typename TypeParam::template unique_lock<typename TypeParam::mutex> lock{guard};
            EXPECT_FALSE(changed.wait(lock, source.get_token(), [] { return false; }));
            EXPECT_FALSE(changed.wait_for(lock, source.get_token(), 1h, [] { return false; }));
            EXPECT_TRUE(changed.wait(lock, source.get_token(), [] { return true; }));
            EXPECT_TRUE(lock.owns_lock());
        }};
        source.request_stop();
        waiting.join();
        typename TypeParam::template unique_lock<typename TypeParam::mutex> lock{guard};
        auto const soon = TypeParam::steady_clock::now() + 1ms;
        typename TypeParam::stop_source other;
        EXPECT_FALSE(changed.wait_until(lock, other.get_token(), soon, [] { return false; }));
    });
}

TYPED_TEST(Stopping, LatchOpensOnce) {
    using latch = typename TypeParam::latch;
    static_assert(stays<latch> && !std::is_convertible_v<std::ptrdiff_t, latch>&& noexcept(latch::max()));
    static_assert(std::is_same_v<decltype(std::declval<latch const&>().try_wait()), bool>);
    TypeParam::run([] {
        latch gate{3};
        int sum = 0;
        typename TypeParam::thread one{[&] {
            sum += 1;
            gate.count_down(2);
        }};
        gate.arrive_and_wait();
        EXPECT_EQ(sum, 1);
        gate.wait();
        EXPECT_TRUE(gate.try_wait());
        one.join();
    });
}

TYPED_TEST(Stopping, BarrierHasPhases) {
    TypeParam::run([] {
        int completed = 0;
        auto const complete = [&]() noexcept { ++completed; };
        using barrier = typename TypeParam::template barrier<decltype(complete)>;
        static_assert(stays<barrier>&& noexcept(barrier::max()));
        static_assert(!std::is_copy_constructible_v<typename barrier::arrival_token>);
        static_assert(std::is_move_constructible_v<typename barrier::arrival_token>);
        barrier meeting{2, complete};
        typename TypeParam::thread other{[&] {
            for (int phase = 1; phase <= 3; phase += 2) {
                meeting.arrive_and_wait();
                EXPECT_EQ(completed, phase);
                meeting.wait(meeting.arrive());
                EXPECT_EQ(completed, phase + 1);
            }
            meeting.arrive_and_drop();
        }};
        for (int phase = 1; phase <= 4; ++phase) {
            meeting.arrive_and_wait();
            EXPECT_EQ(completed, phase);
        }
        meeting.arrive_and_wait();
        meeting.arrive_and_wait();
        EXPECT_EQ(completed, 6);
        other.join();
    });
}

}  // namespace
}  // namespace conformance
