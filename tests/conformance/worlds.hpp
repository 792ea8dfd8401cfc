// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/async.hpp>
#include <heddle/primitives/atomic.hpp>
#include <heddle/primitives/atomic_flag.hpp>
#include <heddle/primitives/atomic_ref.hpp>
#include <heddle/primitives/barrier.hpp>
#include <heddle/primitives/chrono.hpp>
#include <heddle/primitives/condition_variable.hpp>
#include <heddle/primitives/condition_variable_any.hpp>
#include <heddle/primitives/jthread.hpp>
#include <heddle/primitives/latch.hpp>
#include <heddle/primitives/lock.hpp>
#include <heddle/primitives/mutex.hpp>
#include <heddle/primitives/once.hpp>
#include <heddle/primitives/packaged_task.hpp>
#include <heddle/primitives/promise.hpp>
#include <heddle/primitives/scoped_lock.hpp>
#include <heddle/primitives/semaphore.hpp>
#include <heddle/primitives/shared_lock.hpp>
#include <heddle/primitives/shared_mutex.hpp>
#include <heddle/primitives/stop_token.hpp>
#include <heddle/primitives/thread.hpp>

#include <tests/support/run.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <chrono>
#include <concepts>
#include <condition_variable>
#include <future>
#include <latch>
#include <mutex>
#include <semaphore>
#include <shared_mutex>
#include <stop_token>
#include <system_error>
#include <thread>
#include <type_traits>
#include <utility>

/// One suite over two worlds: std's primitives, and heddle's of the same names inside an execution.
namespace conformance {

struct Std {
    using thread = std::thread;
    using mutex = std::mutex;
    using recursive_mutex = std::recursive_mutex;
    using timed_mutex = std::timed_mutex;
    using recursive_timed_mutex = std::recursive_timed_mutex;
    using shared_mutex = std::shared_mutex;
    using shared_timed_mutex = std::shared_timed_mutex;
    template <class Mutex>
    using shared_lock = std::shared_lock<Mutex>;
    template <class... Lockables>
    static void lock(Lockables&... lockables) {
        std::lock(lockables...);
    }
    template <class... Lockables>
    static int try_lock(Lockables&... lockables) {
        return std::try_lock(lockables...);
    }
    using stop_token = std::stop_token;
    using stop_source = std::stop_source;
    template <class Callback>
    using stop_callback = std::stop_callback<Callback>;
    using jthread = std::jthread;
    using condition_variable_any = std::condition_variable_any;
    using latch = std::latch;
    template <class Completion>
    using barrier = std::barrier<Completion>;
    template <class Mutex>
    using lock_guard = std::lock_guard<Mutex>;
    template <class Mutex>
    using unique_lock = std::unique_lock<Mutex>;
    template <class... Mutexes>
    using scoped_lock = std::scoped_lock<Mutexes...>;
    using condition_variable = std::condition_variable;
    using cv_status = std::cv_status;
    template <std::ptrdiff_t Most = 1'000'000>
    using counting_semaphore = std::counting_semaphore<Most>;
    using binary_semaphore = std::binary_semaphore;
    template <class T>
    using atomic = std::atomic<T>;
    using atomic_flag = std::atomic_flag;
    template <class T>
    using atomic_ref = std::atomic_ref<T>;
    static void fence() { std::atomic_thread_fence(std::memory_order_seq_cst); }
    using once_flag = std::once_flag;
    template <class... Parts>
    static void call_once(once_flag& flag, Parts&&... parts) {
        std::call_once(flag, std::forward<Parts>(parts)...);
    }
    template <class R>
    using promise = std::promise<R>;
    template <class R>
    using future = std::future<R>;
    template <class R>
    using shared_future = std::shared_future<R>;
    template <class Signature>
    using packaged_task = std::packaged_task<Signature>;
    template <class... Parts>
    static auto async(Parts&&... parts) {
        return std::async(std::forward<Parts>(parts)...);
    }
    using steady_clock = std::chrono::steady_clock;
    using system_clock = std::chrono::system_clock;
    static auto this_id() { return std::this_thread::get_id(); }
    static void yield() { std::this_thread::yield(); }
    template <class Duration>
    static void sleep_for(Duration const& duration) {
        std::this_thread::sleep_for(duration);
    }
    template <class Time>
    static void sleep_until(Time const& time) {
        std::this_thread::sleep_until(time);
    }

    /// Runs the body, a few times, for what it finds may depend on who moves when.
    template <class Body>
    static void run(Body body) {
        for (int i = 0; i < 3; ++i) body();
    }
};

struct Heddle {
    using thread = heddle::thread;
    using mutex = heddle::mutex;
    using recursive_mutex = heddle::recursive_mutex;
    using timed_mutex = heddle::timed_mutex;
    using recursive_timed_mutex = heddle::recursive_timed_mutex;
    using shared_mutex = heddle::shared_mutex;
    using shared_timed_mutex = heddle::shared_timed_mutex;
    template <class Mutex>
    using shared_lock = heddle::shared_lock<Mutex>;
    template <class... Lockables>
    static void lock(Lockables&... lockables) {
        heddle::lock(lockables...);
    }
    template <class... Lockables>
    static int try_lock(Lockables&... lockables) {
        return heddle::try_lock(lockables...);
    }
    using stop_token = heddle::stop_token;
    using stop_source = heddle::stop_source;
    template <class Callback>
    using stop_callback = heddle::stop_callback<Callback>;
    using jthread = heddle::jthread;
    using condition_variable_any = heddle::condition_variable_any;
    using latch = heddle::latch;
    template <class Completion>
    using barrier = heddle::barrier<Completion>;
    template <class Mutex>
    using lock_guard = heddle::lock_guard<Mutex>;
    template <class Mutex>
    using unique_lock = heddle::unique_lock<Mutex>;
    template <class... Mutexes>
    using scoped_lock = heddle::scoped_lock<Mutexes...>;
    using condition_variable = heddle::condition_variable;
    using cv_status = heddle::cv_status;
    template <std::ptrdiff_t Most = 1'000'000>
    using counting_semaphore = heddle::counting_semaphore<Most>;
    using binary_semaphore = heddle::binary_semaphore;
    template <class T>
    using atomic = heddle::atomic<T>;
    using atomic_flag = heddle::atomic_flag;
    template <class T>
    using atomic_ref = heddle::atomic_ref<T>;
    static void fence() { heddle::atomic_thread_fence(std::memory_order_seq_cst); }
    using once_flag = heddle::once_flag;
    template <class... Parts>
    static void call_once(once_flag& flag, Parts&&... parts) {
        heddle::call_once(flag, std::forward<Parts>(parts)...);
    }
    template <class R>
    using promise = heddle::promise<R>;
    template <class R>
    using future = heddle::future<R>;
    template <class R>
    using shared_future = heddle::shared_future<R>;
    template <class Signature>
    using packaged_task = heddle::packaged_task<Signature>;
    template <class... Parts>
    static auto async(Parts&&... parts) {
        return heddle::async(std::forward<Parts>(parts)...);
    }
    using steady_clock = heddle::steady_clock;
    using system_clock = heddle::system_clock;
    static auto this_id() { return heddle::this_thread::get_id(); }
    static void yield() { heddle::this_thread::yield(); }
    template <class Duration>
    static void sleep_for(Duration const& duration) {
        heddle::this_thread::sleep_for(duration);
    }
    template <class Time>
    static void sleep_until(Time const& time) {
        heddle::this_thread::sleep_until(time);
    }

    template <class Body>
    static void run(Body body) {
        heddle::tests::Runner runner;
        heddle::tests::RunUntilBlocked in_order;
        heddle::tests::FunctionProgram program{body};
        finish(runner, runner.run(program, in_order));
        for (int i = 0; i < 100; ++i) finish(runner, runner.run(body));
    }

private:
    static void finish(heddle::tests::Runner const& runner, heddle::Conclusion const& conclusion) {
        ASSERT_EQ(conclusion.ending, heddle::Ending::finished);
        ASSERT_TRUE(runner.troubles.failures.empty()) << runner.troubles.failures.front();
    }
};

/// The error that the call throws; no error when it throws none.
template <class Call>
std::error_code error_of(Call call) {
    try {
        call();
    } catch (std::system_error const& error) {
        return error.code();
    }
    return {};
}

template <class World>
class Conformance : public testing::Test {};
using Worlds = testing::Types<Std, Heddle>;
struct WorldNames {
    template <class World>
    static std::string GetName(int) {
        return std::is_same_v<World, Std> ? "Std" : "Heddle";
    }
};

}  // namespace conformance
