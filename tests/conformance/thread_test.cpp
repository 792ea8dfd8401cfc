// SPDX-License-Identifier: Apache-2.0
#include <tests/conformance/worlds.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace conformance {
namespace {

using namespace std::chrono_literals;

template <class World>
class Thread : public Conformance<World> {};
TYPED_TEST_SUITE(Thread, Worlds, WorldNames);

template <class T>
constexpr bool move_only =
    std::is_nothrow_move_constructible_v<T>&&
        std::is_nothrow_move_assignable_v<T> && !std::is_copy_constructible_v<T> && !std::is_copy_assignable_v<T>;

TYPED_TEST(Thread, HasItsTypes) {
    using thread = typename TypeParam::thread;
    using id = typename thread::id;
    static_assert(move_only<thread>);
    static_assert(std::is_nothrow_default_constructible_v<thread>);
    static_assert(!std::is_convertible_v<void (*)(), thread>, "the constructor is explicit");
    static_assert(std::is_constructible_v<thread, void (*)(int), char>);
    static_assert(std::is_nothrow_default_constructible_v<id> && std::is_trivially_copyable_v<id>);
    static_assert(std::three_way_comparable<id> && std::totally_ordered<id>);
    static_assert(noexcept(std::declval<thread&>().joinable())&& noexcept(std::declval<thread&>().get_id()));
    static_assert(noexcept(std::declval<thread&>().swap(std::declval<thread&>())));
    EXPECT_GT(thread::hardware_concurrency(), 0U);
    EXPECT_EQ(id{}, id{});
    EXPECT_EQ(std::hash<id>{}(id{}), std::hash<id>{}(id{}));
}

TYPED_TEST(Thread, IsNoneUntilItIsStarted) {
    TypeParam::run([] {
        typename TypeParam::thread none;
        EXPECT_FALSE(none.joinable());
        EXPECT_EQ(none.get_id(), typename TypeParam::thread::id{});
        EXPECT_EQ(error_of([&] { none.join(); }), std::errc::invalid_argument);
        EXPECT_EQ(error_of([&] { none.detach(); }), std::errc::invalid_argument);
    });
}

TYPED_TEST(Thread, RunsAndIsJoined) {
    TypeParam::run([] {
        int ran = 0;
        typename TypeParam::thread child{[&] {
            TypeParam::yield();
            ran = 1;
        }};
        EXPECT_TRUE(child.joinable());
        EXPECT_NE(child.get_id(), typename TypeParam::thread::id{});
        child.join();
        EXPECT_EQ(ran, 1);
        EXPECT_FALSE(child.joinable());
        EXPECT_EQ(child.get_id(), typename TypeParam::thread::id{});
        EXPECT_EQ(error_of([&] { child.join(); }), std::errc::invalid_argument);
    });
}

TYPED_TEST(Thread, PassesArgumentsAsStdDoes) {
    TypeParam::run([] {
        using thread = typename TypeParam::thread;
        struct Account {
            int balance = 0;
            void pay(int amount) { balance += amount; }
            int read() const { return balance; }
        };
        Account account;
        int by_reference = 0;
        std::string copied = "as it was";
        std::string seen;
        auto owned = std::make_unique<int>(5);
        int moved = 0;
        thread member{&Account::pay, &account, 3};
        member.join();
        thread member_by_reference{&Account::pay, std::ref(account), 4};
        member_by_reference.join();
        thread reference{[](int& x) { x = 2; }, std::ref(by_reference)};
        reference.join();
        thread copy{
            [&](std::string const& text) {
                TypeParam::yield();
                seen = text;
            },
            copied};
        copied = "as it is now";
        copy.join();
        thread mover{[&](std::unique_ptr<int> mine) { moved = *mine; }, std::move(owned)};
        mover.join();
        thread literal{[&](std::string text) { seen += text; }, " too"};
        literal.join();
        EXPECT_EQ(account.balance, 7);
        EXPECT_EQ(by_reference, 2);
        EXPECT_EQ(seen, "as it was too");
        EXPECT_EQ(moved, 5);
        EXPECT_EQ(owned, nullptr);
    });
}

TYPED_TEST(Thread, TakesFunctionsAndMoveOnlyCallables) {
    TypeParam::run([] {
        using thread = typename TypeParam::thread;
        static int calls;
        calls = 0;
        struct Function {
            static void call() { ++calls; }
        };
        thread function{Function::call};
        function.join();
        thread pointer{&Function::call};
        pointer.join();
        thread owner{[owned = std::make_unique<int>(1)] { calls += *owned; }};
        owner.join();
        std::function<void()> const stored = [] { ++calls; };
        thread copied{stored};
        copied.join();
        EXPECT_EQ(calls, 4);
    });
}

TYPED_TEST(Thread, Moves) {
    TypeParam::run([] {
        using thread = typename TypeParam::thread;
        thread first{[] { TypeParam::yield(); }};
        auto const id = first.get_id();
        thread second{std::move(first)};
        EXPECT_FALSE(first.joinable());
        EXPECT_EQ(second.get_id(), id);
        thread third;
        third = std::move(second);
        EXPECT_EQ(third.get_id(), id);
        second.swap(third);
        EXPECT_EQ(second.get_id(), id);
        swap(second, third);
        EXPECT_EQ(third.get_id(), id);
        third.join();
        std::vector<thread> threads;
        for (int i = 0; i < 3; ++i) threads.emplace_back([] { TypeParam::yield(); });
        for (thread& each : threads) each.join();
    });
}

TYPED_TEST(Thread, IsDetached) {
    TypeParam::run([] {
        using thread = typename TypeParam::thread;
        auto const done = std::make_shared<typename TypeParam::template atomic<bool>>(false);
        thread child{[done] { *done = true; }};
        child.detach();
        EXPECT_FALSE(child.joinable());
        EXPECT_EQ(error_of([&] { child.detach(); }), std::errc::invalid_argument);
        while (!*done) TypeParam::yield();
    });
}

TYPED_TEST(Thread, KnowsItself) {
    TypeParam::run([] {
        using thread = typename TypeParam::thread;
        auto const mine = TypeParam::this_id();
        typename thread::id seen;
        thread child{[&] {
            seen = TypeParam::this_id();
            TypeParam::yield();
            EXPECT_EQ(seen, TypeParam::this_id());
        }};
        auto const childs = child.get_id();
        child.join();
        EXPECT_EQ(seen, childs);
        EXPECT_NE(seen, mine);
        EXPECT_EQ(mine, TypeParam::this_id());
    });
}

TYPED_TEST(Thread, MayNotJoinItself) {
    TypeParam::run([] {
        typename TypeParam::thread child;
        typename TypeParam::template atomic<bool> assigned{false};
        std::error_code error;
        child = typename TypeParam::thread{[&] {
            while (!assigned) TypeParam::yield();
            error = error_of([&] { child.join(); });
        }};
        assigned = true;
        child.join();
        EXPECT_EQ(error, std::errc::resource_deadlock_would_occur);
    });
}

TYPED_TEST(Thread, SleepsAtLeastAsLongAsAsked) {
    TypeParam::run([] {
        using clock = typename TypeParam::steady_clock;
        auto const begin = clock::now();
        TypeParam::sleep_for(2ms);
        EXPECT_GE(clock::now() - begin, 2ms);
        auto const later = clock::now() + 1ms;
        TypeParam::sleep_until(later);
        EXPECT_GE(clock::now(), later);
        TypeParam::sleep_for(-5ms);
        TypeParam::sleep_until(begin);
        TypeParam::sleep_for(std::chrono::duration<double, std::milli>(0.25));
        EXPECT_GE(clock::now() - later, 250us);
    });
}

TYPED_TEST(Thread, SteadyClockHasItsTypes) {
    using clock = typename TypeParam::steady_clock;
    static_assert(std::is_same_v<typename clock::duration, std::chrono::nanoseconds>);
    static_assert(std::is_same_v<typename clock::time_point, std::chrono::time_point<clock>>);
    static_assert(std::is_same_v<typename clock::rep, std::chrono::nanoseconds::rep>);
    static_assert(std::is_same_v<typename clock::period, std::nano>);
    static_assert(clock::is_steady);
    static_assert(std::chrono::is_clock_v<clock>);
    TypeParam::run([] {
        auto const before = clock::now();
        EXPECT_LE(before, clock::now());
    });
}

}  // namespace
}  // namespace conformance
