// SPDX-License-Identifier: Apache-2.0
// Every Misuse can be made with the faces, and is told.
#include "misused.hpp"

#include <memory>
#include <system_error>

namespace heddle::executed {
namespace {

TEST(MisuseOf, unlock_free) {
    expect_misuse(Misuse::unlock_free, [] {
        mutex guard;
        guard.unlock();
    });
}

TEST(MisuseOf, unlock_foreign) {
    expect_misuse(Misuse::unlock_foreign, [] {
        mutex guard;
        guard.lock();
        thread{[&] { guard.unlock(); }}.join();
    });
}

TEST(MisuseOf, unlock_of_a_recursive_mutex_once_too_often) {
    expect_misuse(Misuse::unlock_free, [] {
        recursive_mutex guard;
        guard.lock();
        guard.lock();
        guard.unlock();
        guard.unlock();
        guard.unlock();
    });
}

TEST(MisuseOf, relock) {
    expect_misuse(
        Misuse::relock,
        [] {
            mutex guard;
            guard.lock();
            guard.lock();
        },
        2);  // a deadlock as well
}

TEST(MisuseOf, wait_unlocked) {
    expect_misuse(Misuse::wait_unlocked, [] {
        mutex guard;
        condition_variable changed;
        {
            unique_lock<mutex> lock{guard, std::defer_lock};
            changed.wait_for(lock, std::chrono::milliseconds{1});
        }
        guard.unlock();
    });
}

template <class Function>
void expect_refused(Function function) {
    bool refused = false;
    try {
        function();
    } catch (std::system_error const&) {
        refused = true;
    }
    require(refused, "it was not refused");
}

TEST(MisuseOf, join_twice) {
    expect_misuse(Misuse::join_twice, [] {
        thread one{[] {}};
        one.join();
        expect_refused([&] { one.join(); });
    });
    expect_misuse(Misuse::join_twice, [] {
        thread one{[] {}};
        one.detach();
        expect_refused([&] { one.join_for(std::chrono::seconds{1}); });
    });
    expect_misuse(Misuse::join_twice, [] {
        thread one{[] {}};
        one.join();
        expect_refused([&] { one.detach(); });
    });
}

TEST(MisuseOf, join_self) {
    expect_misuse(Misuse::join_self, [] {
        auto one = std::make_unique<thread>();
        manual_reset_event begun;
        *one = thread{[&] {
            begun.wait();
            expect_refused([&] { one->join(); });
        }};
        begun.set();
        one->join();
    });
}

TEST(MisuseOf, join_nothing) {
    expect_misuse(Misuse::join_nothing, [] {
        thread none;
        expect_refused([&] { none.join(); });
    });
}

TEST(MisuseOf, destroyed_held) {
    expect_misuse(Misuse::destroyed_held, [] {
        mutex guard;
        guard.lock();
    });
}

TEST(MisuseOf, destroyed_waited) {
    expect_misuse(
        Misuse::destroyed_waited,
        [] {
            auto guard = std::make_unique<mutex>();
            guard->lock();
            thread waiting{[raw = guard.get()] { raw->lock(); }};
            guard.reset();
            waiting.detach();
        },
        2);  // whoever waited is stuck, or holds what is no more
    expect_misuse(
        Misuse::destroyed_waited,
        [] {
            mutex guard;
            auto changed = std::make_unique<condition_variable>();
            thread waiting{[&guard, raw = changed.get()] {
                unique_lock<mutex> lock{guard};
                raw->wait(lock);
            }};
            this_thread::sleep_for(std::chrono::seconds{1});
            changed.reset();
            waiting.join();
        },
        2);
}

TEST(MisuseOf, destroyed_joinable) {
    expect_misuse(Misuse::destroyed_joinable, [] { thread one{[] {}}; });
    expect_misuse(Misuse::destroyed_joinable, [] {
        thread one{[] {}};
        one = thread{};
    });
}

template <class Mutex>
void expect_held_at_end(void (*take)(Mutex&)) {
    struct Holding final : Program {
        void construct() override { guard = std::make_unique<Mutex>(); }
        void body() override { take(*guard); }
        void destroy() noexcept override { guard.reset(); }
        std::unique_ptr<Mutex> guard;
        void (*take)(Mutex&) = nullptr;
    } program;
    program.take = take;
    Plan plan;
    plan.strategy = "dfs";
    Report const report = explore(program, plan);
    ASSERT_EQ(report.findings.size(), 1U);
    EXPECT_EQ(report.findings[0].kind, FindingKind::held_at_end);
}

TEST(MisuseOf, held_at_end) {
    expect_held_at_end<mutex>([](mutex& guard) { guard.lock(); });
    expect_held_at_end<shared_mutex>([](shared_mutex& guard) { guard.lock(); });
    expect_held_at_end<shared_mutex>([](shared_mutex& guard) { guard.lock_shared(); });
}

TEST(MisuseOf, never_joined) {
    Executed const run{[] {
        alignas(thread) std::byte room[sizeof(thread)];
        ::new (static_cast<void*>(room)) thread{[] {}};  // its life never ends
    }};
    EXPECT_EQ(run.findings().size(), 1U);
    EXPECT_TRUE(run.found(FindingKind::never_joined));
}

TEST(MisuseOf, semaphore_overflow) {
    expect_misuse(Misuse::semaphore_overflow, [] {
        binary_semaphore semaphore{1};
        semaphore.release();
    });
}

TEST(NoMisuse, of_a_condition_that_ends_after_all_were_notified) {
    // std: it is only required that all threads have been notified, not that they have come back.
    Explored const all = explore_all([](std::string&) {
        mutex guard;
        bool ready = false;
        auto changed = std::make_unique<condition_variable>();
        condition_variable* const raw = changed.get();
        atomic<bool> waits;
        thread waiting{[&, raw] {
            unique_lock<mutex> lock{guard};
            waits.store(true);
            while (!ready) raw->wait(lock);
        }};
        await([&] { return waits.load(); });
        {
            lock_guard<mutex> const held{guard};
            ready = true;
            changed->notify_all();
        }
        changed.reset();
        waiting.join();
    });
    EXPECT_TRUE(all.report.verified()) << (all.report.clean() ? "" : all.report.findings[0].message);
}

TEST(NoMisuse, in_a_tidy_program) {
    Explored const all = explore_all([](std::string&) {
        mutex one;
        recursive_mutex two;
        condition_variable changed;
        binary_semaphore semaphore{0};
        bool ready = false;
        together(
            [&] {
                lock_guard<recursive_mutex> const outer{two};
                lock_guard<recursive_mutex> const inner{two};
                unique_lock<mutex> lock{one};
                changed.wait(lock, [&] { return ready; });
                semaphore.release();
            },
            [&] {
                {
                    lock_guard<mutex> const held{one};
                    ready = true;
                    changed.notify_one();
                }
                semaphore.acquire();
            });
    });
    EXPECT_TRUE(all.report.verified());
}

}  // namespace
}  // namespace heddle::executed
