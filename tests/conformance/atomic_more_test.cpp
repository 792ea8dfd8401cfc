// SPDX-License-Identifier: Apache-2.0
// Atomics of pointers and real numbers, flags, references, waits.
#include <tests/conformance/worlds.hpp>

#include <cstdint>

namespace conformance {
namespace {

template <class World>
class AtomicMore : public Conformance<World> {};
TYPED_TEST_SUITE(AtomicMore, Worlds, WorldNames);

template <class Atomic>
concept adds = requires(Atomic& x) {
    x.fetch_add(1);
    x += 1;
};
template <class Atomic>
concept counts = requires(Atomic& x) {
    ++x;
    x--;
};
template <class Atomic>
concept combines = requires(Atomic& x, typename Atomic::value_type by) {
    x.fetch_or(by);
    x ^= by;
};
template <class Atomic>
concept has_difference = requires {
    typename Atomic::difference_type;
};

struct Plain {
    int x;
};
enum class Colour { red };

template <template <class> class Atomic>
constexpr bool offers_what_std_does() {
    static_assert(adds<Atomic<int>> && counts<Atomic<int>> && combines<Atomic<int>>);
    static_assert(adds<Atomic<double>> && !counts<Atomic<double>> && !combines<Atomic<double>>);
    static_assert(adds<Atomic<int*>> && counts<Atomic<int*>> && !combines<Atomic<int*>>);
    static_assert(!adds<Atomic<Plain>> && !combines<Atomic<Plain>> && !adds<Atomic<Colour>>);
    static_assert(std::is_same_v<typename Atomic<short>::difference_type, short>);
    static_assert(std::is_same_v<typename Atomic<float>::difference_type, float>);
    static_assert(std::is_same_v<typename Atomic<int*>::difference_type, std::ptrdiff_t>);
    static_assert(!has_difference<Atomic<Plain>> && !has_difference<Atomic<Colour>>);
    return true;
}

TYPED_TEST(AtomicMore, HasOperationsByType) {
    static_assert(offers_what_std_does<TypeParam::template atomic>());
    static_assert(offers_what_std_does<TypeParam::template atomic_ref>());
    // (libstdc++ 12 lets one calculate with an atomic_ref<bool>, against the standard: not compared.)
    using flag = typename TypeParam::template atomic<bool>;
    static_assert(!adds<flag> && !counts<flag> && !combines<flag> && !has_difference<flag>);
}

TYPED_TEST(AtomicMore, AddsToPointersByElements) {
    TypeParam::run([] {
        std::int64_t row[8] = {};
        typename TypeParam::template atomic<std::int64_t*> at{row};
        EXPECT_EQ(at.fetch_add(3), row);
        EXPECT_EQ(at.load(), row + 3);
        EXPECT_EQ(at += 2, row + 5);
        EXPECT_EQ(at -= 1, row + 4);
        EXPECT_EQ(at.fetch_sub(-2), row + 4);
        EXPECT_EQ(++at, row + 7);
        EXPECT_EQ(at--, row + 7);
        EXPECT_EQ(--at, row + 5);
        EXPECT_EQ(at++, row + 5);
        at = nullptr;
        EXPECT_EQ(at.load(), nullptr);
    });
}

template <class World, class T>
void check_real() {
    typename World::template atomic<T> x{T(1.5)};
    EXPECT_EQ(x.fetch_add(T(0.1)), T(1.5));
    EXPECT_EQ(x.load(), T(1.5) + T(0.1));
    x = T(4);
    EXPECT_EQ(x.fetch_sub(T(0.5)), T(4));
    EXPECT_EQ(x += T(1), T(4.5));
    EXPECT_EQ(x -= T(5), T(-0.5));
    T expected = T(-0.5);
    EXPECT_TRUE(x.compare_exchange_strong(expected, T(2)));
    EXPECT_FALSE(x.compare_exchange_strong(expected, T(3)));
    EXPECT_EQ(expected, T(2));
    x = T(0.0);
    expected = T(-0.0);
    EXPECT_FALSE(x.compare_exchange_strong(expected, T(1))) << "bits are compared, not numbers";
}

TYPED_TEST(AtomicMore, CalculatesWithRealNumbers) {
    TypeParam::run([] {
        check_real<TypeParam, float>();
        check_real<TypeParam, double>();
    });
}

TYPED_TEST(AtomicMore, WaitsForAnotherValue) {
    TypeParam::run([] {
        typename TypeParam::template atomic<int> x{1};
        x.wait(0);
        int seen = 0;
        typename TypeParam::thread waiter{[&] {
            x.wait(1);
            x.wait(5, std::memory_order_acquire);
            seen = x.load();
        }};
        x.store(2);
        x.notify_one();
        x.notify_all();
        waiter.join();
        EXPECT_EQ(seen, 2);
    });
}

TYPED_TEST(AtomicMore, HasAFlag) {
    using flag = typename TypeParam::atomic_flag;
    static_assert(!std::is_copy_constructible_v<flag> && !std::is_copy_assignable_v<flag>);
    TypeParam::run([] {
        flag set;
        EXPECT_FALSE(set.test());
        EXPECT_FALSE(set.test_and_set());
        EXPECT_TRUE(set.test_and_set(std::memory_order_acquire));
        EXPECT_TRUE(set.test(std::memory_order_acquire));
        typename TypeParam::thread waiter{[&] { set.wait(true); }};
        set.clear();
        set.notify_all();
        waiter.join();
        set.wait(true);
        set.clear(std::memory_order_release);
        set.notify_one();
        EXPECT_FALSE(set.test());
    });
}

TYPED_TEST(AtomicMore, RefersToPlainMemory) {
    using reference = typename TypeParam::template atomic_ref<int>;
    static_assert(std::is_copy_constructible_v<reference> && !std::is_copy_assignable_v<reference>);
    static_assert(reference::is_always_lock_free && reference::required_alignment == alignof(int));
    TypeParam::run([] {
        int x = 1;
        {
            reference const one{x};
            reference const two{one};
            one.store(3);
            EXPECT_EQ(two.load(), 3);
            EXPECT_EQ(two += 2, 5);
            EXPECT_EQ(one.exchange(7), 5);
            EXPECT_EQ(one++, 7);
            EXPECT_EQ(two.fetch_and(12), 8);
            EXPECT_EQ(one |= 1, 9);
            int expected = 9;
            EXPECT_TRUE(two.compare_exchange_strong(expected, -4));
            EXPECT_FALSE(one.compare_exchange_weak(expected, 0));
            EXPECT_EQ(expected, -4);
            EXPECT_EQ(one = 6, 6);
            one.wait(5);
            one.notify_all();
            // Not called: clang asks libatomic.
            static_assert(std::is_same_v<decltype(one.is_lock_free()), bool>);
        }
        EXPECT_EQ(x, 6);
        x = 20;
        typename TypeParam::thread add{[&] { reference{x}.fetch_add(1); }};
        reference{x}.fetch_sub(3);
        add.join();
        EXPECT_EQ(x, 18);
        TypeParam::fence();
        double real = 0.5;
        typename TypeParam::template atomic_ref<double>{real} += 1.0;
        EXPECT_EQ(real, 1.5);
    });
}

}  // namespace
}  // namespace conformance
