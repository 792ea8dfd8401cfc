// SPDX-License-Identifier: Apache-2.0
// As misuse_test.cpp, of what many threads share or wait for.
#include "misused.hpp"

#include <memory>

namespace heddle::executed {
namespace {

TEST(MisuseOfShared, mutex) {
    expect_misuse(Misuse::unlock_free, [] { shared_mutex{}.unlock_shared(); });
    expect_misuse(Misuse::unlock_foreign, [] {
        shared_mutex guard;
        guard.lock_shared();
        thread{[&] { guard.unlock_shared(); }}.join();
    });
    expect_misuse(Misuse::unlock_mismatched, [] {
        shared_mutex guard;
        guard.lock_shared();
        guard.unlock();
    });
    expect_misuse(Misuse::unlock_mismatched, [] {
        shared_mutex guard;
        guard.lock();
        guard.unlock_shared();
    });
    expect_misuse(Misuse::relock_shared, [] {
        shared_mutex guard;
        shared_lock const one{guard};
        shared_lock const two{guard};
    });
    expect_misuse(Misuse::destroyed_held, [] {
        shared_mutex guard;
        guard.lock_shared();
    });
}

TEST(MisuseOfShared, mutex_that_waits_for_itself) {
    auto const twice = [](auto first, auto second) {
        expect_misuse(
            Misuse::relock,
            [=] {
                shared_mutex guard;
                first(guard);
                second(guard);
            },
            2);  // a deadlock as well
    };
    auto const lock = [](shared_mutex& guard) { guard.lock(); };
    auto const share = [](shared_mutex& guard) { guard.lock_shared(); };
    twice(lock, lock);
    twice(lock, share);
    twice(share, lock);
}

TEST(MisuseOfShared, latch) {
    expect_misuse(Misuse::too_many_arrivals, [] {
        latch ready{1};
        ready.count_down(2);
    });
    expect_misuse(
        Misuse::destroyed_waited,
        [] {
            auto ready = std::make_unique<latch>(1);
            thread waiting{[raw = ready.get()] { raw->wait(); }};
            ready.reset();
            waiting.join();
        },
        2);  // and whoever waited is stuck
}

TEST(MisuseOfShared, barrier) {
    expect_misuse(Misuse::too_many_arrivals, [] {
        barrier meeting{1};
        (void)meeting.arrive(2);
    });
    expect_misuse(
        Misuse::destroyed_waited,
        [] {
            auto meeting = std::make_unique<barrier<>>(2);
            thread waiting{[raw = meeting.get()] { raw->arrive_and_wait(); }};
            this_thread::sleep_for(std::chrono::seconds{1});
            meeting.reset();
            waiting.join();
        },
        2);
}

}  // namespace
}  // namespace heddle::executed
