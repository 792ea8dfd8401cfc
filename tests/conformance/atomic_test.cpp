// SPDX-License-Identifier: Apache-2.0
#include <tests/conformance/worlds.hpp>

#include <cstdint>
#include <limits>

namespace conformance {
namespace {

template <class World>
class Atomic : public Conformance<World> {};
TYPED_TEST_SUITE(Atomic, Worlds, WorldNames);

enum class Colour : unsigned char { red, green };
struct alignas(4) Point {
    std::int16_t x;
    std::int16_t y;
    friend bool operator==(Point const&, Point const&) = default;
};

/// (std's `atomic<int> x = 0` is not possible in heddle's: there, `x = 0` knows its place. And what std declares noexcept is
/// not, for an abandoned thread may be unwound through it.)
TYPED_TEST(Atomic, HasItsTypes) {
    using number = typename TypeParam::template atomic<int>;
    static_assert(std::is_same_v<typename number::value_type, int>);
    static_assert(!std::is_copy_constructible_v<number> && !std::is_copy_assignable_v<number>);
    static_assert(!std::is_move_constructible_v<number> && !std::is_move_assignable_v<number>);
    static_assert(std::is_default_constructible_v<number> && std::is_constructible_v<number, int>);
    static_assert(std::is_convertible_v<number const&, int>);
    static_assert(number::is_always_lock_free && TypeParam::template atomic<bool>::is_always_lock_free);
    static_assert(std::is_same_v<decltype(std::declval<number&>() = 1), int>);
    static_assert(std::is_same_v<decltype(std::declval<number&>() += 1), int>);
    static_assert(std::is_same_v<decltype(std::declval<number&>()++), int>);
    static_assert(std::is_same_v<decltype(++std::declval<number&>()), int>);
    static_assert(std::is_same_v<decltype(std::declval<number const&>().is_lock_free()), bool>);
}

TYPED_TEST(Atomic, LoadsAndStores) {
    TypeParam::run([] {
        typename TypeParam::template atomic<int> x;
        EXPECT_EQ(x.load(), 0);
        x.store(3);
        EXPECT_EQ(x.load(), 3);
        x.store(4, std::memory_order_release);
        EXPECT_EQ(x.load(std::memory_order_acquire), 4);
        EXPECT_EQ(x = 5, 5);
        int const plain = x;
        EXPECT_EQ(plain, 5);
        EXPECT_EQ(x.exchange(6), 5);
        EXPECT_EQ(x.exchange(7, std::memory_order_acq_rel), 6);
        EXPECT_EQ(x, 7);
    });
}

TYPED_TEST(Atomic, ComparesAndExchanges) {
    TypeParam::run([] {
        typename TypeParam::template atomic<int> x{1};
        int expected = 2;
        EXPECT_FALSE(x.compare_exchange_strong(expected, 3));
        EXPECT_EQ(expected, 1);
        EXPECT_TRUE(x.compare_exchange_strong(expected, 3));
        EXPECT_EQ(expected, 1);
        EXPECT_EQ(x.load(), 3);
        expected = 3;
        EXPECT_TRUE(x.compare_exchange_strong(expected, 4, std::memory_order_seq_cst));
        EXPECT_FALSE(x.compare_exchange_strong(expected, 5, std::memory_order_acq_rel, std::memory_order_acquire));
        EXPECT_EQ(expected, 4);
        EXPECT_FALSE(x.compare_exchange_weak(++expected, 5));
        EXPECT_EQ(expected, 4);
        while (!x.compare_exchange_weak(expected, 6, std::memory_order_release, std::memory_order_relaxed)) {
        }
        while (!x.compare_exchange_weak(expected = 6, 7, std::memory_order_release)) {
        }
        EXPECT_EQ(x.load(), 7);
    });
}

template <class World, class T>
void check_arithmetic() {
    typename World::template atomic<T> x{T{10}};
    EXPECT_EQ(x.fetch_add(5), T{10});
    EXPECT_EQ(x.fetch_sub(3), T{15});
    EXPECT_EQ(x.load(), T{12});
    EXPECT_EQ(x.fetch_and(T{6}), T{12});
    EXPECT_EQ(x.fetch_or(T{1}), T{4});
    EXPECT_EQ(x.fetch_xor(T{7}), T{5});
    EXPECT_EQ(x.load(), T{2});
    EXPECT_EQ(x += T{3}, T{5});
    EXPECT_EQ(x -= T{1}, T{4});
    EXPECT_EQ(x |= T{3}, T{7});
    EXPECT_EQ(x &= T{5}, T{5});
    EXPECT_EQ(x ^= T{4}, T{1});
    EXPECT_EQ(++x, T{2});
    EXPECT_EQ(x++, T{2});
    EXPECT_EQ(--x, T{2});
    EXPECT_EQ(x--, T{2});
    EXPECT_EQ(x.load(), T{1});
    EXPECT_EQ(x.fetch_add(1, std::memory_order_relaxed), T{1});
    x.store(std::numeric_limits<T>::max());
    EXPECT_EQ(x.fetch_add(1), std::numeric_limits<T>::max());
    EXPECT_EQ(x.load(), std::numeric_limits<T>::min()) << "it wraps around, signed or not";
    EXPECT_EQ(x.fetch_sub(1), std::numeric_limits<T>::min());
    EXPECT_EQ(x.load(), std::numeric_limits<T>::max());
}

TYPED_TEST(Atomic, CalculatesInEveryWidth) {
    TypeParam::run([] {
        check_arithmetic<TypeParam, std::int8_t>();
        check_arithmetic<TypeParam, std::uint8_t>();
        check_arithmetic<TypeParam, std::int16_t>();
        check_arithmetic<TypeParam, std::uint16_t>();
        check_arithmetic<TypeParam, int>();
        check_arithmetic<TypeParam, unsigned>();
        check_arithmetic<TypeParam, std::int64_t>();
        check_arithmetic<TypeParam, std::uint64_t>();
    });
}

TYPED_TEST(Atomic, HoldsOtherTypes) {
    TypeParam::run([] {
        typename TypeParam::template atomic<bool> flag{false};
        EXPECT_FALSE(flag.exchange(true));
        EXPECT_TRUE(flag);
        typename TypeParam::template atomic<Colour> colour{Colour::red};
        colour = Colour::green;
        EXPECT_EQ(colour.load(), Colour::green);
        typename TypeParam::template atomic<double> real{0.5};
        EXPECT_EQ(real.exchange(-1.25), 0.5);
        EXPECT_EQ(real.load(), -1.25);
        int target = 3;
        typename TypeParam::template atomic<int*> pointer{nullptr};
        int* expected = nullptr;
        EXPECT_TRUE(pointer.compare_exchange_strong(expected, &target));
        EXPECT_EQ(*pointer.load(), 3);
        typename TypeParam::template atomic<Point> point{Point{1, -2}};
        Point seen = {1, -2};
        EXPECT_TRUE(point.compare_exchange_strong(seen, Point{3, 4}));
        EXPECT_EQ(point.load(), (Point{3, 4}));
    });
}

TYPED_TEST(Atomic, LosesNoUpdate) {
    TypeParam::run([] {
        typename TypeParam::template atomic<int> sum{0};
        auto const add = [&] {
            for (int i = 0; i < 3; ++i) sum += 1;
            int seen = sum.load();
            while (!sum.compare_exchange_strong(seen, seen + 1)) {
            }
        };
        typename TypeParam::thread one{add};
        typename TypeParam::thread two{add};
        one.join();
        two.join();
        EXPECT_EQ(sum.load(), 8);
    });
}

}  // namespace
}  // namespace conformance
