// SPDX-License-Identifier: Apache-2.0
// Timed mutexes, lock and try_lock of several, a program's own lockables.
#include "executed.hpp"

namespace heddle::executed {
namespace {

using std::chrono::milliseconds;

std::string now_in_milliseconds() { return std::to_string(steady_clock::now().time_since_epoch() / milliseconds{1}); }

template <class Mutex>
void hold_for_long(std::string& told) {
    Mutex guard;
    together(
        [&] {
            guard.lock();
            this_thread::sleep_for(milliseconds{10});
            guard.unlock();
        },
        [&] {
            this_thread::sleep_for(milliseconds{1});
            if (!guard.try_lock_for(milliseconds{2})) told += "late " + now_in_milliseconds();
            if (guard.try_lock_until(steady_clock::time_point{milliseconds{20}})) {
                told += ", then got at " + now_in_milliseconds();
                guard.unlock();
            }
        });
}

TEST(TimedMutex, is_had_in_time_or_not) {
    Outcomes const one{"ok late 3, then got at 10"};
    EXPECT_EQ(explore_all([](std::string& told) { hold_for_long<timed_mutex>(told); }).outcomes, one);
    EXPECT_EQ(explore_all([](std::string& told) { hold_for_long<recursive_timed_mutex>(told); }).outcomes, one);
}

TEST(TimedMutex, has_both_outcomes_when_it_is_held) {
    auto const body = [](std::string& told) {
        timed_mutex guard;
        together(
            [&] {
                guard.lock();
                guard.unlock();
            },
            [&] {
                bool const got = guard.try_lock_for(milliseconds{1});
                told = got ? "got" : "late";
                if (got) guard.unlock();
            });
    };
    EXPECT_EQ(explore_all(body).outcomes, Outcomes{"ok got"}) << "nobody is idle while it is held";
    EXPECT_EQ(explore_all(body, adversarial()).outcomes, (Outcomes{"ok got", "ok late"}));
}

TEST(TimedMutex, of_its_holder) {
    Executed const recursive{[] {
        recursive_timed_mutex guard{"again"};
        guard.lock();
        require(guard.try_lock_for(milliseconds{1}) && guard.try_lock());
        guard.unlock();
        guard.unlock();
        guard.unlock();
    }};
    EXPECT_TRUE(recursive.findings().empty()) << recursive.messages();
    Executed const plain{[] {
        timed_mutex guard{"again"};
        guard.lock();
        require(!guard.try_lock_for(milliseconds{1}));
        guard.unlock();
    }};
    EXPECT_EQ(plain.findings().size(), 1U) << plain.messages();
    EXPECT_TRUE(plain.found(FindingKind::misuse)) << "std: undefined";
    EXPECT_NE(plain.messages().find("locks mutex \"again\""), std::string::npos) << plain.messages();
}

TEST(TimedMutex, unique_lock_of_one) {
    Executed const run{[] {
        timed_mutex guard;
        unique_lock holder{guard};
        thread other{[&] {
            unique_lock const by_duration{guard, milliseconds{1}};
            unique_lock by_time{guard, steady_clock::time_point{milliseconds{2}}};
            require(!by_duration.owns_lock() && !by_time.owns_lock());
            require(!by_time.try_lock_for(milliseconds{1}));
            require(!by_time.try_lock_until(steady_clock::time_point{milliseconds{4}}));
            require(steady_clock::now().time_since_epoch() == milliseconds{4});
            require(by_time.try_lock_for(milliseconds{100}));
            require(by_time.owns_lock());
        }};
        this_thread::sleep_for(milliseconds{10});
        holder.unlock();
        other.join();
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

/// Locked in two orders by hand: a deadlock. By lock(): none, even beside a thread that holds one and waits for another.
template <class Both>
Explored in_two_orders(Both both, unsigned preemptions) {
    return explore_all(
        [both](std::string& told) {
            mutex left;
            timed_mutex right;
            int count = 0;
            auto const work = [&](auto& one, auto& two) {
                both(one, two);
                ++count;
                one.unlock();
                two.unlock();
            };
            together([&] { work(left, right); }, [&] { work(right, left); });
            told = std::to_string(count);
        },
        {}, preemptions);
}

TEST(Lock, of_two_never_deadlocks) {
    auto const one_by_one = [](auto& one, auto& two) {
        one.lock();
        two.lock();
    };
    EXPECT_EQ(in_two_orders(one_by_one, 1).kinds, Kinds{FindingKind::deadlock});
    for (unsigned bound = 0; bound <= 3; ++bound) {
        Explored const some = in_two_orders([](auto& one, auto& two) { lock(one, two); }, bound);
        EXPECT_EQ(some.outcomes, Outcomes{"ok 2"});
        EXPECT_TRUE(some.report.clean());
    }
}

TEST(Lock, never_holds_one_while_it_waits_for_another) {
    Explored const all = explore_all([](std::string&) {
        mutex one;
        mutex two;
        mutex three;
        together(
            [&] {
                lock(one, two, three);
                one.unlock();
                two.unlock();
                three.unlock();
            },
            [&] {
                lock_guard const third{three};
                lock_guard const first{one};
            });
    });
    EXPECT_TRUE(all.report.verified());
}

TEST(TryLock, of_several_says_which_was_taken_and_holds_none) {
    Executed const run{[] {
        mutex a;
        mutex b;
        timed_mutex c;
        recursive_mutex d;
        require(try_lock(a, b) == -1);
        require(!a.try_lock() && !b.try_lock());
        require(try_lock(c, a) == 1 && try_lock(c, d, b) == 2 && try_lock(d, c, d, a) == 3 && try_lock(b, c) == 0);
        require(c.try_lock() && d.try_lock());
        for (auto* const each : {&a, &b}) each->unlock();
        c.unlock();
        d.unlock();
        require(try_lock(a, b, c, d) == -1);
        unique_lock<mutex> held_a{a, adopt_lock};
        unique_lock<mutex> held_b{b, adopt_lock};
        held_a.unlock();
        held_b.unlock();
        lock(held_a, held_b);
        require(held_a.owns_lock() && held_b.owns_lock());
        c.unlock();
        d.unlock();
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

/// A spin lock, as a program may have one.
struct Own {
    void lock() {
        while (flag.exchange(true)) this_thread::yield();
    }
    bool try_lock() { return !flag.exchange(true); }
    void unlock() { flag.store(false); }
    atomic<bool> flag;
};

struct Refusing {
    void lock() { throw 1; }
    bool try_lock() { throw 1; }
    void unlock() {}
};

TEST(OwnLockables, are_locked_as_ours_are) {
    Explored const some = explore_all(
        [](std::string& told) {
            Own own;
            mutex ours;
            int count = 0;
            together(
                [&] {
                    scoped_lock const both{own, ours};
                    ++count;
                },
                [&] {
                    unique_lock first{own};
                    lock_guard const second{ours};
                    ++count;
                });
            told = std::to_string(count);
        },
        {}, 2);
    EXPECT_EQ(some.outcomes, Outcomes{"ok 2"});
    EXPECT_TRUE(some.report.clean());
}

TEST(OwnLockables, that_throw_leave_nothing_held) {
    Executed const run{[] {
        mutex ours;
        Refusing refusing;
        bool thrown = false;
        try {
            lock(ours, refusing);
        } catch (int) {
            thrown = true;
        }
        require(thrown && ours.try_lock());
        ours.unlock();
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

TEST(ScopedLock, of_four_and_of_shared_mutexes) {
    Explored const some = explore_all(
        [](std::string&) {
            mutex a;
            recursive_mutex b;
            timed_mutex c;
            shared_mutex d;
            together([&] { scoped_lock const all{a, b, c, d}; }, [&] { scoped_lock const all{d, c, b, a}; });
        },
        {}, 2);
    EXPECT_TRUE(some.report.clean());
}

}  // namespace
}  // namespace heddle::executed
