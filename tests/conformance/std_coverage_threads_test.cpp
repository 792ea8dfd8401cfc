// SPDX-License-Identifier: Apache-2.0
// What of <thread>, <stop_token> and the clocks there is.
#include <tests/conformance/std_coverage.hpp>

#include <compare>
#include <concepts>
#include <functional>
#include <ostream>

namespace conformance {
namespace {

using Body = void (*)();
using BodyOfOne = void (*)(int);

template <class Id>
concept IdOfThread = std::regular<Id> && std::three_way_comparable<Id, std::strong_ordering> && requires(Id one) {
    { std::hash<Id>{}(one) } -> std::same_as<std::size_t>;
    { a<std::ostream>() << one } -> std::same_as<std::ostream&>;
};

template <class Thread>
concept AnyThread =
    OnlyMoved<Thread> && requires(Thread one, Thread const& seen, Thread& other, Body body, BodyOfOne body_of_one) {
    requires IdOfThread<typename Thread::id>;
    typename Thread::native_handle_type;
    Thread(body);
    Thread(body_of_one, 1);
    Thread([](int, int) {}, 1, 2);
    requires !std::convertible_to<Body, Thread>;
    { seen.joinable() }
    noexcept->std::same_as<bool>;
    { seen.get_id() }
    noexcept->std::same_as<typename Thread::id>;
    { one.native_handle() } -> std::same_as<typename Thread::native_handle_type>;
    { Thread::hardware_concurrency() }
    noexcept->std::same_as<unsigned>;
    { one.join() } -> std::same_as<void>;
    { one.detach() } -> std::same_as<void>;
    { one.swap(other) }
    noexcept->std::same_as<void>;
    { swap(one, other) }
    noexcept->std::same_as<void>;
    requires std::is_nothrow_default_constructible_v<Thread>;
};

template <class World>
concept ThreadOf = AnyThread<typename World::thread> && std::is_nothrow_move_assignable_v<typename World::thread>;
HEDDLE_HAS("thread", ThreadOf);

template <class World>
concept JThreadOf = AnyThread<typename World::jthread> && requires(
    typename World::jthread& one, typename World::jthread const& seen, void (*body)(typename World::stop_token, int)) {
    requires std::is_constructible_v<typename World::jthread, decltype(body), int>;
    { one.get_stop_source() }
    noexcept->std::same_as<typename World::stop_source>;
    { seen.get_stop_token() }
    noexcept->std::same_as<typename World::stop_token>;
    { one.request_stop() } -> std::same_as<bool>;
    requires std::same_as<typename World::jthread::id, typename World::thread::id>;
};
HEDDLE_HAS("jthread", JThreadOf);
template <class World, class J = typename World::jthread>
constexpr bool jthread_noexcept[] = {std::is_nothrow_move_assignable_v<J>, noexcept(a<J>().request_stop())};
HEDDLE_LACKS_NOEXCEPT("jthread", jthread_noexcept);

template <class World>
concept ThisThreadOf = requires(Duration duration, typename World::steady_clock::time_point time) {
    { World::get_id() } -> std::same_as<typename World::thread::id>;
    { World::yield() } -> std::same_as<void>;
    { World::sleep_for(duration) } -> std::same_as<void>;
    { World::sleep_until(time) } -> std::same_as<void>;
    World::sleep_until(World::system_clock::now());
};
HEDDLE_HAS("this_thread", ThisThreadOf);
template <class World>
constexpr bool this_thread_noexcept[] = {noexcept(World::get_id()), noexcept(World::yield())};
HEDDLE_LACKS_NOEXCEPT("this_thread", this_thread_noexcept);
template <class World>
concept SleepsByOtherClocks = requires(OtherClock::time_point time) {
    World::sleep_until(time);
};
HEDDLE_LACKS("this_thread", "other clocks", SleepsByOtherClocks);

template <class World, class Token = typename World::stop_token>
concept StopTokenOf = std::regular<Token> && requires(Token& one, Token const& seen) {
    { seen.stop_requested() } -> std::same_as<bool>;
    { seen.stop_possible() }
    noexcept->std::same_as<bool>;
    { one.swap(one) }
    noexcept->std::same_as<void>;
    { swap(one, one) }
    noexcept->std::same_as<void>;
    requires std::is_nothrow_default_constructible_v<Token>;
    requires std::is_nothrow_copy_constructible_v<Token>;
    requires std::is_nothrow_move_assignable_v<Token>;
};
HEDDLE_HAS("stop_token", StopTokenOf);
template <class World>
constexpr bool stop_token_noexcept[] = {noexcept(a<typename World::stop_token const>().stop_requested())};
HEDDLE_LACKS_NOEXCEPT("stop_token", stop_token_noexcept);

template <class World, class Source = typename World::stop_source>
concept StopSourceOf = std::regular<Source> && requires(Source& one, Source const& seen) {
    requires std::is_constructible_v<Source, std::nostopstate_t>;
    { seen.get_token() }
    noexcept->std::same_as<typename World::stop_token>;
    { seen.stop_requested() } -> std::same_as<bool>;
    { seen.stop_possible() }
    noexcept->std::same_as<bool>;
    { seen.request_stop() } -> std::same_as<bool>;
    { one.swap(one) }
    noexcept->std::same_as<void>;
    { swap(one, one) }
    noexcept->std::same_as<void>;
    requires std::is_nothrow_constructible_v<Source, std::nostopstate_t>;
    requires std::is_nothrow_copy_constructible_v<Source>;
    requires std::is_nothrow_move_assignable_v<Source>;
};
HEDDLE_HAS("stop_source", StopSourceOf);
template <class World, class Source = typename World::stop_source const>
constexpr bool stop_source_noexcept[] = {noexcept(a<Source>().stop_requested()), noexcept(a<Source>().request_stop())};
HEDDLE_LACKS_NOEXCEPT("stop_source", stop_source_noexcept);

template <class World, class Callback = typename World::template stop_callback<Body>>
concept StopCallbackOf = requires(typename World::stop_token const& seen, typename World::stop_token token, Body body) {
    requires std::same_as<typename Callback::callback_type, Body>;
    Callback(seen, body);
    Callback(std::move(token), body);
    requires !std::is_constructible_v<Callback, typename World::stop_token, int>;
    requires NotCopied<Callback>;
};
HEDDLE_HAS("stop_callback", StopCallbackOf);
template <class World, class Callback = typename World::template stop_callback<Body>>
constexpr bool stop_callback_noexcept[] = {
    std::is_nothrow_constructible_v<Callback, typename World::stop_token const&, Body>,
    std::is_nothrow_constructible_v<Callback, typename World::stop_token, Body>};
HEDDLE_LACKS_NOEXCEPT("stop_callback", stop_callback_noexcept);

template <class Clock>
concept AnyClock = requires {
    typename Clock::duration;
    requires std::same_as<typename Clock::rep, typename Clock::duration::rep>;
    requires std::same_as<typename Clock::period, typename Clock::duration::period>;
    requires std::same_as<typename Clock::time_point::clock, Clock>;
    { Clock::is_steady } -> std::same_as<bool const&>;
    { Clock::now() } -> std::same_as<typename Clock::time_point>;
};
template <class World>
concept SteadyClockOf = AnyClock<typename World::steady_clock> && World::steady_clock::is_steady;
HEDDLE_HAS("steady_clock", SteadyClockOf);
template <class World>
constexpr bool steady_clock_noexcept[] = {noexcept(World::steady_clock::now())};
HEDDLE_LACKS_NOEXCEPT("steady_clock", steady_clock_noexcept);

template <class World>
concept SystemClockOf = AnyClock<typename World::system_clock> && !World::system_clock::is_steady
                        && requires(typename World::system_clock::time_point time, std::time_t seconds) {
    { World::system_clock::to_time_t(time) }
    noexcept->std::same_as<std::time_t>;
    { World::system_clock::from_time_t(seconds) }
    noexcept->std::same_as<typename World::system_clock::time_point>;
};
HEDDLE_HAS("system_clock", SystemClockOf);
template <class World>
constexpr bool system_clock_noexcept[] = {noexcept(World::system_clock::now())};
HEDDLE_LACKS_NOEXCEPT("system_clock", system_clock_noexcept);
template <class World>
concept SystemTimeIsStds = requires(typename World::system_clock::time_point time) {
    requires std::convertible_to<std::chrono::sys_days, decltype(time)>;
};
HEDDLE_LACKS("system_clock", "sys_time", SystemTimeIsStds);

}  // namespace
}  // namespace conformance

HEDDLE_LACKS_NAME("high_resolution_clock", std::chrono, high_resolution_clock);
