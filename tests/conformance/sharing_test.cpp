// SPDX-License-Identifier: Apache-2.0
// Timed and shared mutexes, shared_lock, lock and try_lock of several.
#include <tests/conformance/worlds.hpp>

#include <utility>

namespace conformance {
namespace {

using namespace std::chrono_literals;

template <class World>
class Sharing : public Conformance<World> {};
TYPED_TEST_SUITE(Sharing, Worlds, WorldNames);

template <class T>
constexpr bool stays =
    !std::is_copy_constructible_v<
        T> && !std::is_copy_assignable_v<T> && !std::is_move_constructible_v<T> && !std::is_move_assignable_v<T>;

template <class Mutex, class Time>
constexpr bool is_timed = requires(Mutex& mutex, Time time) {
    { mutex.try_lock_for(1ms) } -> std::same_as<bool>;
    { mutex.try_lock_until(time) } -> std::same_as<bool>;
};
template <class Mutex, class Time>
constexpr bool is_shared_timed = requires(Mutex& mutex, Time time) {
    { mutex.try_lock_shared_for(1ms) } -> std::same_as<bool>;
    { mutex.try_lock_shared_until(time) } -> std::same_as<bool>;
};
template <class Mutex>
constexpr bool is_shared = requires(Mutex& mutex) {
    mutex.lock_shared();
    { mutex.try_lock_shared() } -> std::same_as<bool>;
    mutex.unlock_shared();
};

TYPED_TEST(Sharing, MutexesHaveTheirTypes) {
    using W = TypeParam;
    using time = typename W::steady_clock::time_point;
    static_assert(stays<typename W::timed_mutex> && stays<typename W::recursive_timed_mutex>);
    static_assert(stays<typename W::shared_mutex> && stays<typename W::shared_timed_mutex>);
    static_assert(!std::is_same_v<typename W::timed_mutex, typename W::mutex>);
    static_assert(!std::is_convertible_v<typename W::timed_mutex&, typename W::mutex&>);
    static_assert(!std::is_convertible_v<typename W::shared_timed_mutex&, typename W::shared_mutex&>);
    static_assert(is_timed<typename W::timed_mutex, time> && is_timed<typename W::recursive_timed_mutex, time>);
    static_assert(!is_timed<typename W::mutex, time> && !is_timed<typename W::shared_mutex, time>);
    static_assert(is_timed<typename W::shared_timed_mutex, time>);
    static_assert(is_shared_timed<typename W::shared_timed_mutex, time>);
    static_assert(!is_shared_timed<typename W::shared_mutex, time>);
    static_assert(is_shared<typename W::shared_mutex> && is_shared<typename W::shared_timed_mutex>);
    static_assert(!is_shared<typename W::timed_mutex>);
}

/// What another thread can have of the mutex: nothing, a share, or all of it.
template <class World, class Mutex>
std::string another_thread_gets(Mutex& mutex) {
    std::string got = "nothing";
    typename World::thread other{[&] {
        if (mutex.try_lock()) {
            mutex.unlock();
            got = "all";
        } else if (mutex.try_lock_shared()) {
            mutex.unlock_shared();
            got = "share";
        }
    }};
    other.join();
    return got;
}

TYPED_TEST(Sharing, TimedMutexesTimeOut) {
    TypeParam::run([] {
        using clock = typename TypeParam::steady_clock;
        typename TypeParam::timed_mutex plain;
        typename TypeParam::recursive_timed_mutex recursive;
        EXPECT_TRUE(plain.try_lock_for(1ms));
        EXPECT_TRUE(recursive.try_lock_until(clock::now() + 1ms));
        EXPECT_TRUE(recursive.try_lock_for(0ms));
        typename TypeParam::thread other{[&] {
            auto const begin = clock::now();
            EXPECT_FALSE(plain.try_lock_for(1ms));
            EXPECT_GE(clock::now() - begin, 1ms);
            EXPECT_FALSE(recursive.try_lock_until(begin));
            auto const date = TypeParam::system_clock::now();
            EXPECT_FALSE(plain.try_lock_until(date + 1ms));
            EXPECT_GE(TypeParam::system_clock::now() - date, 1ms);
            EXPECT_FALSE(plain.try_lock_for(-1ms));
            EXPECT_FALSE(plain.try_lock() || recursive.try_lock());
        }};
        other.join();
        plain.unlock();
        recursive.unlock();
        recursive.unlock();
    });
}

TYPED_TEST(Sharing, UniqueLockOfATimedMutex) {
    TypeParam::run([] {
        using mutex = typename TypeParam::timed_mutex;
        using lock = typename TypeParam::template unique_lock<mutex>;
        using time = typename TypeParam::steady_clock::time_point;
        static_assert(std::is_constructible_v<lock, mutex&, std::chrono::milliseconds>);
        static_assert(std::is_constructible_v<lock, mutex&, time>);
        mutex held;
        lock holder{held, 1ms};
        EXPECT_TRUE(holder.owns_lock());
        EXPECT_EQ(error_of([&] { holder.try_lock_for(1ms); }), std::errc::resource_deadlock_would_occur);
        EXPECT_EQ(error_of([&] { lock{}.try_lock_until(time{}); }), std::errc::operation_not_permitted);
        typename TypeParam::thread other{[&] {
            lock late{held, TypeParam::steady_clock::now() + 1ms};
            EXPECT_FALSE(late.owns_lock() || late.try_lock_for(1ms) || late.try_lock_until(time{}));
        }};
        other.join();
    });
}

TYPED_TEST(Sharing, ReadersShareAndWritersDoNot) {
    TypeParam::run([] {
        typename TypeParam::shared_mutex mutex;
        EXPECT_EQ(another_thread_gets<TypeParam>(mutex), "all");
        mutex.lock_shared();
        EXPECT_EQ(another_thread_gets<TypeParam>(mutex), "share");
        mutex.unlock_shared();
        mutex.lock();
        EXPECT_EQ(another_thread_gets<TypeParam>(mutex), "nothing");
        mutex.unlock();
        EXPECT_TRUE(mutex.try_lock_shared());
        mutex.unlock_shared();
        EXPECT_TRUE(mutex.try_lock());
        mutex.unlock();
    });
}

TYPED_TEST(Sharing, SharedTimedMutexTimesOut) {
    TypeParam::run([] {
        using clock = typename TypeParam::steady_clock;
        typename TypeParam::shared_timed_mutex mutex;
        EXPECT_TRUE(mutex.try_lock_for(1ms));
        typename TypeParam::thread late{[&] {
            auto const begin = clock::now();
            EXPECT_FALSE(mutex.try_lock_shared_for(1ms));
            EXPECT_GE(clock::now() - begin, 1ms);
            EXPECT_FALSE(mutex.try_lock_shared_until(begin) || mutex.try_lock_until(begin));
            auto const date = TypeParam::system_clock::now();
            EXPECT_FALSE(mutex.try_lock_shared_until(date + 1ms) || mutex.try_lock_until(date + 2ms));
            EXPECT_GE(TypeParam::system_clock::now() - date, 2ms);
        }};
        late.join();
        mutex.unlock();
        EXPECT_TRUE(mutex.try_lock_shared_until(clock::now() + 1ms));
        typename TypeParam::thread beside{[&] {
            EXPECT_TRUE(mutex.try_lock_shared_for(1h));
            mutex.unlock_shared();
            EXPECT_FALSE(mutex.try_lock_for(1ms));
        }};
        beside.join();
        mutex.unlock_shared();
    });
}

TYPED_TEST(Sharing, SharedLockHasItsTypes) {
    using mutex = typename TypeParam::shared_timed_mutex;
    using lock = typename TypeParam::template shared_lock<mutex>;
    static_assert(std::is_same_v<typename lock::mutex_type, mutex>);
    static_assert(std::is_nothrow_default_constructible_v<lock> && std::is_nothrow_move_constructible_v<lock>);
    static_assert(std::is_move_assignable_v<lock>);
    static_assert(!std::is_copy_constructible_v<lock> && !std::is_copy_assignable_v<lock>);
    static_assert(!std::is_convertible_v<mutex&, lock> && !std::is_convertible_v<lock, bool>, "both are explicit");
    static_assert(std::is_nothrow_constructible_v<lock, mutex&, std::defer_lock_t>);
    static_assert(std::is_constructible_v<lock, mutex&, std::try_to_lock_t>);
    static_assert(std::is_constructible_v<lock, mutex&, std::adopt_lock_t>);
    static_assert(std::is_constructible_v<lock, mutex&, std::chrono::milliseconds>);
    static_assert(std::is_constructible_v<lock, mutex&, typename TypeParam::steady_clock::time_point>);
    static_assert(noexcept(std::declval<lock&>().release())&& noexcept(std::declval<lock const&>().owns_lock()));
    static_assert(std::is_same_v<decltype(std::declval<lock&>().release()), mutex*>);
}

TYPED_TEST(Sharing, SharedLockLocksMovesAndThrows) {
    TypeParam::run([] {
        using mutex = typename TypeParam::shared_timed_mutex;
        using lock = typename TypeParam::template shared_lock<mutex>;
        mutex left;
        mutex right;
        lock none;
        EXPECT_EQ(error_of([&] { none.lock(); }), std::errc::operation_not_permitted);
        EXPECT_TRUE(error_of([&] { none.unlock(); })) << "libstdc++ 12 has another error here than the standard";
        lock a{left};
        EXPECT_EQ(another_thread_gets<TypeParam>(left), "share");
        EXPECT_EQ(error_of([&] { a.lock(); }), std::errc::resource_deadlock_would_occur);
        EXPECT_EQ(error_of([&] { a.try_lock(); }), std::errc::resource_deadlock_would_occur);
        lock b{std::move(a)};
        EXPECT_TRUE(!a.owns_lock() && a.mutex() == nullptr && b.owns_lock() && b && b.mutex() == &left);
        lock c{right, std::defer_lock};
        EXPECT_FALSE(c.owns_lock());
        EXPECT_TRUE(c.try_lock());
        c = std::move(b);
        EXPECT_EQ(another_thread_gets<TypeParam>(right), "all");
        c.unlock();
        EXPECT_TRUE(error_of([&] { c.unlock(); }));
        EXPECT_TRUE(c.try_lock_for(1ms));
        lock d{right, 1ms};
        swap(c, d);
        EXPECT_TRUE(c.mutex() == &right && d.mutex() == &left && c.owns_lock() && d.owns_lock());
        EXPECT_EQ(d.release(), &left);
        EXPECT_EQ(another_thread_gets<TypeParam>(left), "share");
        { lock const adopted{left, std::adopt_lock}; }
        EXPECT_EQ(another_thread_gets<TypeParam>(left), "all");
        lock const maybe{left, std::try_to_lock};
        EXPECT_TRUE(maybe.owns_lock());
    });
}

TYPED_TEST(Sharing, LockTakesAllAndTryLockAllOrNone) {
    TypeParam::run([] {
        using mutex = typename TypeParam::mutex;
        mutex a;
        typename TypeParam::recursive_mutex b;
        typename TypeParam::timed_mutex c;
        mutex d;
        mutex e;
        EXPECT_EQ(TypeParam::try_lock(a, b), -1);
        typename TypeParam::thread other{[&] {
            EXPECT_EQ(TypeParam::try_lock(a, c), 0);
            EXPECT_EQ(TypeParam::try_lock(c, d, b), 2);
            EXPECT_EQ(TypeParam::try_lock(c, d, e, a), 3);
            TypeParam::lock(c, d);
            EXPECT_EQ(TypeParam::try_lock(e, d), 1);
            c.unlock();
            d.unlock();
        }};
        other.join();
        a.unlock();
        b.unlock();
        TypeParam::lock(a, b, c, d, e);
        typename TypeParam::template scoped_lock<
            mutex, typename TypeParam::recursive_mutex, typename TypeParam::timed_mutex, mutex, mutex> const all{
            std::adopt_lock, a, b, c, d, e};
        typename TypeParam::thread{[&] { EXPECT_FALSE(e.try_lock()); }}.join();
    });
}

}  // namespace
}  // namespace conformance
