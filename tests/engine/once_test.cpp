// SPDX-License-Identifier: Apache-2.0
#include "executed.hpp"

#include <heddle/render/text.hpp>

#include <sstream>
#include <stdexcept>

namespace heddle::executed {
namespace {

TEST(CallOnce, calls_once_and_lets_nobody_go_before_that_is_done) {
    Explored const all = explore_all([](std::string& told) {
        once_flag flag;
        shared<int> made;
        int calls = 0;
        auto const use = [&] {
            call_once(flag, [&] {
                ++calls;
                made = 7;
            });
            require(made == 7, "it is made");
        };
        together(use, use);
        told = std::to_string(calls);
    });
    // Who calls, and whether the other asks before or after the call came back: it waits, then has one step left.
    EXPECT_EQ(all.report.executions, 2U);
    EXPECT_EQ(all.report.points, 2U * 3);
    EXPECT_EQ(all.outcomes, Outcomes{"ok 1"});
    EXPECT_TRUE(all.report.verified()) << "no data race: the call is ordered before each return";
}

TEST(CallOnce, is_what_a_plain_flag_is_not) {
    Explored const all = explore_all([](std::string&) {
        shared<bool> done{false};
        shared<int> made;
        auto const use = [&] {
            if (done) return;
            made = 7;
            done = true;
        };
        together(use, use);
    });
    EXPECT_EQ(all.kinds, Kinds{FindingKind::data_race});
}

TEST(CallOnce, lets_the_next_try_after_an_exception) {
    Explored const all = explore_all([](std::string& told) {
        once_flag flag;
        int calls = 0;
        auto const use = [&](char name) {
            return [&, name] {
                try {
                    call_once(flag, [&] {
                        if (++calls == 1) throw std::runtime_error{"the first fails"};
                        told += name;
                    });
                } catch (std::runtime_error const&) {
                    told += 'x';
                }
            };
        };
        together(use('a'), use('b'));
        call_once(flag, [&] { told += 'c'; });
    });
    EXPECT_EQ(all.outcomes, (Outcomes{"ok xa", "ok xb"}));
    EXPECT_TRUE(all.report.verified());
}

TEST(CallOnce, orders_calls_that_throw_as_well) {
    Explored const all = explore_all([](std::string&) {
        once_flag flag;
        shared<int> tries;
        auto const use = [&] {
            try {
                call_once(flag, [&] {
                    tries += 1;
                    throw 1;
                });
            } catch (int) {
            }
        };
        together(use, use);
        require(tries == 2);
    });
    EXPECT_TRUE(all.report.verified());
}

TEST(CallOnce, inside_itself_is_a_deadlock) {
    Executed const run{[] {
        once_flag flag{"config"};
        thread{[&] { call_once(flag, [&] { call_once(flag, [] {}); }); }}.join();
    }};
    EXPECT_EQ(run.ending(), Ending::deadlock);
    EXPECT_NE(run.messages().find("waits for the call of once flag \"config\", called by itself"), std::string::npos)
        << run.messages();
}

TEST(CallOnce, of_two_in_a_circle_is_a_deadlock) {
    Explored const all = explore_all([](std::string&) {
        once_flag one;
        once_flag two;
        together(
            [&] { call_once(one, [&] { call_once(two, [] {}); }); },
            [&] { call_once(two, [&] { call_once(one, [] {}); }); });
    });
    EXPECT_EQ(all.outcomes, (Outcomes{"ok ", "stuck "}));
    EXPECT_EQ(all.kinds, Kinds{FindingKind::deadlock});
    EXPECT_NE(all.report.findings[0].message.find("the wait is circular: thread 1 -> thread 2"), std::string::npos)
        << all.report.findings[0].message;
    EXPECT_TRUE(explore_all([](std::string&) {
                    once_flag one;
                    once_flag two;
                    auto const in_order = [&] { call_once(one, [&] { call_once(two, [] {}); }); };
                    together(in_order, in_order);
                }).report.verified());
}

TEST(CallOnce, passes_arguments_and_is_told_of) {
    Executed const run{[] {
        once_flag flag;
        int sum = 0;
        auto const add = [&](int a, int const& b) { sum += a + b; };
        call_once(flag, add, 1, 2);
        call_once(flag, add, 3, 4);
        require(sum == 3);
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
    EXPECT_EQ(run.told(), "0:call_once 0:end of call_once 0:call_once");
    std::ostringstream text;
    render_text(run.trace, text);
    for (char const* const words :
         {"call_once of once flag 1: calls", "end of call_once of once flag 1", "call_once of once flag 1: was called"})
        EXPECT_NE(text.str().find(words), std::string::npos) << text.str();
}

}  // namespace
}  // namespace heddle::executed
