// SPDX-License-Identifier: Apache-2.0
// Readers and writers.
#include "executed.hpp"

#include <system_error>

namespace heddle::executed {
namespace {

using std::chrono::milliseconds;

TEST(SharedMutex, readers_overlap_and_writers_exclude) {
    Explored const all = explore_all([](std::string& told) {
        shared_mutex guard;
        atomic<int> point;
        int readers = 0;
        int writers = 0;
        bool together_once = false;
        auto const read = [&] {
            shared_lock const held{guard};
            ++readers;
            require(writers == 0, "a writer among readers");
            together_once |= readers == 2;
            point.load();
            --readers;
        };
        auto const write = [&] {
            unique_lock const held{guard};
            ++writers;
            require(writers == 1 && readers == 0, "a writer is not alone");
            point.load();
            --writers;
        };
        together(read, read, write);
        told = together_once ? "overlap" : "apart";
    });
    EXPECT_EQ(all.outcomes, (Outcomes{"ok apart", "ok overlap"}));
    EXPECT_TRUE(all.report.verified()) << (all.report.clean() ? "" : all.report.findings[0].message);
}

/// Two steps each, all of them on the mutex. Alone: AABB and BBAA. Shared: every merge of AA and BB, six.
TEST(SharedMutex, has_as_many_orders_as_can_be_counted) {
    auto const orders = [](auto take, auto give) {
        return explore_all([=](std::string& told) {
                   shared_mutex guard;
                   auto const work = [&](char name) {
                       return [&, name] {
                           take(guard);
                           told += name;
                           give(guard);
                           told += name;
                       };
                   };
                   together(work('a'), work('b'));
               })
            .outcomes;
    };
    auto const lock = [](shared_mutex& guard) { guard.lock(); };
    auto const unlock = [](shared_mutex& guard) { guard.unlock(); };
    auto const share = [](shared_mutex& guard) { guard.lock_shared(); };
    auto const unshare = [](shared_mutex& guard) { guard.unlock_shared(); };
    EXPECT_EQ(orders(lock, unlock), (Outcomes{"ok aabb", "ok bbaa"}));
    EXPECT_EQ(orders(share, unshare), (Outcomes{"ok aabb", "ok abab", "ok abba", "ok baab", "ok baba", "ok bbaa"}));
}

TEST(SharedMutex, a_snapshot_taken_in_one_hold_is_whole) {
    auto const snapshot = [](bool in_one) {
        return explore_all([=](std::string& told) {
                   shared_mutex guard;
                   shared<int> x{0};
                   shared<int> y{0};
                   together(
                       [&] {
                           scoped_lock const held{guard};
                           x.store(1);
                           y.store(1);
                       },
                       [&] {
                           shared_lock held{guard};
                           told = std::to_string(x.load());
                           if (!in_one) held.unlock();
                           if (!in_one) held.lock();
                           told += std::to_string(y.load());
                       });
               })
            .outcomes;
    };
    EXPECT_EQ(snapshot(true), (Outcomes{"ok 00", "ok 11"}));
    EXPECT_EQ(snapshot(false), (Outcomes{"ok 00", "ok 01", "ok 11"}));
}

Kinds found_when(void (*first)(shared_mutex&, shared<int>&), void (*second)(shared_mutex&, shared<int>&)) {
    Explored const all = explore_all([=](std::string&) {
        shared_mutex guard;
        shared<int> x{0};
        together([&] { first(guard, x); }, [&] { second(guard, x); });
    });
    EXPECT_TRUE(all.report.complete);
    return all.kinds;
}

TEST(SharedMutex, orders_writers_before_and_after_everybody_and_readers_not_among_themselves) {
    auto const write = [](shared_mutex& guard, shared<int>& x) {
        unique_lock const held{guard};
        x.store(1);
    };
    auto const read = [](shared_mutex& guard, shared<int>& x) {
        shared_lock const held{guard};
        x.load();
    };
    auto const write_shared = [](shared_mutex& guard, shared<int>& x) {
        shared_lock const held{guard};
        x.store(1);
    };
    EXPECT_EQ(found_when(write, write), Kinds{});
    EXPECT_EQ(found_when(write, read), Kinds{});
    EXPECT_EQ(found_when(write, write_shared), Kinds{});
    EXPECT_EQ(found_when(read, read), Kinds{});
    EXPECT_EQ(found_when(read, write_shared), Kinds{FindingKind::data_race});
    EXPECT_EQ(found_when(write_shared, write_shared), Kinds{FindingKind::data_race});
}

/// One execution, the second reader long after the first: only the edges can tell that it is a race.
TEST(SharedMutex, does_not_hide_a_race_of_readers_that_do_not_overlap) {
    Executed const run{[] {
        shared_mutex guard;
        shared<int> x{0};
        auto const write = [&] {
            shared_lock const held{guard};
            x.store(1);
        };
        together(write, write);
    }};
    EXPECT_TRUE(run.found(FindingKind::data_race)) << run.messages();
    EXPECT_EQ(run.told(), "1:lock_shared 1:unlock_shared 2:lock_shared 2:unlock_shared");
}

TEST(SharedMutex, an_upgrade_by_two_readers_is_a_deadlock) {
    Explored const all = explore_all([](std::string&) {
        shared_mutex guard{"cache"};
        auto const upgrade = [&] {
            guard.lock_shared();
            guard.lock();
        };
        together(upgrade, upgrade);
    });
    EXPECT_EQ(all.kinds, (Kinds{FindingKind::deadlock, FindingKind::misuse}));
    Executed const run{
        [] {
            shared_mutex guard{"cache"};
            auto const upgrade = [&] {
                guard.lock_shared();
                guard.lock();
            };
            together(upgrade, upgrade);
        },
        {},
        {{at(1, 2)}}};
    EXPECT_NE(
        run.messages().find("waits to lock shared mutex \"cache\", shared by itself and thread 2"), std::string::npos)
        << run.messages();
    EXPECT_NE(run.messages().find("the wait is circular: thread 1 -> thread 2 -> thread 1"), std::string::npos)
        << run.messages();
}

TEST(SharedMutex, readers_and_writers_of_two_can_deadlock_and_of_one_order_cannot) {
    auto const body = [](bool same_order) {
        return [=](std::string&) {
            shared_mutex one{"one"};
            shared_mutex two{"two"};
            together(
                [&] {
                    shared_lock const first{one};
                    unique_lock const second{two};
                },
                [&] {
                    shared_lock const first{same_order ? one : two};
                    unique_lock const second{same_order ? two : one};
                });
        };
    };
    EXPECT_EQ(explore_all(body(false)).kinds, Kinds{FindingKind::deadlock});
    EXPECT_TRUE(explore_all(body(true)).report.verified());
}

TEST(SharedMutex, timed_locks_are_had_or_not) {
    auto const body = [](std::string& told) {
        shared_timed_mutex guard;
        together(
            [&] {
                guard.lock();
                guard.unlock();
            },
            [&] {
                shared_lock const held{guard, milliseconds{1}};
                told += held ? "r" : "-";
            },
            [&] {
                unique_lock const held{guard, steady_clock::time_point{milliseconds{1}}};
                told += held ? "w" : "-";
            });
    };
    Explored const quiet = explore_all(body);
    EXPECT_EQ(quiet.outcomes, (Outcomes{"ok rw", "ok wr"}));
    Explored const all = explore_all(body, adversarial());
    EXPECT_EQ(all.outcomes, (Outcomes{"ok --", "ok -r", "ok -w", "ok r-", "ok rw", "ok w-", "ok wr"}));
}

TEST(SharedMutex, a_reader_in_time_beside_a_reader) {
    Executed const run{[] {
        shared_timed_mutex guard;
        shared_lock const mine{guard};
        thread{[&] {
            require(guard.try_lock_shared_for(milliseconds{0}));
            guard.unlock_shared();
            require(guard.try_lock_shared_until(steady_clock::time_point{}));
            guard.unlock_shared();
            require(!guard.try_lock_for(milliseconds{1}));
            require(!guard.try_lock());
        }}.join();
        require(steady_clock::now().time_since_epoch() == milliseconds{1});
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

TEST(SharedMutex, shared_lock_without_a_hold_throws_what_the_standard_says) {
    Executed const run{[] {
        shared_mutex guard;
        for (auto* const of : {static_cast<shared_mutex*>(nullptr), &guard}) {
            auto lock = of == nullptr ? shared_lock<shared_mutex>{} : shared_lock{*of, defer_lock};
            std::error_code code;
            try {
                lock.unlock();
            } catch (std::system_error const& error) {
                code = error.code();
            }
            require(code == std::errc::operation_not_permitted);
        }
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

TEST(SharedMutex, speaks_of_itself) {
    Executed const run{[] {
        shared_mutex guard{"cache"};
        guard.lock_shared();
        thread waiting{[&] { guard.lock(); }};
        thread sharing{[&] { guard.lock_shared(); }};
        manual_reset_event never_set{false};
        sharing.join();
        never_set.wait();
        waiting.join();
    }};
    EXPECT_EQ(run.ending(), Ending::deadlock);
    std::string const said = run.messages();
    EXPECT_NE(said.find("waits to lock shared mutex \"cache\", "), std::string::npos) << said;
    EXPECT_NE(said.find("shared by thread 0 and thread 2"), std::string::npos) << said;
}

}  // namespace
}  // namespace heddle::executed
