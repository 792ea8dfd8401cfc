// SPDX-License-Identifier: Apache-2.0
// condition_variable and counting_semaphore.
#include <tests/conformance/worlds.hpp>

#include <utility>

namespace conformance {
namespace {

using namespace std::chrono_literals;

template <class World>
class Waiting : public Conformance<World> {};
TYPED_TEST_SUITE(Waiting, Worlds, WorldNames);

template <class T>
constexpr bool stays =
    !std::is_copy_constructible_v<
        T> && !std::is_copy_assignable_v<T> && !std::is_move_constructible_v<T> && !std::is_move_assignable_v<T>;

/// (std waits until time points of every clock. Heddle knows one, its own: another would not move.)
TYPED_TEST(Waiting, ConditionHasItsTypes) {
    using condition = typename TypeParam::condition_variable;
    using lock = typename TypeParam::template unique_lock<typename TypeParam::mutex>;
    using time = typename TypeParam::steady_clock::time_point;
    using cv_status = typename TypeParam::cv_status;
    using predicate = bool (*)();
    static_assert(stays<condition> && std::is_default_constructible_v<condition>);
    static_assert(std::is_void_v<decltype(std::declval<condition&>().wait(std::declval<lock&>()))>);
    static_assert(std::is_void_v<decltype(std::declval<condition&>().wait(std::declval<lock&>(), predicate{}))>);
    static_assert(std::is_same_v<decltype(std::declval<condition&>().wait_for(std::declval<lock&>(), 1h)), cv_status>);
    static_assert(
        std::is_same_v<decltype(std::declval<condition&>().wait_for(std::declval<lock&>(), 1h, predicate{})), bool>);
    static_assert(
        std::is_same_v<decltype(std::declval<condition&>().wait_until(std::declval<lock&>(), time{})), cv_status>);
    static_assert(std::is_same_v<
                  decltype(std::declval<condition&>().wait_until(std::declval<lock&>(), time{}, predicate{})), bool>);
    static_assert(std::is_void_v<decltype(std::declval<condition&>().notify_one())>);
    static_assert(std::is_void_v<decltype(std::declval<condition&>().notify_all())>);
    static_assert(std::is_same_v<cv_status, std::cv_status>);
}

template <class World>
struct Mailbox {
    typename World::mutex mutex;
    typename World::condition_variable changed;
    int letters = 0;
    int readers = 0;
};

/// Waits with `wait` for a letter that another thread brings.
template <class World, class Wait>
void wait_for_a_letter(Wait wait) {
    Mailbox<World> box;
    typename World::thread postman{[&] {
        typename World::template lock_guard<typename World::mutex> const guard{box.mutex};
        ++box.letters;
        box.changed.notify_one();
    }};
    {
        typename World::template unique_lock<typename World::mutex> lock{box.mutex};
        wait(box, lock);
        EXPECT_TRUE(lock.owns_lock());
        EXPECT_EQ(box.letters, 1);
    }
    postman.join();
}

TYPED_TEST(Waiting, ConditionWakesWhoWaits) {
    TypeParam::run([] {
        wait_for_a_letter<TypeParam>([](auto& box, auto& lock) {
            while (box.letters == 0) box.changed.wait(lock);
        });
        wait_for_a_letter<TypeParam>(
            [](auto& box, auto& lock) { box.changed.wait(lock, [&] { return box.letters > 0; }); });
        wait_for_a_letter<TypeParam>([](auto& box, auto& lock) {
            while (box.letters == 0) EXPECT_EQ(box.changed.wait_for(lock, 1h), std::cv_status::no_timeout);
        });
        wait_for_a_letter<TypeParam>([](auto& box, auto& lock) {
            EXPECT_TRUE(box.changed.wait_for(lock, 1h, [&] { return box.letters > 0; }));
        });
        wait_for_a_letter<TypeParam>([](auto& box, auto& lock) {
            auto const never = TypeParam::steady_clock::now() + 1h;
            EXPECT_TRUE(box.changed.wait_until(lock, never, [&] { return box.letters > 0; }));
        });
    });
}

TYPED_TEST(Waiting, ConditionTimesOut) {
    TypeParam::run([] {
        using clock = typename TypeParam::steady_clock;
        Mailbox<TypeParam> box;
        typename TypeParam::template unique_lock<typename TypeParam::mutex> lock{box.mutex};
        auto const begin = clock::now();
        while (box.changed.wait_for(lock, 1ms) != std::cv_status::timeout) {
        }
        EXPECT_GE(clock::now() - begin, 1ms);
        EXPECT_FALSE(box.changed.wait_for(lock, 1ms, [] { return false; }));
        EXPECT_TRUE(box.changed.wait_for(lock, 0ms, [] { return true; }));
        EXPECT_EQ(box.changed.wait_until(lock, begin), std::cv_status::timeout);
        EXPECT_FALSE(box.changed.wait_until(lock, begin, [] { return false; }));
        EXPECT_EQ(box.changed.wait_for(lock, -1ms), std::cv_status::timeout);
        EXPECT_TRUE(lock.owns_lock());
        // A predicate that has become true meanwhile counts more than the time.
        int asked = 0;
        EXPECT_TRUE(box.changed.wait_for(lock, 1ms, [&] { return asked++ > 0; }));
    });
}

TYPED_TEST(Waiting, ConditionReleasesTheMutexMeanwhile) {
    TypeParam::run([] {
        Mailbox<TypeParam> box;
        typename TypeParam::thread postman{[&] {
            for (bool waiting = false; !waiting;) {
                typename TypeParam::template lock_guard<typename TypeParam::mutex> const guard{box.mutex};
                waiting = box.readers == 1;
                box.letters = waiting ? 1 : 0;
                if (waiting) box.changed.notify_all();
                TypeParam::yield();
            }
        }};
        {
            typename TypeParam::template unique_lock<typename TypeParam::mutex> lock{box.mutex};
            ++box.readers;
            box.changed.wait(lock, [&] { return box.letters == 1; });
        }
        postman.join();
    });
}

TYPED_TEST(Waiting, ConditionNotifiesAll) {
    TypeParam::run([] {
        Mailbox<TypeParam> box;
        auto const read = [&] {
            typename TypeParam::template unique_lock<typename TypeParam::mutex> lock{box.mutex};
            box.changed.wait(lock, [&] { return box.letters > 0; });
            ++box.readers;
        };
        typename TypeParam::thread one{read};
        typename TypeParam::thread two{read};
        {
            typename TypeParam::template lock_guard<typename TypeParam::mutex> const guard{box.mutex};
            box.letters = 1;
        }
        box.changed.notify_all();
        one.join();
        two.join();
        EXPECT_EQ(box.readers, 2);
        box.changed.notify_one();  // to nobody
        box.changed.notify_all();
    });
}

/// (What max() is without a parameter is each implementation's affair.)
TYPED_TEST(Waiting, SemaphoreHasItsTypes) {
    using three = typename TypeParam::template counting_semaphore<3>;
    using time = typename TypeParam::steady_clock::time_point;
    static_assert(stays<three> && !std::is_default_constructible_v<three>);
    static_assert(std::is_constructible_v<three, std::ptrdiff_t> && !std::is_convertible_v<std::ptrdiff_t, three>);
    static_assert(three::max() >= 3 && noexcept(three::max()));
    static_assert(std::is_same_v<decltype(three::max()), std::ptrdiff_t>);
    static_assert(TypeParam::template counting_semaphore<>::max() >= 1'000'000);
    static_assert(
        std::is_same_v<typename TypeParam::binary_semaphore, typename TypeParam::template counting_semaphore<1>>);
    static_assert(std::is_void_v<decltype(std::declval<three&>().acquire())>);
    static_assert(std::is_void_v<decltype(std::declval<three&>().release())>);
    static_assert(std::is_void_v<decltype(std::declval<three&>().release(2))>);
    static_assert(std::is_same_v<decltype(std::declval<three&>().try_acquire()), bool>);
    static_assert(std::is_same_v<decltype(std::declval<three&>().try_acquire_for(1ms)), bool>);
    static_assert(std::is_same_v<decltype(std::declval<three&>().try_acquire_until(time{})), bool>);
}

TYPED_TEST(Waiting, SemaphoreCounts) {
    TypeParam::run([] {
        typename TypeParam::template counting_semaphore<5> places{2};
        places.acquire();
        EXPECT_TRUE(places.try_acquire());
        EXPECT_FALSE(places.try_acquire());
        places.release();
        places.release(2);
        EXPECT_TRUE(places.try_acquire());
        EXPECT_TRUE(places.try_acquire_for(1ms));
        EXPECT_TRUE(places.try_acquire_until(TypeParam::steady_clock::now() + 1ms));
        EXPECT_FALSE(places.try_acquire());
    });
}

TYPED_TEST(Waiting, SemaphoreTimesOut) {
    TypeParam::run([] {
        using clock = typename TypeParam::steady_clock;
        typename TypeParam::binary_semaphore place{0};
        auto const begin = clock::now();
        EXPECT_FALSE(place.try_acquire_for(1ms));
        EXPECT_GE(clock::now() - begin, 1ms);
        EXPECT_FALSE(place.try_acquire_until(begin));
        EXPECT_FALSE(place.try_acquire_for(-1ms));
    });
}

TYPED_TEST(Waiting, SemaphoreLetsInAsManyAsItHas) {
    TypeParam::run([] {
        typename TypeParam::template counting_semaphore<2> places{2};
        typename TypeParam::template atomic<int> inside{0};
        typename TypeParam::template atomic<int> most{0};
        auto const visit = [&] {
            places.acquire();
            int const now = ++inside;
            for (int seen = most.load(); seen < now && !most.compare_exchange_weak(seen, now);) {
            }
            TypeParam::yield();
            --inside;
            places.release();
        };
        typename TypeParam::thread one{visit};
        typename TypeParam::thread two{visit};
        typename TypeParam::thread three{visit};
        one.join();
        two.join();
        three.join();
        EXPECT_LE(most.load(), 2);
        EXPECT_EQ(inside.load(), 0);
    });
}

}  // namespace
}  // namespace conformance
