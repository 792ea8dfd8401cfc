// SPDX-License-Identifier: Apache-2.0
#include "executed.hpp"

#include <memory>
#include <system_error>

namespace heddle::executed {
namespace {

using std::chrono::milliseconds;

TEST(ConditionAny, waits_beside_any_lockable) {
    Explored const all = explore_all([](std::string& told) {
        shared_mutex guard;
        condition_variable_any changed;
        bool ready = false;
        together(
            [&] {
                shared_lock lock{guard};
                changed.wait(lock, [&] { return ready; });
                told = "woken";
            },
            [&] {
                {
                    scoped_lock const held{guard};
                    ready = true;
                }
                changed.notify_one();
            });
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok woken"});
    EXPECT_TRUE(all.report.verified());
}

/// Without a predicate and with the flag set outside of the lock, the notification can come before the wait.
TEST(ConditionAny, loses_notifications_as_its_elder_does) {
    Explored const all = explore_all([](std::string& told) {
        mutex guard;
        condition_variable_any changed;
        together(
            [&] {
                guard.lock();
                changed.wait(guard);
                guard.unlock();
                told = "woken";
            },
            [&] { changed.notify_one(); });
    });
    EXPECT_EQ(all.outcomes, (Outcomes{"ok woken", "stuck "}));
    EXPECT_EQ(all.kinds, Kinds{FindingKind::deadlock});
}

TEST(ConditionAny, times_out) {
    Executed const run{[] {
        recursive_mutex guard;
        condition_variable_any changed;
        unique_lock lock{guard};
        require(changed.wait_for(lock, milliseconds{2}) == cv_status::timeout);
        require(!changed.wait_until(lock, steady_clock::time_point{milliseconds{5}}, [] { return false; }));
        require(!changed.wait_for(lock, stop_source{}.get_token(), milliseconds{2}, [] { return false; }));
        require(!changed.wait_for(lock, stop_token{}, milliseconds{2}, [] { return false; }));
        require(steady_clock::now().time_since_epoch() == milliseconds{9} && lock.owns_lock());
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

TEST(ConditionAny, of_a_lock_that_is_not_held) {
    Executed const run{[] {
        mutex guard;
        auto changed = std::make_unique<condition_variable_any>();
        unique_lock lock{guard, defer_lock};
        bool refused = false;
        try {
            changed->wait(lock);
        } catch (std::system_error const&) {
            refused = true;
        }
        require(refused);
        changed.reset();
    }};
    EXPECT_TRUE(run.findings().empty()) << "std's error, and nobody is left in the queue\n" << run.messages();
}

/// No stop request is lost, whenever it comes.
TEST(ConditionAny, a_stop_ends_the_wait) {
    Explored const all = explore_all([](std::string& told) {
        mutex guard;
        condition_variable_any changed;
        jthread waiting{[&](stop_token token) {
            unique_lock lock{guard};
            told = changed.wait(lock, token, [] { return false; }) ? "held" : "stopped";
        }};
        waiting.request_stop();
        waiting.join();
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok stopped"});
    EXPECT_TRUE(all.report.verified());
}

/// Who was stopped before it waited takes nobody's notification.
TEST(ConditionAny, who_is_stopped_takes_no_notification) {
    Explored const all = explore_all([](std::string& told) {
        mutex guard;
        condition_variable_any changed;
        stop_source source;
        source.request_stop();
        bool ready = false;
        bool waits = false;
        together(
            [&] {
                unique_lock lock{guard};
                waits = true;
                changed.wait(lock, [&] { return ready; });
                told += "woken";
            },
            [&] {
                unique_lock lock{guard};
                changed.wait(lock, source.get_token(), [] { return false; });
            },
            [&] {
                lock_guard const held{guard};
                ready = true;
                if (waits) changed.notify_one();
            });
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok woken"});
    EXPECT_TRUE(all.report.verified());
}

}  // namespace
}  // namespace heddle::executed
