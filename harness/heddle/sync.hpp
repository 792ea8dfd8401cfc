// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The names of one program for two worlds: namespace sync is heddle's primitives, or, with HEDDLE_SYNC_STD defined, std's
/// and plain pass-throughs for ours, with no trace of heddle in the object code. Define it for all of a program or for
/// none of it. Processes (process, process_context, start_method, forked) are in heddle's world alone, for std has none: a
/// program that uses them does not build for the other.
///
/// POSIX has a function ::sync, which standard headers declare, and a namespace cannot stand beside it: hence the inline
/// namespace around. Before `::` a name is looked up among namespaces and types only, so `sync::mutex` finds this one.
#if !defined(HEDDLE_SYNC_STD)

#include <heddle/primitives/as_completed.hpp>
#include <heddle/primitives/async.hpp>
#include <heddle/primitives/atomic.hpp>
#include <heddle/primitives/atomic_flag.hpp>
#include <heddle/primitives/atomic_ref.hpp>
#include <heddle/primitives/await.hpp>
#include <heddle/primitives/barrier.hpp>
#include <heddle/primitives/channel.hpp>
#include <heddle/primitives/choice.hpp>
#include <heddle/primitives/chrono.hpp>
#include <heddle/primitives/condition_variable.hpp>
#include <heddle/primitives/condition_variable_any.hpp>
#include <heddle/primitives/console.hpp>
#include <heddle/primitives/event.hpp>
#include <heddle/primitives/future.hpp>
#include <heddle/primitives/jthread.hpp>
#include <heddle/primitives/latch.hpp>
#include <heddle/primitives/lock.hpp>
#include <heddle/primitives/mutex.hpp>
#include <heddle/primitives/once.hpp>
#include <heddle/primitives/packaged_task.hpp>
#include <heddle/primitives/process.hpp>
#include <heddle/primitives/promise.hpp>
#include <heddle/primitives/require.hpp>
#include <heddle/primitives/scoped_lock.hpp>
#include <heddle/primitives/semaphore.hpp>
#include <heddle/primitives/shared.hpp>
#include <heddle/primitives/shared_lock.hpp>
#include <heddle/primitives/shared_mutex.hpp>
#include <heddle/primitives/stop_token.hpp>
#include <heddle/primitives/thread.hpp>
#include <heddle/primitives/thread_pool.hpp>
#include <heddle/primitives/wait_group.hpp>

inline namespace sync_names {
namespace sync {

using heddle::adopt_lock;
using heddle::adopt_lock_t;
using heddle::any_of;
using heddle::as_completed;
using heddle::async;
using heddle::atomic;
using heddle::atomic_flag;
using heddle::atomic_ref;
using heddle::atomic_signal_fence;
using heddle::atomic_thread_fence;
using heddle::await;
using heddle::barrier;
using heddle::binary_semaphore;
using heddle::call_once;
using heddle::channel;
using heddle::channel_closed;
using heddle::condition_variable;
using heddle::condition_variable_any;
using heddle::console;
using heddle::counting_semaphore;
using heddle::cv_status;
using heddle::defer_lock;
using heddle::defer_lock_t;
using heddle::enumerate;
using heddle::forked;
using heddle::forked_t;
using heddle::future;
using heddle::future_category;
using heddle::future_errc;
using heddle::future_error;
using heddle::future_status;
using heddle::jthread;
using heddle::latch;
using heddle::launch;
using heddle::lock;
using heddle::lock_guard;
using heddle::manual_reset_event;
using heddle::memory_order;
using heddle::mutex;
using heddle::nostopstate;
using heddle::nostopstate_t;
using heddle::once_flag;
using heddle::packaged_task;
using heddle::printed;
using heddle::process;
using heddle::process_context;
using heddle::promise;
using heddle::recursive_mutex;
using heddle::recursive_timed_mutex;
using heddle::require;
using heddle::scoped_lock;
using heddle::set_name;
using heddle::shared;
using heddle::shared_future;
using heddle::shared_lock;
using heddle::shared_mutex;
using heddle::shared_timed_mutex;
using heddle::start_later;
using heddle::start_later_t;
using heddle::start_method;
using heddle::steady_clock;
using heddle::stop_callback;
using heddle::stop_source;
using heddle::stop_token;
using heddle::system_clock;
using heddle::thread;
using heddle::thread_pool;
using heddle::timed_mutex;
using heddle::try_lock;
using heddle::try_to_lock;
using heddle::try_to_lock_t;
using heddle::unique_lock;
using heddle::wait_group;
using heddle::watch_threads;

namespace this_thread {
using heddle::this_thread::get_id;
using heddle::this_thread::set_name;
using heddle::this_thread::sleep_for;
using heddle::this_thread::sleep_until;
using heddle::this_thread::yield;
}  // namespace this_thread

}  // namespace sync
}  // namespace sync_names

#else

#include <heddle/primitives/over_std.hpp>
#include <heddle/primitives/over_std_pool.hpp>
#include <heddle/primitives/over_std_thread.hpp>

#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <future>
#include <latch>
#include <mutex>
#include <semaphore>
#include <shared_mutex>
#include <stop_token>
#include <string_view>
#include <thread>

inline namespace sync_names {
namespace sync {

using std::adopt_lock;
using std::adopt_lock_t;
using std::async;
using std::atomic;
using std::atomic_flag;
using std::atomic_ref;
using std::atomic_signal_fence;
using std::atomic_thread_fence;
using std::barrier;
using std::binary_semaphore;
using std::call_once;
using std::condition_variable;
using std::condition_variable_any;
using std::counting_semaphore;
using std::cv_status;
using std::defer_lock;
using std::defer_lock_t;
using std::future;
using std::future_category;
using std::future_errc;
using std::future_error;
using std::future_status;
using std::jthread;
using std::latch;
using std::launch;
using std::lock;
using std::lock_guard;
using std::memory_order;
using std::mutex;
using std::nostopstate;
using std::nostopstate_t;
using std::once_flag;
using std::packaged_task;
using std::promise;
using std::recursive_mutex;
using std::recursive_timed_mutex;
using std::scoped_lock;
using std::shared_future;
using std::shared_lock;
using std::shared_mutex;
using std::shared_timed_mutex;
using std::stop_callback;
using std::stop_source;
using std::stop_token;
using std::timed_mutex;
using std::try_lock;
using std::try_to_lock;
using std::try_to_lock_t;
using std::unique_lock;
using std::chrono::steady_clock;
using std::chrono::system_clock;

}  // namespace sync
}  // namespace sync_names

#endif
