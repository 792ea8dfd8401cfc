// SPDX-License-Identifier: Apache-2.0
// What of <future> there is.
#include <tests/conformance/std_coverage.hpp>

#include <concepts>
#include <memory>

namespace conformance {
namespace {

using Allocator = std::allocator<int>;
using Task = int (*)();
using TaskOfOne = int (*)(int);

template <class World, class R, class Promise = typename World::template promise<R>>
concept AnyPromise = OnlyMoved<Promise> && requires(Promise& one, std::exception_ptr error) {
    Promise();
    Promise(std::allocator_arg, Allocator());
    { one.get_future() } -> std::same_as<typename World::template future<R>>;
    { one.set_exception(error) } -> std::same_as<void>;
    { one.swap(one) }
    noexcept->std::same_as<void>;
    { swap(one, one) }
    noexcept->std::same_as<void>;
    requires std::is_nothrow_move_assignable_v<Promise>;
};
template <class World>
concept PromiseOf = AnyPromise<World, int> && AnyPromise<World, int&> && AnyPromise<World, void> && requires(
    typename World::template promise<int>& one, typename World::template promise<int&>& referring,
    typename World::template promise<void>& nothing, int const seen, int value) {
    { one.set_value(seen) } -> std::same_as<void>;
    { one.set_value(1) } -> std::same_as<void>;
    { referring.set_value(value) } -> std::same_as<void>;
    { nothing.set_value() } -> std::same_as<void>;
};
HEDDLE_HAS("promise", PromiseOf);
template <class World>
concept SetsAtThreadExit = requires(typename World::template promise<int>& one, int value) {
    { one.set_value_at_thread_exit(value) } -> std::same_as<void>;
};
HEDDLE_LACKS("promise", "set_value_at_thread_exit", SetsAtThreadExit);
template <class World>
concept ThrowsAtThreadExit = requires(typename World::template promise<int>& one, std::exception_ptr error) {
    { one.set_exception_at_thread_exit(error) } -> std::same_as<void>;
};
HEDDLE_LACKS("promise", "set_exception_at_thread_exit", ThrowsAtThreadExit);
template <class World>
concept PromiseUsesAllocator = std::uses_allocator_v<typename World::template promise<int>, Allocator>;
HEDDLE_LACKS("promise", "uses_allocator", PromiseUsesAllocator);

template <class Future, class Time>
concept WaitsUntil = requires(Future const& seen, Time time) {
    { seen.wait_until(time) } -> std::same_as<std::future_status>;
};
template <class World, class Future>
concept AnyFuture = std::movable<Future> && requires(Future const& seen, Duration duration) {
    requires std::is_nothrow_default_constructible_v<Future>;
    requires WaitsUntil<Future, typename World::steady_clock::time_point>;
    requires WaitsUntil<Future, typename World::system_clock::time_point>;
    { seen.valid() }
    noexcept->std::same_as<bool>;
    { seen.wait() } -> std::same_as<void>;
    { seen.wait_for(duration) } -> std::same_as<std::future_status>;
    requires std::is_nothrow_move_constructible_v<Future> && std::is_nothrow_move_assignable_v<Future>;
};
template <class World, class R, class Future = typename World::template future<R>>
concept FutureFor = AnyFuture<World, Future> && !std::copyable<Future> && requires(Future & one) {
    { one.get() } -> std::same_as<R>;
    { one.share() }
    noexcept->std::same_as<typename World::template shared_future<R>>;
};
template <class World>
concept FutureOf = FutureFor<World, int> && FutureFor<World, int&> && FutureFor<World, void>;
HEDDLE_HAS("future", FutureOf);
template <class World>
concept FutureByOtherClocks = WaitsUntil<typename World::template future<int>, OtherClock::time_point>;
HEDDLE_LACKS("future", "other clocks", FutureByOtherClocks);

template <class World, class R, class Seen, class Future = typename World::template shared_future<R>>
concept SharedFutureFor = AnyFuture<World, Future> && std::copyable<Future> && requires(Future const& one) {
    { one.get() } -> std::same_as<Seen>;
    requires std::is_nothrow_convertible_v<typename World::template future<R>, Future>;
};
template <class World>
concept SharedFutureOf =
    SharedFutureFor<World, int, int const&> && SharedFutureFor<World, int&, int&> && SharedFutureFor<World, void, void>;
HEDDLE_HAS("shared_future", SharedFutureOf);
template <class World>
concept SharedFutureByOtherClocks = WaitsUntil<typename World::template shared_future<int>, OtherClock::time_point>;
HEDDLE_LACKS("shared_future", "other clocks", SharedFutureByOtherClocks);

template <class World, class Packaged = typename World::template packaged_task<int(int)>>
concept PackagedTaskOf = OnlyMoved<Packaged> && requires(Packaged& one, Packaged const& seen, TaskOfOne task) {
    Packaged(task);
    requires !std::convertible_to<TaskOfOne, Packaged>;
    { seen.valid() }
    noexcept->std::same_as<bool>;
    { one.swap(one) }
    noexcept->std::same_as<void>;
    { swap(one, one) }
    noexcept->std::same_as<void>;
    { one.get_future() } -> std::same_as<typename World::template future<int>>;
    { one(1) } -> std::same_as<void>;
    { one.reset() } -> std::same_as<void>;
    requires std::is_nothrow_default_constructible_v<Packaged>;
    requires std::is_nothrow_move_assignable_v<Packaged>;
};
HEDDLE_HAS("packaged_task", PackagedTaskOf);
static_assert(std::is_same_v<decltype(std::packaged_task{a<TaskOfOne>()}), std::packaged_task<int(int)>>);
static_assert(std::is_same_v<decltype(heddle::packaged_task{a<TaskOfOne>()}), heddle::packaged_task<int(int)>>);
template <class World>
concept ReadyAtThreadExit = requires(typename World::template packaged_task<int(int)>& one) {
    { one.make_ready_at_thread_exit(1) } -> std::same_as<void>;
};
HEDDLE_LACKS("packaged_task", "make_ready_at_thread_exit", ReadyAtThreadExit);

template <class World>
concept AsyncOf = requires(Task task, TaskOfOne of_one, void (*nothing)(), std::launch policy) {
    { World::async(task) } -> std::same_as<typename World::template future<int>>;
    { World::async(of_one, 1) } -> std::same_as<typename World::template future<int>>;
    { World::async(policy, nothing) } -> std::same_as<typename World::template future<void>>;
    { World::async(policy, of_one, 1) } -> std::same_as<typename World::template future<int>>;
};
HEDDLE_HAS("async", AsyncOf);

static_assert(std::is_same_v<heddle::launch, std::launch> && std::is_same_v<heddle::future_status, std::future_status>);
static_assert(std::is_same_v<heddle::future_errc, std::future_errc>);
static_assert(std::is_same_v<heddle::future_error, std::future_error>);

}  // namespace
}  // namespace conformance
