// SPDX-License-Identifier: Apache-2.0
// What of <mutex> and <shared_mutex> there is.
#include <tests/conformance/std_coverage.hpp>

#include <concepts>

namespace conformance {
namespace {

template <class Mutex>
concept AnyMutex = NotCopied<Mutex> && requires(Mutex& one) {
    Mutex();
    { one.lock() } -> std::same_as<void>;
    { one.try_lock() } -> std::same_as<bool>;
    { one.unlock() } -> std::same_as<void>;
};
template <class Mutex, class Time>
concept LocksUntil = requires(Mutex& one, Time time) {
    { one.try_lock_until(time) } -> std::same_as<bool>;
};
template <class World, class Mutex>
concept AnyTimedMutex = AnyMutex<Mutex> && requires(Mutex& one, Duration duration) {
    requires LocksUntil<Mutex, typename World::steady_clock::time_point>;
    requires LocksUntil<Mutex, typename World::system_clock::time_point>;
    { one.try_lock_for(duration) } -> std::same_as<bool>;
};
template <class Mutex>
concept HasNativeHandle = requires(Mutex& one) {
    typename Mutex::native_handle_type;
    { one.native_handle() } -> std::same_as<typename Mutex::native_handle_type>;
};
/// Whether one can be made while the program is compiled.
template <class T>
concept IsConstant = requires {
    typename std::bool_constant<(static_cast<void>(T{}), true)>;
};

template <class World>
concept MutexOf = AnyMutex<typename World::mutex>;
HEDDLE_HAS("mutex", MutexOf);
template <class World>
concept ConstantMutex = IsConstant<typename World::mutex>;
HEDDLE_LACKS("mutex", "constexpr", ConstantMutex);
template <class World>
concept NativeMutex = HasNativeHandle<typename World::mutex>;
HEDDLE_LACKS("mutex", "native_handle", NativeMutex);
template <class World>
constexpr bool mutex_noexcept[] = {std::is_nothrow_default_constructible_v<typename World::mutex>};
HEDDLE_LACKS_NOEXCEPT("mutex", mutex_noexcept);

template <class World>
concept RecursiveMutexOf = AnyMutex<typename World::recursive_mutex>;
HEDDLE_HAS("recursive_mutex", RecursiveMutexOf);
template <class World>
concept NativeRecursiveMutex = HasNativeHandle<typename World::recursive_mutex>;
HEDDLE_LACKS("recursive_mutex", "native_handle", NativeRecursiveMutex);
template <class World, class Mutex = typename World::recursive_mutex>
constexpr bool recursive_mutex_noexcept[] = {noexcept(a<Mutex>().try_lock())};
HEDDLE_LACKS_NOEXCEPT("recursive_mutex", recursive_mutex_noexcept);

template <class World>
concept TimedMutexOf = AnyTimedMutex<World, typename World::timed_mutex>;
HEDDLE_HAS("timed_mutex", TimedMutexOf);
template <class World>
concept NativeTimedMutex = HasNativeHandle<typename World::timed_mutex>;
HEDDLE_LACKS("timed_mutex", "native_handle", NativeTimedMutex);
template <class World>
concept TimedMutexByOtherClocks = LocksUntil<typename World::timed_mutex, OtherClock::time_point>;
HEDDLE_LACKS("timed_mutex", "other clocks", TimedMutexByOtherClocks);

template <class World>
concept RecursiveTimedMutexOf = AnyTimedMutex<World, typename World::recursive_timed_mutex>;
HEDDLE_HAS("recursive_timed_mutex", RecursiveTimedMutexOf);
template <class World>
concept NativeRecursiveTimedMutex = HasNativeHandle<typename World::recursive_timed_mutex>;
HEDDLE_LACKS("recursive_timed_mutex", "native_handle", NativeRecursiveTimedMutex);
template <class World>
concept RecursiveTimedMutexByOtherClocks = LocksUntil<typename World::recursive_timed_mutex, OtherClock::time_point>;
HEDDLE_LACKS("recursive_timed_mutex", "other clocks", RecursiveTimedMutexByOtherClocks);

template <class Mutex>
concept SharesToo = requires(Mutex& one) {
    { one.lock_shared() } -> std::same_as<void>;
    { one.try_lock_shared() } -> std::same_as<bool>;
    { one.unlock_shared() } -> std::same_as<void>;
};
template <class Mutex, class Time>
concept SharesUntil = requires(Mutex& one, Time time) {
    { one.try_lock_shared_until(time) } -> std::same_as<bool>;
};
template <class World>
concept SharedMutexOf = AnyMutex<typename World::shared_mutex> && SharesToo<typename World::shared_mutex>;
HEDDLE_HAS("shared_mutex", SharedMutexOf);
template <class World>
concept NativeSharedMutex = HasNativeHandle<typename World::shared_mutex>;
HEDDLE_LACKS("shared_mutex", "native_handle", NativeSharedMutex);

template <class World, class Mutex = typename World::shared_timed_mutex>
concept SharedTimedMutexOf = AnyTimedMutex<World, Mutex> && requires(Mutex& one, Duration duration) {
    requires SharesToo<Mutex>;
    requires SharesUntil<Mutex, typename World::steady_clock::time_point>;
    requires SharesUntil<Mutex, typename World::system_clock::time_point>;
    { one.try_lock_shared_for(duration) } -> std::same_as<bool>;
};
HEDDLE_HAS("shared_timed_mutex", SharedTimedMutexOf);
template <class World, class Mutex = typename World::shared_timed_mutex>
concept SharedTimedMutexByOtherClocks =
    LocksUntil<Mutex, OtherClock::time_point> || SharesUntil<Mutex, OtherClock::time_point>;
HEDDLE_LACKS("shared_timed_mutex", "other clocks", SharedTimedMutexByOtherClocks);

template <class World, class Guard = typename World::template lock_guard<typename World::mutex>>
concept LockGuardOf = requires(typename World::mutex& mutex) {
    requires std::same_as<typename Guard::mutex_type, typename World::mutex>;
    Guard(mutex);
    Guard(mutex, std::adopt_lock);
    requires !std::convertible_to<typename World::mutex&, Guard>;
    requires NotCopied<Guard>;
};
HEDDLE_HAS("lock_guard", LockGuardOf);

template <class Lock, class Mutex, class Time>
concept AnyLock = OnlyMoved<Lock> && requires(Lock& one, Lock const& seen, Mutex& mutex, Duration duration, Time time) {
    requires std::same_as<typename Lock::mutex_type, Mutex>;
    Lock();
    Lock(mutex);
    Lock(mutex, std::defer_lock);
    Lock(mutex, std::try_to_lock);
    Lock(mutex, std::adopt_lock);
    Lock(mutex, duration);
    Lock(mutex, time);
    { one.lock() } -> std::same_as<void>;
    { one.try_lock() } -> std::same_as<bool>;
    { one.try_lock_for(duration) } -> std::same_as<bool>;
    { one.try_lock_until(time) } -> std::same_as<bool>;
    { one.unlock() } -> std::same_as<void>;
    { one.swap(one) }
    noexcept->std::same_as<void>;
    { swap(one, one) }
    noexcept->std::same_as<void>;
    { one.release() }
    noexcept->std::same_as<Mutex*>;
    { seen.owns_lock() }
    noexcept->std::same_as<bool>;
    { seen.mutex() }
    noexcept->std::same_as<Mutex*>;
    requires std::is_constructible_v<bool, Lock const&> && !std::is_convertible_v<Lock const&, bool>;
    requires std::is_nothrow_default_constructible_v<Lock>;
    requires std::is_nothrow_constructible_v<Lock, Mutex&, std::defer_lock_t>;
};
template <
    class World, class Mutex = typename World::timed_mutex, class Lock = typename World::template unique_lock<Mutex>>
concept UniqueLockOf = AnyLock<Lock, Mutex, typename World::steady_clock::time_point>;
HEDDLE_HAS("unique_lock", UniqueLockOf);
template <class World, class Lock = typename World::template unique_lock<typename World::mutex>>
constexpr bool unique_lock_noexcept[] = {std::is_nothrow_move_assignable_v<Lock>};
HEDDLE_LACKS_NOEXCEPT("unique_lock", unique_lock_noexcept);

template <
    class World, class Mutex = typename World::shared_timed_mutex,
    class Lock = typename World::template shared_lock<Mutex>>
concept SharedLockOf = AnyLock<Lock, Mutex, typename World::steady_clock::time_point>;
HEDDLE_HAS("shared_lock", SharedLockOf);
template <class World, class Lock = typename World::template shared_lock<typename World::shared_mutex>>
constexpr bool shared_lock_noexcept[] = {std::is_nothrow_move_assignable_v<Lock>};
HEDDLE_LACKS_NOEXCEPT("shared_lock", shared_lock_noexcept);

template <class World, class M = typename World::mutex, class R = typename World::recursive_mutex>
concept ScopedLockOf = requires(M& mutex, R& recursive) {
    requires std::is_default_constructible_v<typename World::template scoped_lock<>>;
    requires std::same_as<typename World::template scoped_lock<M>::mutex_type, M>;
    requires std::constructible_from<typename World::template scoped_lock<M>, M&>;
    requires std::constructible_from<typename World::template scoped_lock<M, R, M>, M&, R&, M&>;
    requires std::constructible_from<typename World::template scoped_lock<M, R>, std::adopt_lock_t, M&, R&>;
    requires NotCopied<typename World::template scoped_lock<M>>;
};
HEDDLE_HAS("scoped_lock", ScopedLockOf);

template <class World>
concept LockOf = requires(typename World::mutex& one, typename World::timed_mutex& two) {
    { World::lock(one, two) } -> std::same_as<void>;
    { World::lock(one, two, one, two) } -> std::same_as<void>;
};
HEDDLE_HAS("lock", LockOf);
template <class World>
concept TryLockOf = requires(typename World::mutex& one, typename World::timed_mutex& two) {
    { World::try_lock(one, two) } -> std::same_as<int>;
    { World::try_lock(one, two, one, two) } -> std::same_as<int>;
};
HEDDLE_HAS("try_lock", TryLockOf);

template <class World, class Flag = typename World::once_flag>
concept OnceFlagOf = NotCopied<Flag> && std::is_default_constructible_v<Flag>;
HEDDLE_HAS("once_flag", OnceFlagOf);
template <class World>
concept ConstantOnceFlag = IsConstant<typename World::once_flag>;
HEDDLE_LACKS("once_flag", "constexpr", ConstantOnceFlag);
template <class World>
constexpr bool once_flag_noexcept[] = {std::is_nothrow_default_constructible_v<typename World::once_flag>};
HEDDLE_LACKS_NOEXCEPT("once_flag", once_flag_noexcept);

template <class World>
concept CallOnceOf = requires(typename World::once_flag& flag, void (*none)(), int (*some)(int, int)) {
    { World::call_once(flag, none) } -> std::same_as<void>;
    { World::call_once(flag, some, 1, 2) } -> std::same_as<void>;
};
HEDDLE_HAS("call_once", CallOnceOf);

}  // namespace
}  // namespace conformance
