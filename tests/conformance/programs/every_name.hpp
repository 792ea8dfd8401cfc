// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/sync.hpp>

#include <functional>
#include <string>
#include <utility>
#include <vector>

/// One program over every name of namespace sync; the same text for both worlds.
inline std::string use_locks() {
    using namespace std::chrono_literals;
    std::string text;
    sync::mutex left;
    sync::recursive_mutex right;
    sync::set_name(left, "left");
    {
        sync::lock_guard const guard{left};
        text += "l";
    }
    {
        sync::scoped_lock const both{left, right};
        text += "s";
    }
    left.lock();
    {
        sync::lock_guard const adopted{left, sync::adopt_lock};
        text += "a";
    }
    sync::unique_lock later{left, sync::defer_lock};
    later.lock();
    text += sync::unique_lock{right, sync::try_to_lock}.owns_lock() ? "t" : "";
    sync::condition_variable never_notified;
    text += never_notified.wait_for(later, 1ms) == sync::cv_status::timeout ? "c" : "";
    sync::counting_semaphore<3> places{2};
    sync::binary_semaphore place{1};
    places.acquire();
    place.acquire();
    text += places.try_acquire() && !place.try_acquire() ? "p" : "";
    return text;
}

inline std::string use_threads() {
    using namespace std::chrono_literals;
    std::string text;
    sync::atomic<int> count{0};
    sync::shared<int> plain{1};
    sync::manual_reset_event go;
    sync::wait_group group;
    group.add(2);
    auto const work = [&](int by) {
        sync::this_thread::set_name("worker");
        go.wait();
        sync::this_thread::yield();
        count.fetch_add(by, sync::memory_order::relaxed);
        group.done();
    };
    sync::thread one{work, 1};
    sync::thread two{work, 2};
    sync::set_name(plain, "plain");
    go.set();
    group.wait();
    sync::await([&] { return count.load() == 3; });
    one.join();
    text += two.join_for(1h) && !two.joinable() ? "j" : "";
    plain += 1;
    plain -= sync::any_of(1) == 0 ? 2 : 0;
    plain = plain.load() + 4;
    sync::require(plain == 4, "the sum is 4");
    auto const before = sync::steady_clock::now();
    sync::this_thread::sleep_for(1ms);
    sync::this_thread::sleep_until(before + 2ms);
    text += sync::steady_clock::now() >= before + 2ms ? "t" : "";
    text += sync::this_thread::get_id() != sync::thread::id{} ? "i" : "";
    sync::console.print("sum", 4);
    sync::console.write_line("end");
    return text + sync::printed();
}

inline std::string use_timed_and_shared_locks() {
    using namespace std::chrono_literals;
    std::string text;
    sync::timed_mutex plain;
    sync::recursive_timed_mutex recursive;
    text += plain.try_lock_for(1ms) && recursive.try_lock_until(sync::steady_clock::now() + 1ms) ? "t" : "";
    plain.unlock();
    recursive.unlock();
    sync::lock(plain, recursive);
    plain.unlock();
    text += sync::try_lock(plain, recursive) == -1 ? "l" : "";
    plain.unlock();
    recursive.unlock();
    recursive.unlock();
    sync::shared_mutex shared;
    sync::shared_timed_mutex timed;
    sync::shared_lock const one{shared};
    sync::shared_lock const two{timed, 1ms};
    return text + (one.owns_lock() && two.owns_lock() ? "s" : "");
}

inline std::string use_stops_and_arrivals() {
    std::string text;
    sync::latch ready{1};
    sync::barrier meeting{2};
    sync::mutex guard;
    sync::condition_variable_any changed;
    sync::jthread waits{[&](sync::stop_token token) {
        ready.count_down();
        meeting.arrive_and_wait();
        sync::unique_lock lock{guard};
        changed.wait(lock, token, [] { return false; });
    }};
    ready.wait();
    meeting.arrive_and_wait();
    sync::stop_source source = waits.get_stop_source();
    sync::stop_callback const callback{source.get_token(), [&] { text += "c"; }};
    text += source.request_stop() && !sync::stop_source{sync::nostopstate}.stop_possible() ? "r" : "";
    return text;
}

inline std::string use_atomics() {
    std::string text;
    sync::atomic<double> real{0.5};
    sync::atomic_flag flag;
    real += 0.25;
    text += real.load() > 0.7 && !flag.test_and_set() ? "r" : "";
    int plain = 1;
    sync::thread other{[&] {
        sync::atomic_ref<int>{plain}.fetch_add(1);
        sync::atomic_thread_fence(sync::memory_order::seq_cst);
        sync::atomic_signal_fence(sync::memory_order::seq_cst);
        flag.clear();
        flag.notify_one();
    }};
    flag.wait(true);
    other.join();
    return text + (plain == 2 ? "f" : "");
}

inline std::string use_futures() {
    using namespace std::chrono_literals;
    std::string text;
    sync::once_flag flag;
    for (int i = 0; i < 2; ++i) sync::call_once(flag, [&] { text += "o"; });
    sync::promise<int> made;
    sync::shared_future<int> const seen = made.get_future();
    sync::packaged_task<void(int)> task{[&](int value) { made.set_value(value); }};
    sync::future<void> const done = task.get_future();
    text += seen.wait_until(sync::system_clock::now() + 1ms) == sync::future_status::timeout ? "w" : "";
    sync::future<int> const sum = sync::async(sync::launch::deferred, [&] { return seen.get() + 1; });
    sync::thread other{std::move(task), 6};
    done.wait();
    other.join();
    try {
        sync::future<void> left = sync::promise<void>{}.get_future();
        left.get();
    } catch (sync::future_error const& error) {
        text += error.code() == sync::future_errc::broken_promise ? "b" : "";
        text += error.code().category() == sync::future_category() ? "c" : "";
    }
    sum.wait();
    return text;
}

inline std::string use_pools() {
    using namespace std::chrono_literals;
    std::string text;
    sync::channel<int> numbers{sync::channel<int>::unbounded};
    numbers.send(1);
    text += numbers.send_for(2, 1ms) && numbers.try_send(3) && numbers.receive() == 1 ? "s" : "";
    text += numbers.receive_for(1ms) == 2 && numbers.try_receive() == 3 && !numbers.receive_for(1ms) ? "r" : "";
    numbers.close();
    try {
        numbers.send(4);
    } catch (sync::channel_closed const&) {
        text += numbers.receive() ? "" : "c";
    }
    sync::thread_pool pool{2, sync::start_later, "pool"};
    std::vector<sync::future<int>> results;
    for (int i = 0; i < 3; ++i) results.push_back(pool.submit([](int x) { return x * x; }, i));
    pool.start();
    int sum = 0;
    for (sync::future<int>& result : sync::as_completed(results)) sum += result.get();
    pool.shutdown();
    return text + (sum == 5 ? "p" : "");
}

inline std::string use_liveness() {
    std::string text;
    sync::watch_threads();
    sync::manual_reset_event go;
    sync::thread waits{[&] { go.wait(); }};
    text += waits.is_alive() && sync::enumerate().size() == 2 ? "a" : "";
    go.set();
    waits.join();
    text += waits.is_alive() || sync::enumerate().size() != 1 ? "" : "e";
    return text;
}

inline char const* const of_every_name = "aelsatcptlscrjtisum 4\nend\nrfowbcsrcp";
inline std::string use_every_name() {
    return use_liveness() + use_locks() + use_timed_and_shared_locks() + use_stops_and_arrivals() + use_threads()
           + use_atomics() + use_futures() + use_pools();
}
