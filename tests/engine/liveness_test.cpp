// SPDX-License-Identifier: Apache-2.0
// Who asks which threads live, and when their ends are steps.
#include "executed.hpp"

#include <algorithm>

namespace heddle::executed {
namespace {

/// What main sees of its workers: absent from the list, then alive or ended when it asks.
auto look_at(int workers) {
    return [workers](std::string& told) {
        watch_threads();
        std::vector<thread> threads;
        for (int i = 0; i < workers; ++i) threads.emplace_back([] {});
        std::vector<thread::id> const listed = enumerate();
        require(listed.front() == this_thread::get_id());
        for (thread const& one : threads) {
            bool const is_listed = std::count(listed.begin(), listed.end(), one.get_id()) != 0;
            bool const lives = one.is_alive();
            told += !is_listed ? '-' : lives ? 'T' : 'F';
        }
        for (thread& one : threads) one.join();
    };
}

TEST(Liveness, of_one_has_three_executions) {
    Explored const all = explore_all(look_at(1));
    EXPECT_EQ(all.outcomes, (Outcomes{"ok -", "ok F", "ok T"}));
    EXPECT_EQ(all.report.executions, 3U) << "the end comes before the list, between, or after both";
    EXPECT_TRUE(all.report.verified());
}

TEST(Liveness, of_two_has_every_pair_of_answers) {
    Explored const all = explore_all(look_at(2));
    EXPECT_EQ(all.outcomes.size(), 9U);
    EXPECT_EQ(all.report.executions, 20U) << "three steps of main in their order, two ends at any places: 5!/3!";
}

TEST(Liveness, costs_no_step_without_watching) {
    EXPECT_EQ((Executed{[] { together([] {}, [] {}); }}.trace.steps), 0U);
    Executed const watched{[] {
        watch_threads();
        watch_threads();
        together([] {}, [] {});
    }};
    EXPECT_EQ(watched.told(), "1:end 2:end");
    EXPECT_TRUE(watched.findings().empty()) << watched.messages();
}

TEST(Liveness, of_no_thread_and_of_one_that_was_joined_is_no_step) {
    Executed const run{[] {
        watch_threads();
        thread none;
        require(!none.is_alive());
        thread one{[] {}};
        one.join();
        require(!one.is_alive());
        require(enumerate().size() == 1);
    }};
    EXPECT_EQ(run.told(), "1:end 0:enumerate");
    auto const is_list = [](Event const& event) { return event.operation.kind == Kind::enumerate; };
    auto const list = std::find_if(run.trace.events.begin(), run.trace.events.end(), is_list);
    EXPECT_EQ(list->effect.result, 1U) << "as traces tell it";
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

TEST(Liveness, lists_those_that_any_thread_has_started) {
    Explored const all = explore_all([](std::string& told) {
        watch_threads();
        atomic<int> x;
        thread starter{[&] {
            x.load();
            thread{[] {}}.join();
        }};
        told = std::to_string(enumerate().size());
        starter.join();
    });
    EXPECT_EQ(all.outcomes, (Outcomes{"ok 1", "ok 2", "ok 3"}));
    // The load (and the start behind it), the end of the one, the end of the other: the list is at one of four places.
    EXPECT_EQ(all.report.executions, 4U);
}

TEST(Liveness, of_the_root_is_for_ever) {
    Executed const run{[] {
        watch_threads();
        thread{[] {
            this_thread::yield();
            require(enumerate().size() == 2);
        }}.detach();
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

TEST(Liveness, must_be_watched_from_the_beginning) {
    auto const message = [](auto body) {
        Executed const run{body};
        EXPECT_TRUE(run.found(FindingKind::exception)) << run.messages();
        return run.messages();
    };
    std::string const unwatched = message([] {
        thread one{[] {}};
        one.detach();
        enumerate();
    });
    EXPECT_NE(unwatched.find("nobody watches the threads"), std::string::npos) << unwatched;
    std::string const early = message([] {
        thread one{[] {
            this_thread::set_name("early");
            this_thread::yield();
        }};
        watch_threads();
        static_cast<void>(one.is_alive());
    });
    EXPECT_NE(early.find("thread 1 \"early\", which was started before they were watched"), std::string::npos) << early;
    EXPECT_NE(early.find("call heddle::watch_threads() before"), std::string::npos) << early;
    std::string const list = message([] {
        thread one{[] { this_thread::yield(); }};
        one.detach();
        watch_threads();
        enumerate();
    });
    EXPECT_NE(list.find("thread 1"), std::string::npos) << list;
}

TEST(Liveness, may_be_asked_after_a_join_that_was_too_short) {
    Executed const run{[] {
        thread one{[] { this_thread::sleep_for(std::chrono::seconds{2}); }};
        require(!one.join_for(std::chrono::seconds{1}));
        require(one.is_alive());
        one.join();
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

TEST(Liveness, can_be_awaited) {
    Explored const all = explore_all([](std::string&) {
        atomic<int> x;
        thread one{[&] { x.load(); }};
        await([&] { return !one.is_alive(); });
        one.join();
    });
    EXPECT_EQ(all.report.executions, 1U);
    EXPECT_EQ(all.report.points, 3U) << "who asks makes the end a step";
    EXPECT_TRUE(all.report.verified());
}

/// Who sees that a thread has ended sees what it wrote; who sees that it is not listed any more does not.
TEST(Liveness, orders_what_came_before_an_end_that_was_seen) {
    auto const body = [](bool asks) {
        return [asks](std::string&) {
            watch_threads();
            shared<int> x;
            thread writer{[&] { x = 7; }};
            bool const over = asks ? !writer.is_alive() : enumerate().size() == 1;
            if (over) require(x == 7);
            writer.join();
        };
    };
    EXPECT_TRUE(explore_all(body(true)).report.verified());
    EXPECT_EQ(explore_all(body(false)).kinds, Kinds{FindingKind::data_race});
}

TEST(Liveness, asked_for_ever_of_a_thread_that_never_ends_is_a_livelock) {
    Executed const run{[] {
        watch_threads();
        manual_reset_event never_set;
        thread stuck{[&] {
            this_thread::set_name("stuck");
            never_set.wait();
        }};
        while (stuck.is_alive()) this_thread::yield();
        stuck.join();
    }};
    EXPECT_EQ(run.ending(), Ending::livelock);
    EXPECT_NE(run.messages().find("polls thread 1 \"stuck\", which stays alive"), std::string::npos) << run.messages();
}

}  // namespace
}  // namespace heddle::executed
