// SPDX-License-Identifier: Apache-2.0
// Channels: who waits, who is let go, what orders, what goes wrong.
#include "executed.hpp"

#include <memory>

namespace heddle::executed {
namespace {

using std::chrono::milliseconds;

/// One sends `messages` numbers, another receives them: how many executions there are.
std::uint64_t hand_overs(int messages, std::size_t capacity) {
    Explored const all = explore_all([=](std::string& told) {
        channel<int> numbers{capacity};
        together(
            [&] {
                for (int i = 0; i < messages; ++i) numbers.send(i);
            },
            [&] {
                for (int i = 0; i < messages; ++i) told += std::to_string(*numbers.receive());
            });
    });
    EXPECT_TRUE(all.report.verified());
    EXPECT_EQ(all.outcomes, Outcomes{"ok " + std::string{"0123456789"}.substr(0, static_cast<std::size_t>(messages))});
    return all.report.executions;
}

/// Never more received than sent, and never more on the way than there is room for: Dyck paths of bounded height, of which
/// there are 1, 2^(n-1), F(2n-1), ..., and the Catalan number without a bound.
TEST(Channel, has_as_many_executions_as_there_are_ways_to_hand_over) {
    EXPECT_EQ(hand_overs(4, 1), 1U);
    EXPECT_EQ(hand_overs(4, 2), 8U);
    EXPECT_EQ(hand_overs(4, 3), 13U);
    EXPECT_EQ(hand_overs(4, 4), 14U);
    EXPECT_EQ(hand_overs(4, channel<int>::unbounded), 14U);
    EXPECT_EQ(hand_overs(6, 2), 32U);
    EXPECT_EQ(hand_overs(6, 3), 89U);
}

TEST(Channel, gives_each_message_to_one_receiver) {
    Explored const all = explore_all([](std::string& told) {
        channel<int> numbers{2};
        numbers.send(1);
        numbers.send(2);
        int got[2] = {};
        together([&] { got[0] = *numbers.receive(); }, [&] { got[1] = *numbers.receive(); });
        told = std::to_string(got[0]) + std::to_string(got[1]);
    });
    EXPECT_EQ(all.outcomes, (Outcomes{"ok 12", "ok 21"}));
    EXPECT_EQ(all.report.executions, 2U);
}

TEST(Channel, closed_is_drained_and_then_gives_nothing) {
    Executed const run{[] {
        channel<int> numbers{3};
        numbers.send(1);
        require(numbers.try_send(2));
        numbers.close();
        numbers.close();
        require(numbers.receive() == 1);
        require(numbers.try_receive() == 2);
        require(!numbers.receive() && !numbers.try_receive() && !numbers.receive_for(milliseconds{1}));
        require(steady_clock::now().time_since_epoch() == milliseconds{0});
        for (int way = 0; way < 3; ++way) {
            bool thrown = false;
            try {
                if (way == 0) numbers.send(3);
                if (way == 1) numbers.try_send(3);
                if (way == 2) numbers.send_for(3, milliseconds{1});
            } catch (channel_closed const&) {
                thrown = true;
            }
            require(thrown);
        }
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
    EXPECT_EQ(
        run.told(),
        "0:send 0:try_send 0:close 0:close 0:receive 0:try_receive 0:receive 0:try_receive 0:receive 0:send "
        "0:try_send 0:send");
}

TEST(Channel, closed_lets_those_who_wait_go) {
    Explored const all = explore_all([](std::string& told) {
        channel<int> full{1};
        channel<int> empty{1};
        full.send(1);
        together(
            [&] {
                try {
                    full.send(2);
                    told += "?";
                } catch (channel_closed const&) {
                    told += "t";
                }
            },
            [&] { told += empty.receive() ? "?" : "n"; },
            [&] {
                full.close();
                empty.close();
            });
    });
    // After the first close: the sender, and the second close with the receiver behind it.
    EXPECT_EQ(all.outcomes, (Outcomes{"ok nt", "ok tn"}));
    EXPECT_EQ(all.report.executions, 3U);
}

TEST(Channel, that_is_full_or_empty_refuses_those_who_do_not_wait) {
    Executed const run{[] {
        channel<std::string> words{1};
        require(!words.try_receive());
        require(words.try_send("one"));
        require(!words.try_send("two"));
        require(words.try_receive() == "one");
        require(!words.try_receive());
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

TEST(Channel, waits_until_a_deadline) {
    Executed const late{[] {
        channel<int> numbers{1};
        require(!numbers.receive_for(milliseconds{2}));
        require(steady_clock::now().time_since_epoch() == milliseconds{2});
        require(numbers.send_for(1, milliseconds{2}));
        require(!numbers.send_for(2, milliseconds{2}));
        require(steady_clock::now().time_since_epoch() == milliseconds{4});
        require(numbers.receive_for(milliseconds{0}) == 1);
    }};
    EXPECT_TRUE(late.findings().empty()) << late.messages();
    EXPECT_EQ(late.told(), "0:receive(timed out) 0:send 0:send(timed out) 0:receive");
    auto const in_time = [](Semantics const& semantics) {
        return explore_all(
            [](std::string& told) {
                channel<int> numbers{1};
                together(
                    [&] { told = numbers.receive_for(milliseconds{2}) ? "got" : "late"; },
                    [&] {
                        this_thread::sleep_for(milliseconds{1});
                        numbers.send(1);
                    });
            },
            semantics);
    };
    EXPECT_EQ(in_time({}).outcomes, Outcomes{"ok got"});
    EXPECT_EQ(in_time(adversarial()).outcomes, (Outcomes{"ok got", "ok late"}));
}

TEST(Channel, orders_what_was_written_before_the_send) {
    auto const body = [](bool receives) {
        return [receives](std::string&) {
            shared<int> data;
            channel<std::unique_ptr<int>> boxes{1};
            together(
                [&] {
                    data = 7;
                    boxes.send(std::make_unique<int>(3));
                },
                [&] {
                    if (receives) require(**boxes.receive() == 3);
                    static_cast<void>(data.load());
                });
        };
    };
    EXPECT_TRUE(explore_all(body(true)).report.verified());
    EXPECT_EQ(explore_all(body(false)).kinds, Kinds{FindingKind::data_race});
}

/// There is a lock inside: with room for one, who sends again comes after who received.
TEST(Channel, orders_the_receiver_before_who_then_finds_room) {
    Explored const all = explore_all([](std::string&) {
        shared<int> data{1};
        channel<int> places{1};
        together(
            [&] {
                places.send(1);
                places.send(2);
                data = 3;
            },
            [&] {
                static_cast<void>(data.load());
                places.receive();
            });
    });
    EXPECT_TRUE(all.report.verified());
}

TEST(Channel, makes_who_waits_for_ever_a_deadlock_that_is_told) {
    Executed const run{[] {
        channel<int> requests{1};
        channel<int> answers{1};
        set_name(requests, "requests");
        set_name(answers, "answers");
        requests.send(0);
        together([&] { requests.send(1); }, [&] { answers.receive(); });
    }};
    EXPECT_EQ(run.ending(), Ending::deadlock);
    for (char const* const words :
         {"waits to send into channel \"requests\", ", "full", "waits to receive from channel \"answers\", ", "empty"})
        EXPECT_NE(run.messages().find(words), std::string::npos) << run.messages();
}

TEST(Channel, polled_while_nothing_comes_is_a_livelock) {
    Executed const run{[] {
        channel<int> numbers{1};
        while (!numbers.try_receive()) this_thread::yield();
    }};
    EXPECT_EQ(run.ending(), Ending::livelock);
}

TEST(Channel, destroyed_while_somebody_waits_is_misuse) {
    Executed const run{[] {
        auto numbers = std::make_unique<channel<int>>(1);
        thread waits{[&numbers = *numbers] { numbers.receive(); }};
        numbers.reset();
        waits.detach();
    }};
    EXPECT_TRUE(run.found(FindingKind::misuse)) << run.messages();
    Executed const after{[] {
        auto numbers = std::make_unique<channel<int>>(1);
        thread waits{[&numbers = *numbers] { numbers.receive(); }};
        numbers->close();
        waits.join();
        numbers.reset();
    }};
    EXPECT_TRUE(after.findings().empty()) << after.messages();
}

TEST(Channel, without_room_is_refused) {
    Executed const run{[] { channel<int>{0}; }};
    EXPECT_NE(run.messages().find("a capacity of 0"), std::string::npos) << run.messages();
}

TEST(Channel, values_enter_the_fingerprint) {
    auto const fingerprint = [](int value) {
        return Executed{[value] {
                   channel<int> numbers{1};
                   numbers.send(value);
               }}
            .trace.fingerprint;
    };
    EXPECT_NE(fingerprint(1), fingerprint(2));
    EXPECT_EQ(fingerprint(1), fingerprint(1));
}

}  // namespace
}  // namespace heddle::executed
