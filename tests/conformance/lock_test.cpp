// SPDX-License-Identifier: Apache-2.0
#include <tests/conformance/worlds.hpp>

#include <optional>
#include <utility>

namespace conformance {
namespace {

template <class World>
class Lock : public Conformance<World> {};
TYPED_TEST_SUITE(Lock, Worlds, WorldNames);

template <class T>
constexpr bool stays =
    !std::is_copy_constructible_v<
        T> && !std::is_copy_assignable_v<T> && !std::is_move_constructible_v<T> && !std::is_move_assignable_v<T>;

/// (std's mutex has a constexpr noexcept constructor. Heddle's needs an execution, so there are no global ones.)
TYPED_TEST(Lock, MutexesHaveTheirTypes) {
    using mutex = typename TypeParam::mutex;
    using recursive_mutex = typename TypeParam::recursive_mutex;
    static_assert(stays<mutex> && std::is_default_constructible_v<mutex>);
    static_assert(stays<recursive_mutex> && std::is_default_constructible_v<recursive_mutex>);
    static_assert(!std::is_same_v<mutex, recursive_mutex>);
    static_assert(std::is_void_v<decltype(std::declval<mutex&>().lock())>);
    static_assert(std::is_same_v<decltype(std::declval<mutex&>().try_lock()), bool>);
    static_assert(std::is_void_v<decltype(std::declval<mutex&>().unlock())>);
    static_assert(std::is_nothrow_destructible_v<mutex>);
}

template <class World, class Mutex>
bool another_thread_gets(Mutex& mutex) {
    bool got = false;
    typename World::thread other{[&] {
        got = mutex.try_lock();
        if (got) mutex.unlock();
    }};
    other.join();
    return got;
}

TYPED_TEST(Lock, MutexIsHeldByOne) {
    TypeParam::run([] {
        typename TypeParam::mutex mutex;
        EXPECT_TRUE(another_thread_gets<TypeParam>(mutex));
        mutex.lock();
        EXPECT_FALSE(another_thread_gets<TypeParam>(mutex));
        mutex.unlock();
        EXPECT_TRUE(mutex.try_lock());
        EXPECT_FALSE(another_thread_gets<TypeParam>(mutex));
        mutex.unlock();
        EXPECT_TRUE(another_thread_gets<TypeParam>(mutex));
    });
}

TYPED_TEST(Lock, RecursiveMutexCounts) {
    TypeParam::run([] {
        typename TypeParam::recursive_mutex mutex;
        mutex.lock();
        mutex.lock();
        EXPECT_TRUE(mutex.try_lock());
        for (int held = 3; held > 0; --held) {
            EXPECT_FALSE(another_thread_gets<TypeParam>(mutex));
            mutex.unlock();
        }
        EXPECT_TRUE(another_thread_gets<TypeParam>(mutex));
    });
}

TYPED_TEST(Lock, MutexExcludes) {
    TypeParam::run([] {
        typename TypeParam::mutex mutex;
        int sum = 0;
        int inside = 0;
        auto const add = [&] {
            for (int i = 0; i < 3; ++i) {
                mutex.lock();
                EXPECT_EQ(++inside, 1);
                int const old = sum;
                TypeParam::yield();
                sum = old + 1;
                --inside;
                mutex.unlock();
            }
        };
        typename TypeParam::thread one{add};
        typename TypeParam::thread two{add};
        one.join();
        two.join();
        EXPECT_EQ(sum, 6);
    });
}

TYPED_TEST(Lock, GuardHasItsTypes) {
    using mutex = typename TypeParam::mutex;
    using guard = typename TypeParam::template lock_guard<mutex>;
    static_assert(stays<guard> && std::is_same_v<typename guard::mutex_type, mutex>);
    static_assert(!std::is_convertible_v<mutex&, guard>, "the constructor is explicit");
    static_assert(!std::is_default_constructible_v<guard>);
    static_assert(std::is_constructible_v<guard, mutex&, std::adopt_lock_t>);
    static_assert(!std::is_constructible_v<guard, mutex&, std::defer_lock_t>);
}

TYPED_TEST(Lock, GuardHoldsForItsScope) {
    TypeParam::run([] {
        using guard = typename TypeParam::template lock_guard<typename TypeParam::mutex>;
        typename TypeParam::mutex mutex;
        {
            guard const held{mutex};
            EXPECT_FALSE(another_thread_gets<TypeParam>(mutex));
        }
        EXPECT_TRUE(another_thread_gets<TypeParam>(mutex));
        mutex.lock();
        {
            guard const held{mutex, std::adopt_lock};
            EXPECT_FALSE(another_thread_gets<TypeParam>(mutex));
        }
        EXPECT_TRUE(another_thread_gets<TypeParam>(mutex));
        try {
            guard const held{mutex};
            throw 1;
        } catch (int) {
        }
        EXPECT_TRUE(another_thread_gets<TypeParam>(mutex));
    });
}

TYPED_TEST(Lock, UniqueLockHasItsTypes) {
    using mutex = typename TypeParam::mutex;
    using lock = typename TypeParam::template unique_lock<mutex>;
    static_assert(std::is_same_v<typename lock::mutex_type, mutex>);
    static_assert(std::is_nothrow_default_constructible_v<lock> && std::is_nothrow_move_constructible_v<lock>);
    static_assert(std::is_move_assignable_v<lock>);
    static_assert(!std::is_copy_constructible_v<lock> && !std::is_copy_assignable_v<lock>);
    static_assert(!std::is_convertible_v<mutex&, lock> && !std::is_convertible_v<lock, bool>, "both are explicit");
    static_assert(std::is_constructible_v<bool, lock const&>);
    static_assert(std::is_nothrow_constructible_v<lock, mutex&, std::defer_lock_t>);
    static_assert(std::is_constructible_v<lock, mutex&, std::try_to_lock_t>);
    static_assert(std::is_constructible_v<lock, mutex&, std::adopt_lock_t>);
    static_assert(noexcept(std::declval<lock&>().release())&& noexcept(std::declval<lock const&>().mutex()));
    static_assert(noexcept(std::declval<lock const&>().owns_lock()));
    static_assert(std::is_same_v<decltype(std::declval<lock&>().release()), mutex*>);
}

TYPED_TEST(Lock, UniqueLockLocksNowLaterOrMaybe) {
    TypeParam::run([] {
        using lock = typename TypeParam::template unique_lock<typename TypeParam::mutex>;
        typename TypeParam::mutex mutex;
        {
            lock now{mutex};
            EXPECT_TRUE(now.owns_lock() && now && now.mutex() == &mutex);
            now.unlock();
            EXPECT_FALSE(now.owns_lock() || now);
            EXPECT_TRUE(now.try_lock());
        }
        {
            lock later{mutex, std::defer_lock};
            EXPECT_FALSE(later.owns_lock());
            later.lock();
            EXPECT_FALSE(another_thread_gets<TypeParam>(mutex));
        }
        lock const holder{mutex};
        typename TypeParam::thread other{[&] {
            lock maybe{mutex, std::try_to_lock};
            EXPECT_FALSE(maybe.owns_lock() || maybe.try_lock());
            EXPECT_EQ(maybe.mutex(), &mutex);
        }};
        other.join();
    });
}

TYPED_TEST(Lock, UniqueLockThrowsWhatStdThrows) {
    TypeParam::run([] {
        using lock = typename TypeParam::template unique_lock<typename TypeParam::mutex>;
        typename TypeParam::mutex mutex;
        lock none;
        EXPECT_EQ(none.mutex(), nullptr);
        EXPECT_EQ(error_of([&] { none.lock(); }), std::errc::operation_not_permitted);
        EXPECT_EQ(error_of([&] { none.try_lock(); }), std::errc::operation_not_permitted);
        EXPECT_EQ(error_of([&] { none.unlock(); }), std::errc::operation_not_permitted);
        lock held{mutex};
        EXPECT_EQ(error_of([&] { held.lock(); }), std::errc::resource_deadlock_would_occur);
        EXPECT_EQ(error_of([&] { held.try_lock(); }), std::errc::resource_deadlock_would_occur);
        held.unlock();
        EXPECT_EQ(error_of([&] { held.unlock(); }), std::errc::operation_not_permitted);
    });
}

TYPED_TEST(Lock, UniqueLockMovesSwapsAndReleases) {
    TypeParam::run([] {
        using lock = typename TypeParam::template unique_lock<typename TypeParam::mutex>;
        typename TypeParam::mutex left;
        typename TypeParam::mutex right;
        lock a{left};
        lock b{std::move(a)};
        EXPECT_TRUE(!a.owns_lock() && a.mutex() == nullptr && b.owns_lock());
        lock c{right};
        c = std::move(b);
        EXPECT_TRUE(another_thread_gets<TypeParam>(right));
        EXPECT_TRUE(c.mutex() == &left && c.owns_lock() && b.mutex() == nullptr);
        lock d{right, std::defer_lock};
        c.swap(d);
        EXPECT_TRUE(d.mutex() == &left && d.owns_lock() && c.mutex() == &right && !c.owns_lock());
        swap(c, d);
        EXPECT_TRUE(c.mutex() == &left && c.owns_lock());
        EXPECT_EQ(c.release(), &left);
        EXPECT_TRUE(c.mutex() == nullptr && !c.owns_lock());
        EXPECT_FALSE(another_thread_gets<TypeParam>(left));
        left.unlock();
    });
}

TYPED_TEST(Lock, ScopedLockHasItsTypes) {
    using mutex = typename TypeParam::mutex;
    using recursive_mutex = typename TypeParam::recursive_mutex;
    using one = typename TypeParam::template scoped_lock<mutex>;
    using two = typename TypeParam::template scoped_lock<mutex, recursive_mutex>;
    static_assert(stays<one> && stays<two> && std::is_same_v<typename one::mutex_type, mutex>);
    static_assert(!std::is_convertible_v<mutex&, one>, "the constructor is explicit");
    static_assert(std::is_constructible_v<two, mutex&, recursive_mutex&>);
    static_assert(std::is_constructible_v<two, std::adopt_lock_t, mutex&, recursive_mutex&>);
    static_assert(std::is_default_constructible_v<typename TypeParam::template scoped_lock<>>);
}

TYPED_TEST(Lock, ScopedLockTakesAll) {
    TypeParam::run([] {
        using mutex = typename TypeParam::mutex;
        using recursive_mutex = typename TypeParam::recursive_mutex;
        using both = typename TypeParam::template scoped_lock<mutex, recursive_mutex>;
        mutex left;
        recursive_mutex right;
        {
            both const held{left, right};
            EXPECT_FALSE(another_thread_gets<TypeParam>(left) || another_thread_gets<TypeParam>(right));
        }
        EXPECT_TRUE(another_thread_gets<TypeParam>(left) && another_thread_gets<TypeParam>(right));
        left.lock();
        right.lock();
        { both const held{std::adopt_lock, left, right}; }
        EXPECT_TRUE(another_thread_gets<TypeParam>(left) && another_thread_gets<TypeParam>(right));
        typename TypeParam::template scoped_lock<> const nothing;
        (void)nothing;
    });
}

/// In whatever order they are named.
TYPED_TEST(Lock, ScopedLockDoesNotDeadlock) {
    TypeParam::run([] {
        using mutex = typename TypeParam::mutex;
        using three = typename TypeParam::template scoped_lock<mutex, mutex, mutex>;
        mutex a;
        mutex b;
        mutex c;
        int sum = 0;
        typename TypeParam::thread one{[&] {
            three const held{a, b, c};
            ++sum;
        }};
        typename TypeParam::thread two{[&] {
            three const held{c, a, b};
            ++sum;
        }};
        {
            three const held{b, c, a};
            ++sum;
        }
        one.join();
        two.join();
        EXPECT_EQ(sum, 3);
    });
}

/// Heddle's constructors have a last argument, the place; deduction does not mind.
TEST(LockDeduction, IsAsInStd) {
    using Plain = heddle::mutex&;
    using Recursive = heddle::recursive_mutex&;
    static_assert(
        std::is_same_v<decltype(heddle::lock_guard{std::declval<Plain>()}), heddle::lock_guard<heddle::mutex>>);
    static_assert(std::is_same_v<
                  decltype(heddle::unique_lock{std::declval<Recursive>(), std::defer_lock}),
                  heddle::unique_lock<heddle::recursive_mutex>>);
    static_assert(std::is_same_v<
                  decltype(heddle::scoped_lock{std::declval<Plain>(), std::declval<Recursive>()}),
                  heddle::scoped_lock<heddle::mutex, heddle::recursive_mutex>>);
    static_assert(
        std::is_same_v<
            decltype(heddle::scoped_lock{std::adopt_lock, std::declval<Plain>()}), heddle::scoped_lock<heddle::mutex>>);
}

}  // namespace
}  // namespace conformance
