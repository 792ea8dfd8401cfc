// SPDX-License-Identifier: Apache-2.0
// async: on a thread that is joined, or deferred to whoever waits.
#include "executed.hpp"

#include <stdexcept>

namespace heddle::executed {
namespace {

using std::chrono::milliseconds;

TEST(Async, runs_on_a_thread_of_its_own) {
    Explored const all = explore_all([](std::string& told) {
        thread::id const here = this_thread::get_id();
        future<bool> elsewhere = heddle::async(launch::async, [&] { return this_thread::get_id() != here; });
        future<int> sum = heddle::async([](int a, int b) { return a + b; }, 2, 3);
        told = elsewhere.get() ? std::to_string(sum.get()) : "the same";
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok 5"});
    EXPECT_TRUE(all.report.verified()) << "threads are joined";
}

TEST(Async, tries_every_interleaving) {
    Explored const all = explore_all([](std::string& told) {
        atomic<int> x;
        auto const slow = [&](int by) {
            return [&, by] {
                int const seen = x.load();
                x.store(seen + by);
            };
        };
        future<void> const one = heddle::async(launch::async, slow(1));
        future<void> const two = heddle::async(launch::async, slow(2));
        one.wait();
        two.wait();
        told = std::to_string(x.load());
    });
    EXPECT_EQ(all.outcomes, (Outcomes{"ok 1", "ok 2", "ok 3"}));
}

TEST(Async, is_joined_by_the_end_of_its_future) {
    auto const body = [](bool keeps) {
        return explore_all([keeps](std::string& told) {
            atomic<int> x;
            future<void> kept;
            {
                future<void> made = heddle::async(launch::async, [&] { x.store(1); });
                if (keeps) kept = std::move(made);
            }
            told = std::to_string(x.load());
            if (keeps) kept.wait();
        });
    };
    EXPECT_EQ(body(false).outcomes, Outcomes{"ok 1"}) << "the classic: it is not asynchronous at all";
    EXPECT_EQ(body(true).outcomes, (Outcomes{"ok 0", "ok 1"}));
    EXPECT_TRUE(body(false).report.verified());
    EXPECT_TRUE(body(true).report.verified());
}

TEST(Async, orders_what_it_wrote_before_all_who_share_it) {
    Explored const all = explore_all([](std::string&) {
        shared<int> x;
        shared_future<void> done = heddle::async(launch::async, [&] { x = 1; });
        auto const look = [&] {
            done.wait();
            require(x == 1);
        };
        together(look, look);
    });
    EXPECT_TRUE(all.report.verified()) << (all.report.clean() ? "" : all.report.findings[0].message);
    EXPECT_EQ(all.report.executions, 2U);
}

TEST(Async, carries_an_exception_and_no_finding) {
    Explored const all = explore_all([](std::string& told) {
        future<int> seen = heddle::async(launch::async, []() -> int { throw std::runtime_error{"boom"}; });
        try {
            seen.get();
        } catch (std::runtime_error const& error) {
            told = error.what();
        }
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok boom"});
    EXPECT_TRUE(all.report.verified());
}

TEST(Async, deadlock_is_found_when_the_end_of_the_future_waits_for_a_lock_of_its_own) {
    Explored const all = explore_all([](std::string&) {
        mutex guard;
        lock_guard<mutex> const held{guard};
        auto const locks = heddle::async(launch::async, [&] { lock_guard<mutex> const mine{guard}; });
    });
    EXPECT_EQ(all.kinds, Kinds{FindingKind::deadlock}) << "the future's life ends before the lock's";
}

TEST(Deferred, runs_when_somebody_waits) {
    Explored const all = explore_all([](std::string& told) {
        thread::id const here = this_thread::get_id();
        future<bool> seen = heddle::async(launch::deferred, [&] {
            told += "run ";
            return this_thread::get_id() == here;
        });
        future<void> const never_run = heddle::async(launch::deferred, [] { require(false, "nobody waits for it"); });
        require(seen.wait_for(milliseconds{1}) == future_status::deferred);
        require(steady_clock::now().time_since_epoch() == milliseconds{0});
        told += "wait ";
        told += seen.get() ? "here" : "elsewhere";
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok wait run here"});
    EXPECT_TRUE(all.report.verified());
}

TEST(Deferred, runs_once_for_all_who_share_it) {
    Explored const all = explore_all([](std::string& told) {
        shared<int> made;
        shared_future<void> const done = heddle::async(launch::deferred, [&] {
            made = made + 1;
            told += '1';
        });
        auto const look = [&](char name) {
            return [&, name] {
                bool const first = done.wait_for(milliseconds{0}) == future_status::deferred;
                done.wait();
                require(made == 1);
                told += first ? name : '.';
            };
        };
        together(look('a'), look('b'));
    });
    EXPECT_TRUE(all.report.verified()) << (all.report.clean() ? "" : all.report.findings[0].message);
    EXPECT_EQ(all.outcomes, (Outcomes{"ok 1a.", "ok 1ab", "ok 1b.", "ok 1ba"}));
}

}  // namespace
}  // namespace heddle::executed
