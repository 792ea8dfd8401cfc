// SPDX-License-Identifier: Apache-2.0
// What of <atomic> there is.
#include <tests/conformance/std_coverage.hpp>

#include <concepts>
#include <memory>

namespace conformance {
namespace {

using std::memory_order;
enum class Colour : char { red, green };
struct Pair {
    short first;
    short second;
};

/// What all atomics of a T have, and all references to one, which are constant and change what they refer to.
template <class Atomic, class Seen, class T>
concept AnyAtomic = requires(Atomic& one, Seen const& seen, T& expected, T value, memory_order order) {
    requires std::same_as<typename Seen::value_type, T>;
    requires std::same_as<decltype(Seen::is_always_lock_free), bool const>;
    { seen.is_lock_free() }
    noexcept->std::same_as<bool>;
    { seen.load() } -> std::same_as<T>;
    { seen.load(order) } -> std::same_as<T>;
    requires std::convertible_to<Seen const&, T>;
    { one.store(value) } -> std::same_as<void>;
    { one.store(value, order) } -> std::same_as<void>;
    { one = value } -> std::same_as<T>;
    { one.exchange(value) } -> std::same_as<T>;
    { one.exchange(value, order) } -> std::same_as<T>;
    { one.compare_exchange_weak(expected, value) } -> std::same_as<bool>;
    { one.compare_exchange_weak(expected, value, order) } -> std::same_as<bool>;
    { one.compare_exchange_weak(expected, value, order, order) } -> std::same_as<bool>;
    { one.compare_exchange_strong(expected, value) } -> std::same_as<bool>;
    { one.compare_exchange_strong(expected, value, order) } -> std::same_as<bool>;
    { one.compare_exchange_strong(expected, value, order, order) } -> std::same_as<bool>;
    { seen.wait(value) } -> std::same_as<void>;
    { seen.wait(value, order) } -> std::same_as<void>;
    { one.notify_one() } -> std::same_as<void>;
    { one.notify_all() } -> std::same_as<void>;
};
template <class Atomic, class T, class Step>
concept Adds = requires(Atomic& one, Step step, memory_order order) {
    requires std::same_as<typename std::remove_const_t<Atomic>::difference_type, Step>;
    { one.fetch_add(step) } -> std::same_as<T>;
    { one.fetch_add(step, order) } -> std::same_as<T>;
    { one.fetch_sub(step) } -> std::same_as<T>;
    { one.fetch_sub(step, order) } -> std::same_as<T>;
    { one += step } -> std::same_as<T>;
    { one -= step } -> std::same_as<T>;
};
template <class Atomic, class T>
concept Counts = requires(Atomic& one) {
    { ++one } -> std::same_as<T>;
    { --one } -> std::same_as<T>;
    { one++ } -> std::same_as<T>;
    { one-- } -> std::same_as<T>;
};
template <class Atomic, class T>
concept CombinesBits = requires(Atomic& one, T value, memory_order order) {
    { one.fetch_and(value) } -> std::same_as<T>;
    { one.fetch_and(value, order) } -> std::same_as<T>;
    { one.fetch_or(value) } -> std::same_as<T>;
    { one.fetch_or(value, order) } -> std::same_as<T>;
    { one.fetch_xor(value) } -> std::same_as<T>;
    { one.fetch_xor(value, order) } -> std::same_as<T>;
    { one &= value } -> std::same_as<T>;
    { one |= value } -> std::same_as<T>;
    { one ^= value } -> std::same_as<T>;
};
/// Beside what all have, what numbers and pointers have; and nobody has what std has not.
template <class Atomic, class Seen, class T>
concept HasWhatFits = AnyAtomic<Atomic, Seen, T> && requires {
    requires !heddle::atomic_integer<T> || (Adds<Atomic, T, T> && Counts<Atomic, T> && CombinesBits<Atomic, T>);
    requires !std::floating_point<T> || (Adds<Atomic, T, T> && !Counts<Atomic, T> && !CombinesBits<Atomic, T>);
    requires !std::is_pointer_v<T> || Adds<Atomic, T, std::ptrdiff_t>;
    requires !std::is_pointer_v<T> || (Counts<Atomic, T> && !CombinesBits<Atomic, T>);
    requires std::is_arithmetic_v<T> || std::is_pointer_v<T> || !Counts<Atomic, T>;
};
template <class World, class T, class Atomic = typename World::template atomic<T>>
concept AtomicOf = NotCopied<Atomic> && HasWhatFits<Atomic, Atomic, T> && std::constructible_from<Atomic, T>;

/// The calls that are noexcept in std, of atomics of any T.
template <class Atomic, class T>
constexpr bool calls_noexcept[] = {
    std::is_nothrow_default_constructible_v<Atomic>,
    std::is_nothrow_constructible_v<Atomic, T>,
    noexcept(a<Atomic const>().load()),
    noexcept(a<Atomic>().store(a<T>())),
    noexcept(a<Atomic>() = a<T>()),
    noexcept(static_cast<T>(a<Atomic const>())),
    noexcept(a<Atomic>().exchange(a<T>())),
    noexcept(a<Atomic>().compare_exchange_weak(a<T>(), a<T>())),
    noexcept(a<Atomic>().compare_exchange_strong(a<T>(), a<T>())),
    noexcept(a<Atomic>().wait(a<T>())),
    noexcept(a<Atomic>().notify_one()),
    noexcept(a<Atomic>().notify_all())};

template <class Atomic, class T>
concept IsVolatileToo = requires(Atomic volatile& one, T value) {
    { one.load() } -> std::same_as<T>;
    { one.store(value) } -> std::same_as<void>;
};
template <class Atomic, class T>
concept IsConstant = requires {
    typename std::bool_constant<(static_cast<void>(Atomic(T{})), true)>;
};

/// One row of an atomic of some type: all of them lack the same.
#define HEDDLE_ATOMIC(row, id, ...)                                                                                    \
    template <class World>                                                                                             \
    concept id##Of = AtomicOf<World, __VA_ARGS__>;                                                                     \
    HEDDLE_HAS(row, id##Of);                                                                                           \
    template <class World>                                                                                             \
    constexpr bool id##_noexcept[] = {                                                                                 \
        all_of(calls_noexcept<typename World::template atomic<__VA_ARGS__>, __VA_ARGS__>)};                            \
    HEDDLE_LACKS_NOEXCEPT(row, id##_noexcept);                                                                         \
    static_assert(none_of(calls_noexcept<OfHeddle::atomic<__VA_ARGS__>, __VA_ARGS__>));                                \
    template <class World>                                                                                             \
    concept id##Converted = std::convertible_to<__VA_ARGS__, typename World::template atomic<__VA_ARGS__>>;            \
    HEDDLE_LACKS(row, "x = value", id##Converted);                                                                     \
    template <class World>                                                                                             \
    concept id##Volatile = IsVolatileToo<typename World::template atomic<__VA_ARGS__>, __VA_ARGS__>;                   \
    HEDDLE_LACKS(row, "volatile", id##Volatile);                                                                       \
    template <class World>                                                                                             \
    concept id##Constant = IsConstant<typename World::template atomic<__VA_ARGS__>, __VA_ARGS__>;                      \
    HEDDLE_LACKS(row, "constexpr", id##Constant)

HEDDLE_ATOMIC("atomic<integer>", Integer, int);
HEDDLE_ATOMIC("atomic<bool>", Bool, bool);
HEDDLE_ATOMIC("atomic<T*>", Pointer, int*);
HEDDLE_ATOMIC("atomic<floating point>", Floating, double);
HEDDLE_ATOMIC("atomic<T>", Structure, Pair);
template <class... T>
constexpr bool are_there = ((AtomicOf<OfStd, T> && AtomicOf<OfHeddle, T>)&&...);
static_assert(are_there<char, signed char, unsigned char, short, unsigned short, unsigned, long, unsigned long>);
static_assert(are_there<long long, unsigned long long, char8_t, char16_t, char32_t, wchar_t, float, Colour, Pair*>);

/// What AtomicAccess demands of its type. (To ask the type itself would not compile.)
template <class World, class T>
constexpr bool fits = std::same_as<World, OfStd> || heddle::has_bits<T>;
template <class World>
concept TakesSharedPointers = fits<World, std::shared_ptr<int>>;
static_assert(std::is_same_v<std::atomic<std::shared_ptr<int>>::value_type, std::shared_ptr<int>>);
HEDDLE_LACKS("atomic<shared_ptr>", "atomic<shared_ptr>", TakesSharedPointers);
template <class World>
concept TakesWeakPointers = fits<World, std::weak_ptr<int>>;
static_assert(std::is_same_v<std::atomic<std::weak_ptr<int>>::value_type, std::weak_ptr<int>>);
HEDDLE_LACKS("atomic<weak_ptr>", "atomic<weak_ptr>", TakesWeakPointers);
struct Large {
    long first;
    long second;
};
template <class World>
concept TakesLarge = fits<World, Large>;
static_assert(AtomicOf<OfStd, Large>);
HEDDLE_LACKS("atomic<T>", "more than 8 bytes", TakesLarge);
template <class World>
concept TakesLongDouble = fits<World, long double>;
static_assert(AtomicOf<OfStd, long double>);
HEDDLE_LACKS("atomic<floating point>", "long double", TakesLongDouble);

template <class World, class T, class Ref = typename World::template atomic_ref<T>>
concept RefersTo = HasWhatFits<Ref const, Ref, T> && requires(T& object) {
    Ref(object);
    requires !std::convertible_to<T&, Ref>;
    requires std::is_nothrow_copy_constructible_v<Ref> && !std::is_copy_assignable_v<Ref>;
    requires std::same_as<decltype(Ref::required_alignment), std::size_t const>;
};
template <class World, class... T>
concept AtomicRefOf = (RefersTo<World, T> && ...);
template <class World>
concept AtomicRefOfAll = AtomicRefOf<World, int, char, bool, double, int*, Pair, Colour>;
HEDDLE_HAS("atomic_ref", AtomicRefOfAll);
template <class World, class T, class Ref = typename World::template atomic_ref<T> const>
constexpr bool ref_noexcept[] = {
    noexcept(a<Ref>().load()),
    noexcept(a<Ref>().store(a<T>())),
    noexcept(a<Ref>() = a<T>()),
    noexcept(a<Ref>().exchange(a<T>())),
    noexcept(a<Ref>().compare_exchange_weak(a<T>(), a<T>())),
    noexcept(a<Ref>().compare_exchange_strong(a<T>(), a<T>())),
    noexcept(a<Ref>().wait(a<T>())),
    noexcept(a<Ref>().notify_one()),
    noexcept(a<Ref>().notify_all())};
template <class World>
constexpr bool ref_to_int_noexcept[] = {all_of(ref_noexcept<World, int>)};
HEDDLE_LACKS_NOEXCEPT("atomic_ref", ref_to_int_noexcept);
static_assert(none_of(ref_noexcept<OfHeddle, int>));
template <class World>
concept RefersToLarge = fits<World, Large>;
static_assert(RefersTo<OfStd, Large>);
HEDDLE_LACKS("atomic_ref", "more than 8 bytes", RefersToLarge);

template <class World, class Flag = typename World::atomic_flag>
concept FlagOf = NotCopied<Flag> && requires(Flag& one, Flag const& seen, memory_order order) {
    Flag();
    { one.clear() } -> std::same_as<void>;
    { one.clear(order) } -> std::same_as<void>;
    { one.test_and_set() } -> std::same_as<bool>;
    { one.test_and_set(order) } -> std::same_as<bool>;
    { seen.test() } -> std::same_as<bool>;
    { seen.test(order) } -> std::same_as<bool>;
    { seen.wait(true) } -> std::same_as<void>;
    { seen.wait(true, order) } -> std::same_as<void>;
    { one.notify_one() } -> std::same_as<void>;
    { one.notify_all() } -> std::same_as<void>;
};
HEDDLE_HAS("atomic_flag", FlagOf);
template <class World, class Flag = typename World::atomic_flag>
constexpr bool flag_noexcept[] = {
    std::is_nothrow_default_constructible_v<Flag>,
    noexcept(a<Flag>().clear()),
    noexcept(a<Flag>().test_and_set()),
    noexcept(a<Flag const>().test()),
    noexcept(a<Flag const>().wait(true)),
    noexcept(a<Flag>().notify_one()),
    noexcept(a<Flag>().notify_all())};
HEDDLE_LACKS_NOEXCEPT("atomic_flag", flag_noexcept);
template <class World>
concept FlagVolatile = requires(typename World::atomic_flag volatile& one) {
    one.clear();
    one.test_and_set();
};
HEDDLE_LACKS("atomic_flag", "volatile", FlagVolatile);
template <class Flag>
constexpr bool can_be_made() {
    [[maybe_unused]] Flag const one;
    return true;
}
template <class World>
concept FlagConstant = requires {
    typename std::bool_constant<can_be_made<typename World::atomic_flag>()>;
};
HEDDLE_LACKS("atomic_flag", "constexpr", FlagConstant);

template <class World>
concept ThreadFenceOf = requires(memory_order order) {
    { World::atomic_thread_fence(order) } -> std::same_as<void>;
};
HEDDLE_HAS("atomic_thread_fence", ThreadFenceOf);
template <class World>
constexpr bool thread_fence_noexcept[] = {noexcept(World::atomic_thread_fence(a<memory_order>()))};
HEDDLE_LACKS_NOEXCEPT("atomic_thread_fence", thread_fence_noexcept);
template <class World>
concept SignalFenceOf = requires(memory_order order) {
    { World::atomic_signal_fence(order) }
    noexcept->std::same_as<void>;
};
HEDDLE_HAS("atomic_signal_fence", SignalFenceOf);

template <class World>
concept MemoryOrderOf = std::same_as<typename World::memory_order, std::memory_order>;
HEDDLE_HAS("memory_order", MemoryOrderOf);

}  // namespace
}  // namespace conformance

HEDDLE_LACKS_NAME("memory_order", std, memory_order_relaxed);
HEDDLE_LACKS_NAME("memory_order", std, memory_order_seq_cst);
HEDDLE_LACKS_NAME("atomic free functions", std, atomic_load);
HEDDLE_LACKS_NAME("atomic free functions", std, atomic_store);
HEDDLE_LACKS_NAME("atomic free functions", std, atomic_exchange);
HEDDLE_LACKS_NAME("atomic free functions", std, atomic_fetch_add);
HEDDLE_LACKS_NAME("atomic free functions", std, atomic_wait);
HEDDLE_LACKS_NAME("atomic free functions", std, atomic_flag_clear);
HEDDLE_LACKS_NAME("atomic free functions", std, kill_dependency);
HEDDLE_LACKS_NAME("atomic type aliases", std, atomic_int);
HEDDLE_LACKS_NAME("atomic type aliases", std, atomic_size_t);
HEDDLE_LACKS_NAME("atomic type aliases", std, atomic_bool);
