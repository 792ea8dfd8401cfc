// SPDX-License-Identifier: Apache-2.0
// What of <condition_variable>, <semaphore>, <latch> and <barrier> there is.
#include <tests/conformance/std_coverage.hpp>

#include <concepts>

namespace conformance {
namespace {

template <class World, class Condition, class Lock, class Time = typename World::steady_clock::time_point>
concept AnyCondition = NotCopied<Condition> && requires(
    Condition& one, Lock& lock, Predicate holds, Duration duration, Time time,
    typename World::system_clock::time_point date) {
    Condition();
    { one.notify_one() } -> std::same_as<void>;
    { one.notify_all() } -> std::same_as<void>;
    { one.wait(lock) } -> std::same_as<void>;
    { one.wait(lock, holds) } -> std::same_as<void>;
    { one.wait_for(lock, duration) } -> std::same_as<std::cv_status>;
    { one.wait_for(lock, duration, holds) } -> std::same_as<bool>;
    { one.wait_until(lock, time) } -> std::same_as<std::cv_status>;
    { one.wait_until(lock, time, holds) } -> std::same_as<bool>;
    { one.wait_until(lock, date) } -> std::same_as<std::cv_status>;
    { one.wait_until(lock, date, holds) } -> std::same_as<bool>;
};
template <class Condition, class Lock, class Time>
concept WaitsUntil = requires(Condition& one, Lock& lock, Time time, Predicate holds) {
    one.wait_until(lock, time);
    one.wait_until(lock, time, holds);
};
template <class World>
using LockOfMutex = typename World::template unique_lock<typename World::mutex>;

template <class World>
concept ConditionOf = AnyCondition<World, typename World::condition_variable, LockOfMutex<World>>;
HEDDLE_HAS("condition_variable", ConditionOf);
template <class World, class Condition = typename World::condition_variable>
concept NativeCondition = requires(Condition& one) {
    { one.native_handle() } -> std::same_as<typename Condition::native_handle_type>;
};
HEDDLE_LACKS("condition_variable", "native_handle", NativeCondition);
template <class World>
concept ConditionByOtherClocks =
    WaitsUntil<typename World::condition_variable, LockOfMutex<World>, OtherClock::time_point>;
HEDDLE_LACKS("condition_variable", "other clocks", ConditionByOtherClocks);
template <class World, class Condition = typename World::condition_variable>
constexpr bool condition_noexcept[] = {noexcept(a<Condition>().notify_one()), noexcept(a<Condition>().notify_all())};
HEDDLE_LACKS_NOEXCEPT("condition_variable", condition_noexcept);

template <class World, class Any = typename World::condition_variable_any, class Lock = typename World::timed_mutex>
concept ConditionAnyOf = AnyCondition<World, Any, Lock> && AnyCondition<World, Any, LockOfMutex<World>> && requires(
    Any& one, Lock& lock, Predicate holds, Duration duration, typename World::steady_clock::time_point time,
    typename World::stop_token token) {
    { one.wait(lock, token, holds) } -> std::same_as<bool>;
    { one.wait_for(lock, token, duration, holds) } -> std::same_as<bool>;
    { one.wait_until(lock, token, time, holds) } -> std::same_as<bool>;
};
HEDDLE_HAS("condition_variable_any", ConditionAnyOf);
template <class World>
concept ConditionAnyByOtherClocks =
    WaitsUntil<typename World::condition_variable_any, LockOfMutex<World>, OtherClock::time_point>;
HEDDLE_LACKS("condition_variable_any", "other clocks", ConditionAnyByOtherClocks);
template <class World, class Condition = typename World::condition_variable_any>
constexpr bool condition_any_noexcept[] = {
    noexcept(a<Condition>().notify_one()), noexcept(a<Condition>().notify_all())};
HEDDLE_LACKS_NOEXCEPT("condition_variable_any", condition_any_noexcept);

template <class Semaphore, class Time>
concept AcquiresUntil = requires(Semaphore& one, Time time) {
    { one.try_acquire_until(time) } -> std::same_as<bool>;
};
template <class World, class Semaphore>
concept AnySemaphore = NotCopied<Semaphore> && requires(Semaphore& one, Duration time) {
    Semaphore(1);
    requires AcquiresUntil<Semaphore, typename World::steady_clock::time_point>;
    requires AcquiresUntil<Semaphore, typename World::system_clock::time_point>;
    requires !std::convertible_to<std::ptrdiff_t, Semaphore>;
    { Semaphore::max() }
    noexcept->std::same_as<std::ptrdiff_t>;
    { one.release() } -> std::same_as<void>;
    { one.release(1) } -> std::same_as<void>;
    { one.acquire() } -> std::same_as<void>;
    { one.try_acquire() } -> std::same_as<bool>;
    { one.try_acquire_for(time) } -> std::same_as<bool>;
};

template <class World, class Semaphore = typename World::template counting_semaphore<3>>
concept CountingSemaphoreOf = AnySemaphore<World, Semaphore> && Semaphore::max()
== 3;
HEDDLE_HAS("counting_semaphore", CountingSemaphoreOf);
template <class World>
concept CountingSemaphoreByOtherClocks =
    AcquiresUntil<typename World::template counting_semaphore<3>, OtherClock::time_point>;
HEDDLE_LACKS("counting_semaphore", "other clocks", CountingSemaphoreByOtherClocks);
template <class World, class Semaphore = typename World::template counting_semaphore<3>>
constexpr bool semaphore_noexcept[] = {noexcept(a<Semaphore>().try_acquire())};
HEDDLE_LACKS_NOEXCEPT("counting_semaphore", semaphore_noexcept);

template <class World, class Semaphore = typename World::binary_semaphore>
concept BinarySemaphoreOf =
    AnySemaphore<World, Semaphore> && std::same_as<Semaphore, typename World::template counting_semaphore<1>>;
HEDDLE_HAS("binary_semaphore", BinarySemaphoreOf);
template <class World>
concept BinarySemaphoreByOtherClocks = AcquiresUntil<typename World::binary_semaphore, OtherClock::time_point>;
HEDDLE_LACKS("binary_semaphore", "other clocks", BinarySemaphoreByOtherClocks);
template <class World, class Semaphore = typename World::binary_semaphore>
constexpr bool binary_semaphore_noexcept[] = {noexcept(a<Semaphore>().try_acquire())};
HEDDLE_LACKS_NOEXCEPT("binary_semaphore", binary_semaphore_noexcept);

template <class World, class Latch = typename World::latch>
concept LatchOf = NotCopied<Latch> && requires(Latch& one, Latch const& seen) {
    Latch(1);
    requires !std::convertible_to<std::ptrdiff_t, Latch>;
    { Latch::max() }
    noexcept->std::same_as<std::ptrdiff_t>;
    { one.count_down() } -> std::same_as<void>;
    { one.count_down(1) } -> std::same_as<void>;
    { seen.try_wait() } -> std::same_as<bool>;
    { seen.wait() } -> std::same_as<void>;
    { one.arrive_and_wait() } -> std::same_as<void>;
    { one.arrive_and_wait(1) } -> std::same_as<void>;
};
HEDDLE_HAS("latch", LatchOf);
template <class World, class Latch = typename World::latch>
concept ConstantLatch = requires {
    typename std::bool_constant<(static_cast<void>(Latch(1)), true)>;
};
HEDDLE_LACKS("latch", "constexpr", ConstantLatch);
template <class World, class Latch = typename World::latch const>
constexpr bool latch_noexcept[] = {noexcept(a<Latch>().try_wait())};
HEDDLE_LACKS_NOEXCEPT("latch", latch_noexcept);

struct Completion {
    void operator()() noexcept {}
};
template <class Barrier, class Token = typename Barrier::arrival_token>
concept AnyBarrier = NotCopied<Barrier> && requires(Barrier& one, Barrier const& seen, Token token) {
    Barrier(1);
    requires !std::convertible_to<std::ptrdiff_t, Barrier>;
    { Barrier::max() }
    noexcept->std::same_as<std::ptrdiff_t>;
    { one.arrive() } -> std::same_as<Token>;
    { one.arrive(1) } -> std::same_as<Token>;
    { seen.wait(std::move(token)) } -> std::same_as<void>;
    { one.arrive_and_wait() } -> std::same_as<void>;
    { one.arrive_and_drop() } -> std::same_as<void>;
    requires std::movable<Token>;
};
template <class World, class Barrier = typename World::template barrier<Completion>>
concept BarrierOf = AnyBarrier<Barrier> && std::constructible_from<Barrier, std::ptrdiff_t, Completion>;
HEDDLE_HAS("barrier", BarrierOf);
static_assert(AnyBarrier<std::barrier<>> && AnyBarrier<heddle::barrier<>>);

}  // namespace
}  // namespace conformance

HEDDLE_LACKS_NAME("notify_all_at_thread_exit", std, notify_all_at_thread_exit);
