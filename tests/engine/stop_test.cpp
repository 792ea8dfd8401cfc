// SPDX-License-Identifier: Apache-2.0
// Stop tokens, callbacks, jthread.
#include "executed.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace heddle::executed {
namespace {

TEST(Stop, of_two_who_request_it_one_is_first) {
    Explored const all = explore_all([](std::string& told) {
        stop_source source;
        auto const request = [&](char name) {
            return [&, name] {
                if (source.request_stop()) told += name;
            };
        };
        together(request('a'), request('b'));
        require(source.stop_requested() && source.get_token().stop_requested());
    });
    EXPECT_EQ(all.outcomes, (Outcomes{"ok a", "ok b"}));
    EXPECT_TRUE(all.report.verified());
}

TEST(Stop, what_came_before_the_request_is_seen_by_who_sees_it) {
    auto const body = [](bool asks) {
        return [=](std::string&) {
            stop_source source;
            shared<int> x{0};
            together(
                [&, source] {
                    x.store(1);
                    source.request_stop();
                },
                [&, token = source.get_token()] {
                    if (!asks || token.stop_requested()) x.load();
                });
        };
    };
    EXPECT_TRUE(explore_all(body(true)).report.verified());
    EXPECT_EQ(explore_all(body(false)).kinds, Kinds{FindingKind::data_race});
}

/// The callback is run by the requester, by its maker, or never; and never after its life.
TEST(StopCallback, is_run_once_or_not_at_all) {
    Explored const all = explore_all([](std::string& told) {
        stop_source source;
        together(
            [&] { source.request_stop(); },
            [&] {
                auto const me = this_thread::get_id();
                bool alive = true;
                {
                    stop_callback const callback{source.get_token(), [&] {
                                                     require(alive, "run after its life");
                                                     told += this_thread::get_id() == me ? "maker" : "requester";
                                                 }};
                }
                alive = false;
            });
    });
    EXPECT_EQ(all.outcomes, (Outcomes{"ok ", "ok maker", "ok requester"}));
    EXPECT_TRUE(all.report.verified());
}

TEST(StopCallback, its_end_is_waited_for_and_what_it_did_is_seen) {
    Explored const all = explore_all([](std::string& told) {
        stop_source source;
        atomic<int> point;
        shared<int> x{0};
        together(
            [&] { source.request_stop(); },
            [&] {
                {
                    stop_callback const callback{source.get_token(), [&] {
                                                     x.store(1);
                                                     point.load();
                                                     x.store(2);
                                                 }};
                }
                told = std::to_string(x.load());
            });
    });
    EXPECT_EQ(all.outcomes, (Outcomes{"ok 0", "ok 2"})) << "never half of it";
    EXPECT_TRUE(all.report.verified()) << "and no race";
}

/// Who asks whether the stop was requested does not wait for callbacks: what they write is a race for it.
TEST(StopCallback, orders_nothing_for_who_only_sees_the_request) {
    Explored const all = explore_all([](std::string&) {
        stop_source source;
        shared<int> x{0};
        stop_callback const callback{source.get_token(), [&] { x.store(1); }};
        together(
            [&] { source.request_stop(); },
            [&] {
                if (source.stop_requested()) x.load();
            });
    });
    EXPECT_EQ(all.kinds, Kinds{FindingKind::data_race});
}

TEST(StopCallback, may_end_its_own_life_and_add_others) {
    Executed const run{[] {
        stop_source source;
        std::string order;
        std::optional<stop_callback<std::function<void()>>> first;
        std::optional<stop_callback<std::function<void()>>> late;
        first.emplace(source.get_token(), [&] {
            order += "1";
            late.emplace(source.get_token(), [&] { order += "l"; });
            first.reset();
        });
        stop_callback const second{source.get_token(), [&] { order += "2"; }};
        stop_callback const none{stop_token{}, [&] { order += "n"; }};
        require(source.request_stop() && !source.request_stop());
        require(order == "1l2", order);
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

TEST(StopCallback, that_waits_for_its_own_remover_is_a_deadlock_and_told) {
    Executed const run{[] {
        stop_source source;
        manual_reset_event removed;
        manual_reset_event runs;
        auto callback = std::make_unique<stop_callback<std::function<void()>>>(source.get_token(), [&] {
            runs.set();
            removed.wait();
        });
        together(
            [&] { source.request_stop(); },
            [&] {
                runs.wait();
                callback.reset();
                removed.set();
            });
    }};
    EXPECT_EQ(run.ending(), Ending::deadlock);
    std::string const said = run.messages();
    EXPECT_NE(said.find("waits for stop callback 1 to end,"), std::string::npos) << said;
    EXPECT_NE(said.find("run by thread 1"), std::string::npos) << said;
}

TEST(Stop, sources_and_tokens_know_what_is_possible) {
    Executed const run{[] {
        stop_token token;
        require(!token.stop_possible() && !token.stop_requested() && token == stop_token{});
        require(!stop_source{nostopstate}.stop_possible() && !stop_source{nostopstate}.request_stop());
        {
            stop_source source;
            stop_source const copy{source};
            stop_source moved{std::move(source)};
            require(!source.stop_possible() && copy == moved && moved.stop_possible());
            token = moved.get_token();
            require(token.stop_possible() && token == copy.get_token());
        }
        require(!token.stop_possible());
        stop_token other{std::move(token)};
        require(!token.stop_possible() && token == stop_token{} && !(other == token));
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

TEST(Jthread, is_asked_to_stop_and_joined_at_its_end) {
    Explored const all = explore_all([](std::string& told) {
        shared<int> x{0};
        {
            jthread worker{[&](stop_token token) {
                while (!token.stop_requested()) this_thread::yield();
                x.store(1);
            }};
        }
        told = std::to_string(x.load());
    });
    EXPECT_EQ(all.outcomes, Outcomes{"ok 1"});
    EXPECT_TRUE(all.report.clean()) << "joined: no race, nothing left";
}

TEST(Jthread, takes_arguments_and_moves) {
    Executed const run{[] {
        int sum = 0;
        jthread one{[&](stop_token token, int by) { sum += token.stop_possible() ? by : 0; }, 1};
        jthread two{[&](int by, int more) { sum += by + more; }, 2, 3};
        jthread three{[&] { sum += 4; }};
        jthread none;
        require(!none.joinable() && !none.get_stop_token().stop_possible() && !none.request_stop());
        none = std::move(one);
        one = jthread{};
        require(none.joinable() && !one.joinable() && none.request_stop());
        swap(none, two);
        two.join();
        three.detach();
        none = jthread{};
        require(!two.joinable() && sum == 10);
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

}  // namespace
}  // namespace heddle::executed
