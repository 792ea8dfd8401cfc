// SPDX-License-Identifier: Apache-2.0
// What std does not have, over std and under heddle: channels, pools, as_completed, and which threads live.
#include <heddle/primitives/as_completed.hpp>
#include <heddle/primitives/channel.hpp>
#include <heddle/primitives/over_std_pool.hpp>
#include <heddle/primitives/over_std_thread.hpp>
#include <heddle/primitives/thread_pool.hpp>

#include <tests/conformance/worlds.hpp>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace conformance {
namespace {

using namespace std::chrono_literals;

struct OverStd : Std {
    using thread = sync::thread;
    template <class T>
    using channel = sync::channel<T>;
    using channel_closed = sync::channel_closed;
    using thread_pool = sync::thread_pool;
    static constexpr auto start_later = sync::start_later;
    template <class Futures>
    static auto as_completed(Futures& futures) {
        return sync::as_completed(futures);
    }
    static void watch_threads() { sync::watch_threads(); }
    static auto enumerate() { return sync::enumerate(); }
};

struct Controlled : Heddle {
    template <class T>
    using channel = heddle::channel<T>;
    using channel_closed = heddle::channel_closed;
    using thread_pool = heddle::thread_pool;
    static constexpr auto start_later = heddle::start_later;
    template <class Futures>
    static auto as_completed(Futures& futures) {
        return heddle::as_completed(futures);
    }
    static void watch_threads() { heddle::watch_threads(); }
    static auto enumerate() { return heddle::enumerate(); }
};

using BothWorlds = testing::Types<OverStd, Controlled>;
struct NamesOfBoth {
    template <class World>
    static std::string GetName(int) {
        return std::is_same_v<World, OverStd> ? "Std" : "Heddle";
    }
};

template <class World>
class Pool : public Conformance<World> {};
TYPED_TEST_SUITE(Pool, BothWorlds, NamesOfBoth);

TYPED_TEST(Pool, HasItsTypes) {
    using numbers = typename TypeParam::template channel<int>;
    static_assert(!std::is_copy_constructible_v<numbers> && !std::is_move_constructible_v<numbers>);
    static_assert(std::is_constructible_v<numbers, std::size_t> && !std::is_convertible_v<std::size_t, numbers>);
    static_assert(std::is_same_v<decltype(std::declval<numbers&>().receive()), std::optional<int>>);
    static_assert(std::is_same_v<decltype(std::declval<numbers&>().try_receive()), std::optional<int>>);
    static_assert(std::is_same_v<decltype(std::declval<numbers&>().receive_for(1ms)), std::optional<int>>);
    static_assert(std::is_same_v<decltype(std::declval<numbers&>().try_send(1)), bool>);
    static_assert(std::is_same_v<decltype(std::declval<numbers&>().send_for(1, 1ms)), bool>);
    static_assert(std::is_base_of_v<std::runtime_error, typename TypeParam::channel_closed>);
    using pool = typename TypeParam::thread_pool;
    static_assert(!std::is_copy_constructible_v<pool> && !std::is_move_constructible_v<pool>);
    using of_int = typename TypeParam::template future<int>;
    static_assert(std::is_same_v<decltype(std::declval<pool&>().submit([] { return 1; })), of_int>);
    static_assert(std::is_same_v<decltype(std::declval<typename TypeParam::thread const&>().is_alive()), bool>);
}

TYPED_TEST(Pool, ChannelHandsOverInOrder) {
    TypeParam::run([] {
        for (std::size_t const capacity :
             {std::size_t{1}, std::size_t{3}, TypeParam::template channel<int>::unbounded}) {
            typename TypeParam::template channel<std::unique_ptr<int>> boxes{capacity};
            typename TypeParam::thread sends{[&] {
                for (int i = 0; i < 5; ++i) boxes.send(std::make_unique<int>(i));
                boxes.close();
            }};
            int next = 0;
            while (auto box = boxes.receive()) EXPECT_EQ(**box, next++);
            EXPECT_EQ(next, 5);
            sends.join();
        }
    });
}

TYPED_TEST(Pool, ChannelRefusesAndTimesOut) {
    TypeParam::run([] {
        using clock = typename TypeParam::steady_clock;
        typename TypeParam::template channel<std::string> words{1};
        EXPECT_FALSE(words.try_receive());
        EXPECT_TRUE(words.send_for("one", 1ms));
        EXPECT_FALSE(words.try_send("two"));
        auto const begin = clock::now();
        EXPECT_FALSE(words.send_for("two", 1ms));
        EXPECT_GE(clock::now() - begin, 1ms);
        EXPECT_EQ(words.receive_for(1ms), "one");
        EXPECT_FALSE(words.receive_for(1ms));
        EXPECT_GE(clock::now() - begin, 2ms);
        EXPECT_THROW(typename TypeParam::template channel<int>{0}, std::invalid_argument);
    });
}

TYPED_TEST(Pool, ChannelThatIsClosedLetsEverybodyGo) {
    TypeParam::run([] {
        using closed = typename TypeParam::channel_closed;
        typename TypeParam::template channel<int> full{1};
        typename TypeParam::template channel<int> empty{1};
        full.send(1);
        typename TypeParam::thread sends{[&] { EXPECT_THROW(full.send(2), closed); }};
        typename TypeParam::thread receives{[&] { EXPECT_FALSE(empty.receive()); }};
        full.close();
        empty.close();
        empty.close();
        sends.join();
        receives.join();
        EXPECT_THROW(full.send(2), closed);
        EXPECT_THROW(full.try_send(2), closed);
        EXPECT_THROW(full.send_for(2, 1ms), closed);
        EXPECT_EQ(full.receive(), 1);
        EXPECT_FALSE(full.receive());
        EXPECT_FALSE(full.receive_for(1h));
        EXPECT_FALSE(full.try_receive());
    });
}

TYPED_TEST(Pool, DoesEachTaskOnce) {
    TypeParam::run([] {
        typename TypeParam::template atomic<int> done{0};
        std::vector<typename TypeParam::template future<int>> squares;
        {
            typename TypeParam::thread_pool pool{2, "squares"};
            for (int i = 0; i < 6; ++i) {
                squares.push_back(pool.submit(
                    [&](int x) {
                        ++done;
                        return x * x;
                    },
                    i));
            }
        }
        EXPECT_EQ(done.load(), 6) << "the end of the pool waits";
        for (int i = 0; i < 6; ++i) EXPECT_EQ(squares[static_cast<std::size_t>(i)].get(), i * i);
    });
}

TYPED_TEST(Pool, GivesExceptionsToTheirFutures) {
    TypeParam::run([] {
        typename TypeParam::thread_pool pool{1, TypeParam::start_later};
        auto bad = pool.submit([]() -> int { throw std::runtime_error{"boom"}; });
        auto box = pool.submit([](std::unique_ptr<int> given) { return given; }, std::make_unique<int>(4));
        pool.start();
        EXPECT_THROW(pool.start(), std::logic_error);
        EXPECT_THROW(bad.get(), std::runtime_error);
        EXPECT_EQ(*box.get(), 4);
        pool.shutdown();
        EXPECT_THROW(static_cast<void>(pool.submit([] {})), std::runtime_error);
        EXPECT_THROW(typename TypeParam::thread_pool{0}, std::invalid_argument);
    });
}

TYPED_TEST(Pool, AsCompletedHandsOutEachOnce) {
    TypeParam::run([] {
        std::vector<typename TypeParam::template future<int>> results;
        typename TypeParam::thread_pool pool{3};
        for (int i = 0; i < 4; ++i) results.push_back(pool.submit([i] { return i; }));
        std::vector<int> all;
        for (auto& done : TypeParam::as_completed(results)) all.push_back(done.get());
        std::sort(all.begin(), all.end());
        EXPECT_EQ(all, (std::vector<int>{0, 1, 2, 3}));
        results.clear();
        for (auto& done : TypeParam::as_completed(results)) ADD_FAILURE() << done.valid();
    });
}

TYPED_TEST(Pool, ThreadsAreAliveUntilTheyEnd) {
    TypeParam::run([] {
        TypeParam::watch_threads();
        typename TypeParam::binary_semaphore go{0};
        typename TypeParam::thread waits{[&] { go.acquire(); }};
        auto const listed = [id = waits.get_id()] {
            auto const all = TypeParam::enumerate();
            EXPECT_EQ(all.front(), TypeParam::this_id());
            return std::count(all.begin(), all.end(), id);
        };
        EXPECT_TRUE(waits.is_alive());
        EXPECT_EQ(listed(), 1);
        go.release();
        waits.join();
        EXPECT_FALSE(waits.is_alive());
        EXPECT_EQ(TypeParam::enumerate().size(), 1U);
        EXPECT_FALSE(typename TypeParam::thread{}.is_alive());
    });
}

}  // namespace
}  // namespace conformance
