// SPDX-License-Identifier: Apache-2.0
// call_once, promises, futures, tasks, async, system_clock.
#include <tests/conformance/worlds.hpp>

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

namespace conformance {
namespace {

using namespace std::chrono_literals;
using std::future_errc;
using std::future_status;

template <class World>
class Future : public Conformance<World> {};
TYPED_TEST_SUITE(Future, Worlds, WorldNames);

/// The code of the future_error that the call throws; no error when it throws none.
template <class Call>
std::error_code future_error_of(Call call) {
    try {
        call();
    } catch (std::future_error const& error) {
        return error.code();
    }
    return {};
}

TYPED_TEST(Future, HasItsTypes) {
    using promise = typename TypeParam::template promise<int>;
    using future = typename TypeParam::template future<int>;
    using shared_future = typename TypeParam::template shared_future<int>;
    static_assert(std::is_nothrow_move_constructible_v<promise> && !std::is_copy_constructible_v<promise>);
    static_assert(std::is_nothrow_move_assignable_v<promise> && std::is_default_constructible_v<promise>);
    static_assert(std::is_nothrow_move_constructible_v<future> && !std::is_copy_constructible_v<future>);
    static_assert(std::is_nothrow_default_constructible_v<future> && std::is_nothrow_move_assignable_v<future>);
    static_assert(std::is_copy_constructible_v<shared_future> && std::is_copy_assignable_v<shared_future>);
    static_assert(std::is_convertible_v<future&&, shared_future>);
    static_assert(std::is_same_v<decltype(std::declval<future&>().get()), int>);
    static_assert(std::is_same_v<decltype(std::declval<shared_future const&>().get()), int const&>);
    static_assert(noexcept(std::declval<future&>().valid())&& noexcept(std::declval<future&>().share()));
    using of_reference = typename TypeParam::template shared_future<int&>;
    static_assert(std::is_same_v<decltype(std::declval<of_reference const&>().get()), int&>);
    using of_void = typename TypeParam::template shared_future<void>;
    static_assert(std::is_void_v<decltype(std::declval<of_void const&>().get())>);
    using task = typename TypeParam::template packaged_task<int(int)>;
    static_assert(std::is_nothrow_move_constructible_v<task> && !std::is_copy_constructible_v<task>);
    static_assert(std::is_nothrow_default_constructible_v<task>);
    using flag = typename TypeParam::once_flag;
    static_assert(!std::is_copy_constructible_v<flag> && !std::is_copy_assignable_v<flag>);
}

TYPED_TEST(Future, CallsOnce) {
    TypeParam::run([] {
        typename TypeParam::once_flag flag;
        int calls = 0;
        EXPECT_THROW(TypeParam::call_once(flag, [] { throw std::runtime_error{"not yet"}; }), std::runtime_error);
        auto const call = [&] {
            TypeParam::call_once(
                flag, [&](int by) { calls += by; }, 5);
        };
        typename TypeParam::thread one{call};
        typename TypeParam::thread two{call};
        one.join();
        two.join();
        EXPECT_EQ(calls, 5);
        struct Target {
            int sum = 0;
            void add(int a, int b) { sum = a + b; }
        } target;
        typename TypeParam::once_flag other;
        TypeParam::call_once(other, &Target::add, &target, 1, 2);
        EXPECT_EQ(target.sum, 3);
    });
}

TYPED_TEST(Future, HandsOverValuesReferencesAndNothing) {
    TypeParam::run([] {
        typename TypeParam::template promise<std::string> text;
        auto words = text.get_future();
        typename TypeParam::template promise<std::unique_ptr<int>> moved;
        auto pointer = moved.get_future();
        typename TypeParam::template promise<void> done;
        auto end = done.get_future();
        int x = 0;
        typename TypeParam::template promise<int&> reference;
        auto alias = reference.get_future();
        typename TypeParam::thread setter{[&] {
            text.set_value("words");
            moved.set_value(std::make_unique<int>(3));
            reference.set_value(x);
            done.set_value();
        }};
        EXPECT_EQ(words.get(), "words");
        EXPECT_EQ(*pointer.get(), 3);
        alias.wait();
        alias.get() = 4;
        end.get();
        EXPECT_EQ(x, 4);
        EXPECT_FALSE(words.valid() || pointer.valid() || alias.valid() || end.valid());
        setter.join();
    });
}

TYPED_TEST(Future, CarriesExceptions) {
    TypeParam::run([] {
        typename TypeParam::template promise<int> made;
        auto seen = made.get_future();
        made.set_exception(std::make_exception_ptr(std::runtime_error{"boom"}));
        EXPECT_THROW(seen.get(), std::runtime_error);
        EXPECT_FALSE(seen.valid());
        typename TypeParam::template shared_future<int> shared;
        {
            typename TypeParam::template promise<int> broken;
            shared = broken.get_future().share();
        }
        for (int i = 0; i < 2; ++i) {
            EXPECT_EQ(future_error_of([&] { shared.get(); }), future_errc::broken_promise);
            EXPECT_TRUE(shared.valid());
        }
    });
}

TYPED_TEST(Future, RefusesWhatStdRefuses) {
    TypeParam::run([] {
        typename TypeParam::template promise<std::string> made;
        auto seen = made.get_future();
        EXPECT_EQ(future_error_of([&] { made.get_future(); }), future_errc::future_already_retrieved);
        made.set_value("first");
        std::string second = "second, and long enough to be on the heap";
        EXPECT_EQ(future_error_of([&] { made.set_value(std::move(second)); }), future_errc::promise_already_satisfied);
        EXPECT_EQ(second.substr(0, 6), "second") << "it was not moved away";
        auto const error = std::make_exception_ptr(1);
        EXPECT_EQ(future_error_of([&] { made.set_exception(error); }), future_errc::promise_already_satisfied);
        EXPECT_EQ(seen.get(), "first");
        EXPECT_EQ(future_error_of([&] { seen.get(); }), future_errc::no_state);
        EXPECT_EQ(future_error_of([&] { seen.wait(); }), future_errc::no_state);
        EXPECT_EQ(future_error_of([&] { seen.wait_for(1ms); }), future_errc::no_state);
        auto const taken = std::move(made);
        EXPECT_EQ(future_error_of([&] { made.get_future(); }), future_errc::no_state);
        EXPECT_EQ(future_error_of([&] { made.set_value(""); }), future_errc::no_state);
        typename TypeParam::template shared_future<int> none;
        EXPECT_FALSE(none.valid());
        EXPECT_EQ(future_error_of([&] { none.get(); }), future_errc::no_state);
    });
}

TYPED_TEST(Future, WaitsForALimitedTime) {
    TypeParam::run([] {
        typename TypeParam::template promise<int> made;
        auto seen = made.get_future();
        auto const begun = TypeParam::steady_clock::now();
        EXPECT_EQ(seen.wait_for(2ms), future_status::timeout);
        EXPECT_GE(TypeParam::steady_clock::now(), begun + 2ms);
        EXPECT_EQ(seen.wait_until(begun), future_status::timeout);
        EXPECT_EQ(seen.wait_until(TypeParam::system_clock::now() + 1ms), future_status::timeout);
        made.set_value(1);
        EXPECT_EQ(seen.wait_for(0s), future_status::ready);
        EXPECT_EQ(seen.wait_until(begun), future_status::ready);
        EXPECT_EQ(seen.get(), 1);
    });
}

TYPED_TEST(Future, IsShared) {
    TypeParam::run([] {
        typename TypeParam::template promise<int> made;
        auto first = made.get_future();
        typename TypeParam::template shared_future<int> const all = first.share();
        EXPECT_FALSE(first.valid());
        int sum = 0;
        typename TypeParam::mutex guard;
        auto const add = [&sum, &guard, mine = all] {
            int const seen = mine.get();
            typename TypeParam::template lock_guard<typename TypeParam::mutex> const held{guard};
            sum += seen;
        };
        typename TypeParam::thread one{add};
        typename TypeParam::thread two{add};
        made.set_value(4);
        one.join();
        two.join();
        EXPECT_EQ(sum, 8);
        EXPECT_EQ(&all.get(), &all.get()) << "one value";
    });
}

TYPED_TEST(Future, ComesOfATask) {
    TypeParam::run([] {
        typename TypeParam::template packaged_task<int(int, int)> task{std::plus<>{}};
        auto sum = task.get_future();
        EXPECT_EQ(future_error_of([&] { task.get_future(); }), future_errc::future_already_retrieved);
        typename TypeParam::thread runs{std::ref(task), 2, 3};
        EXPECT_EQ(sum.get(), 5);
        runs.join();
        EXPECT_EQ(future_error_of([&] { task(1, 1); }), future_errc::promise_already_satisfied);
        task.reset();
        auto again = task.get_future();
        task(4, 4);
        EXPECT_EQ(again.get(), 8);
        task.reset();
        auto broken = task.get_future();
        task = {};
        EXPECT_EQ(future_error_of([&] { broken.get(); }), future_errc::broken_promise);
        EXPECT_FALSE(task.valid());
        EXPECT_EQ(future_error_of([&] { task(1, 1); }), future_errc::no_state);
        EXPECT_EQ(future_error_of([&] { task.reset(); }), future_errc::no_state);
        typename TypeParam::template packaged_task<void()> throws{[] { throw std::runtime_error{"boom"}; }};
        auto error = throws.get_future();
        throws();
        EXPECT_THROW(error.get(), std::runtime_error);
    });
}

TYPED_TEST(Future, ComesOfAsync) {
    TypeParam::run([] {
        auto const here = TypeParam::this_id();
        auto away = TypeParam::async(std::launch::async, [&] { return TypeParam::this_id() != here; });
        EXPECT_TRUE(away.get());
        auto sum = TypeParam::async([](int a, std::unique_ptr<int> b) { return a + *b; }, 1, std::make_unique<int>(2));
        EXPECT_EQ(sum.get(), 3);
        int calls = 0;
        auto later = TypeParam::async(std::launch::deferred, [&] {
            ++calls;
            return TypeParam::this_id() == here;
        });
        EXPECT_EQ(later.wait_for(1ms), future_status::deferred);
        EXPECT_EQ(calls, 0);
        later.wait();
        EXPECT_EQ(calls, 1);
        EXPECT_TRUE(later.get());
        EXPECT_EQ(calls, 1);
        auto throws = TypeParam::async(std::launch::deferred, []() -> int { throw std::runtime_error{"boom"}; });
        EXPECT_THROW(throws.get(), std::runtime_error);
        bool done = false;
        {
            auto const joined = TypeParam::async(std::launch::async, [&] { done = true; });
        }
        EXPECT_TRUE(done);
    });
}

TYPED_TEST(Future, HasAClockToCompareWith) {
    TypeParam::run([] {
        using clock = typename TypeParam::system_clock;
        static_assert(!clock::is_steady && std::is_same_v<typename clock::period, std::nano>);
        auto const begun = clock::now();
        auto const steady = TypeParam::steady_clock::now();
        TypeParam::sleep_until(begun + 2ms);
        EXPECT_GE(clock::now(), begun + 2ms);
        EXPECT_GE(TypeParam::steady_clock::now(), steady + 1ms);
        EXPECT_EQ(clock::to_time_t(clock::from_time_t(86400)), 86400);
        EXPECT_EQ(clock::from_time_t(1).time_since_epoch(), 1s);
    });
}

}  // namespace
}  // namespace conformance
