// SPDX-License-Identifier: Apache-2.0
// Promises, futures, tasks: who waits, who sets, what orders, what goes wrong.
#include "executed.hpp"

#include <heddle/render/text.hpp>

#include <memory>
#include <sstream>
#include <stdexcept>

namespace heddle::executed {
namespace {

using std::chrono::milliseconds;

std::string word_of(std::error_code const& code) {
    if (code == future_errc::broken_promise) return "broken";
    if (code == future_errc::promise_already_satisfied) return "satisfied";
    if (code == future_errc::future_already_retrieved) return "retrieved";
    return code == future_errc::no_state ? "no state" : "?";
}

/// The word for the future_error that the call throws; what it returns when it throws none.
template <class Call>
std::string word_for(Call call) {
    try {
        return std::to_string(call());
    } catch (future_error const& error) {
        return word_of(error.code());
    } catch (std::runtime_error const& error) {
        return error.what();
    }
}

TEST(Future, is_waited_for_and_set_in_one_step_each) {
    Explored const all = explore_all([](std::string& told) {
        promise<int> made;
        future<int> seen = made.get_future();
        together([&] { told = std::to_string(seen.get()); }, [&] { made.set_value(7); });
    });
    EXPECT_EQ(all.report.executions, 1U) << "nobody can get before it is set";
    EXPECT_EQ(all.report.points, 2U);
    EXPECT_EQ(all.outcomes, Outcomes{"ok 7"});
    EXPECT_TRUE(all.report.verified());
}

TEST(Future, orders_what_was_written_before_it_was_set) {
    auto const hand_over = [](bool waits) {
        return explore_all([waits](std::string&) {
            promise<void> done;
            future<void> seen = done.get_future();
            shared<int> data;
            together(
                [&] {
                    if (waits) seen.get();
                    require(!waits || data == 7);
                    if (!waits) static_cast<void>(data.load());
                },
                [&] {
                    data = 7;
                    done.set_value();
                });
        });
    };
    EXPECT_TRUE(hand_over(true).report.verified());
    EXPECT_EQ(hand_over(false).kinds, Kinds{FindingKind::data_race});
}

TEST(Future, of_a_promise_that_nobody_keeps_is_a_deadlock) {
    Executed const run{[] {
        promise<int> made;
        set_name(made, "answer");
        future<int> seen = made.get_future();
        thread{[&] { seen.get(); }}.join();
    }};
    EXPECT_EQ(run.ending(), Ending::deadlock);
    EXPECT_NE(run.messages().find("waits for future \"answer\", and no thread is left to set it"), std::string::npos)
        << run.messages();
}

TEST(Future, of_a_broken_promise_throws) {
    Explored const all = explore_all([](std::string& told) {
        auto made = std::make_unique<promise<int>>();
        future<int> seen = made->get_future();
        together([&] { told = word_for([&] { return seen.get(); }); }, [&] { made.reset(); });
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok broken"});
    EXPECT_TRUE(all.report.verified());
}

TEST(Future, of_nobody_costs_no_step_when_the_promise_ends) {
    EXPECT_EQ((Executed{[] { promise<int>{}; }}.told()), "");
    EXPECT_EQ((Executed{[] { promise<int>{}.get_future(); }}.told()), "");
    EXPECT_EQ((Executed{[] { auto const seen = promise<int>{}.get_future(); }}.told()), "0:set");
}

TEST(Future, carries_an_exception) {
    Explored const all = explore_all([](std::string& told) {
        promise<int> made;
        shared_future<int> seen = made.get_future();
        auto const look = [&] { told += word_for([mine = seen] { return mine.get(); }); };
        together(look, look, [&] { made.set_exception(std::make_exception_ptr(std::runtime_error{"boom"})); });
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok boomboom"});
    EXPECT_EQ(all.report.executions, 2U) << "it is set, then two look, in either order";
}

TEST(Future, set_by_two_is_set_by_either) {
    Explored const all = explore_all([](std::string& told) {
        promise<int> made;
        future<int> seen = made.get_future();
        auto const set = [&](int value) {
            return [&, value] {
                told += word_for([&] {
                    made.set_value(value);
                    return value;
                });
            };
        };
        together(set(1), set(2));
        told += "=" + std::to_string(seen.get());
    });
    EXPECT_EQ(all.outcomes, (Outcomes{"ok 1satisfied=1", "ok 2satisfied=2"}));
    EXPECT_EQ(all.report.executions, 2U);
}

TEST(Future, waited_for_until_a_deadline) {
    auto const waits = [](Semantics const& semantics) {
        return explore_all(
            [](std::string& told) {
                promise<int> made;
                future<int> seen = made.get_future();
                together(
                    [&] { told = seen.wait_for(milliseconds{1}) == future_status::ready ? "ready" : "timeout"; },
                    [&] {
                        this_thread::sleep_for(milliseconds{1} / 2);
                        made.set_value(1);
                    });
            },
            semantics);
    };
    EXPECT_EQ(waits({}).outcomes, Outcomes{"ok ready"}) << "half the time is enough";
    EXPECT_EQ(waits(adversarial()).outcomes, (Outcomes{"ok ready", "ok timeout"}));
    Executed const late{[] {
        promise<int> made;
        future<int> const seen = made.get_future();
        require(seen.wait_until(steady_clock::now() + milliseconds{2}) == future_status::timeout);
        require(steady_clock::now().time_since_epoch() == milliseconds{2});
        require(seen.wait_until(system_clock::now() + milliseconds{2}) == future_status::timeout);
        require(seen.wait_for(milliseconds{0}) == future_status::timeout);
        require(system_clock::now().time_since_epoch() == milliseconds{4});
        made.set_value(1);
        require(seen.wait_for(milliseconds{0}) == future_status::ready);
    }};
    EXPECT_TRUE(late.findings().empty()) << late.messages();
}

TEST(Future, polled_while_it_is_never_set_is_a_livelock) {
    Executed const run{[] {
        promise<int> made;
        future<int> const seen = made.get_future();
        while (seen.wait_for(milliseconds{0}) != future_status::ready) this_thread::yield();
    }};
    EXPECT_EQ(run.ending(), Ending::livelock);
}

TEST(Future, of_values_that_only_move_and_of_references) {
    Executed const run{[] {
        promise<std::unique_ptr<int>> made;
        auto seen = made.get_future();
        made.set_value(std::make_unique<int>(4));
        require(*seen.get() == 4);
        require(!seen.valid());
        int x = 1;
        promise<int&> reference;
        reference.set_value(x);
        shared_future<int&> alias = reference.get_future().share();
        alias.get() = 5;
        require(x == 5);
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

TEST(Future, may_end_its_life_while_the_promise_goes_on) {
    Explored const all = explore_all([](std::string&) {
        promise<int> made;
        together([seen = made.get_future()]() mutable { seen.get(); }, [&] { made.set_value(1); });
    });
    EXPECT_TRUE(all.report.verified());
}

TEST(Future, is_told_of) {
    Executed const run{[] {
        promise<int> made;
        set_name(made, "answer");
        future<int> seen = made.get_future();
        made.set_value(1);
        seen.get();
        promise<int> other;
        future<int> const bad = other.get_future();
        other.set_exception(std::make_exception_ptr(1));
        auto broken = std::make_unique<promise<int>>();
        future<int> const left = broken->get_future();
        broken.reset();
    }};
    std::ostringstream text;
    render_text(run.trace, text);
    for (char const* const words :
         {"set future \"answer\"", "wait for future \"answer\"", "set future 2 to an exception",
          "set future 3 to a broken promise"})
        EXPECT_NE(text.str().find(words), std::string::npos) << text.str();
}

TEST(PackagedTask, gives_its_result_to_a_future) {
    Explored const all = explore_all([](std::string& told) {
        packaged_task<int(int)> task{[](int x) { return x + 1; }};
        future<int> seen = task.get_future();
        thread runs{[&] { task(4); }};
        told = std::to_string(seen.get());
        runs.join();
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok 5"});
    EXPECT_EQ(all.report.points, 2U);
    EXPECT_TRUE(all.report.verified());
}

TEST(PackagedTask, breaks_its_promise_when_nobody_runs_it) {
    Explored const all = explore_all([](std::string& told) {
        std::vector<packaged_task<int()>> queue;
        queue.emplace_back([] { return 1; });
        future<int> seen = queue.front().get_future();
        together([&] { told = word_for([&] { return seen.get(); }); }, [&] { queue.clear(); });
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok broken"});
}

}  // namespace
}  // namespace heddle::executed
