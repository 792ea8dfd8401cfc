// SPDX-License-Identifier: Apache-2.0
#include "fake_engine.hpp"

#include <heddle/core/directory.hpp>
#include <heddle/strategy/preempt.hpp>
#include <heddle/strategy/quantum.hpp>
#include <heddle/strategy/table.hpp>

#include <gtest/gtest.h>

namespace heddle {
namespace {

using fake::Step;
using fake::Threads;

/// Who moved, as digits; the strategy must have one execution and repeat it.
std::string moves(Strategy& strategy, Threads const& threads, Directory const* directory = nullptr) {
    auto const once = [&] {
        std::string text;
        for (Choice const& choice : fake::run(strategy, threads, directory).path) {
            text += static_cast<char>('0' + index(choice.thread));
            EXPECT_EQ(choice.pick, 0U);
        }
        return text;
    };
    EXPECT_TRUE(strategy.begin_execution(0));
    std::string const first = once();
    strategy.repeat_execution();
    EXPECT_EQ(once(), first);
    EXPECT_FALSE(strategy.begin_execution(1));
    strategy.repeat_execution();
    once();
    return first;
}

std::string moves(std::string const& text, Threads const& threads, Directory const* directory = nullptr) {
    auto const strategy = make_strategy(text, 0, std::nullopt);
    return moves(*strategy, threads, directory);
}

constexpr Step lock{OperationKind::lock, 1, 1};
constexpr Step unlock{OperationKind::unlock, 1, 1};
constexpr Step load{OperationKind::load, 2, 1};
constexpr Step store{OperationKind::store, 2, 1};

TEST(Quantum, deals_turns_round_and_round) {
    EXPECT_EQ(moves("quantum:steps=1", fake::of_loads({3, 3, 3})), "012012012");
    EXPECT_EQ(moves("quantum:steps=2", fake::of_loads({3, 3, 3})), "001122012");
    EXPECT_EQ(moves("quantum:steps=3", fake::of_loads({4, 5})), "000111011");
    EXPECT_EQ(moves("quantum:steps=9", fake::of_loads({3, 3, 3})), "000111222");
}

TEST(Quantum, a_thread_that_ends_or_waits_gives_the_rest_of_its_turn_away) {
    EXPECT_EQ(moves("quantum:steps=2", fake::of_loads({1, 4, 1})), "011211");
    EXPECT_EQ(moves("quantum:steps=2", {{load, load, lock, unlock}, {lock, load, load, unlock}}), "00111100")
        << "thread 1 holds the lock at the end of its turn, so it goes on alone";
}

TEST(Quantum, a_thread_alone_begins_a_new_turn_at_every_multiple) {
    // Thread 1 waits for the lock from step 0 to 4; thread 0 unlocks in the middle of its second turn of three, which
    // it ends.
    Threads const threads = {{lock, load, load, load, unlock, load, load}, {lock, load}};
    EXPECT_EQ(moves("quantum:steps=3", threads), "000000110");
    EXPECT_EQ(moves("quantum:steps=5", threads), "000001100");
    EXPECT_EQ(moves("quantum:steps=4", threads), "000000011");
}

TEST(Quantum, refuses_no_steps) { EXPECT_THROW(QuantumStrategy{0}, std::invalid_argument); }

TEST(PreemptAt, switches_where_it_is_told) {
    EXPECT_EQ(moves("preempt:at=1/1", fake::of_loads({3, 3})), "011100");
    EXPECT_EQ(moves("preempt:at=0/2,3/0", fake::of_loads({2, 2, 2})), "220011");
    EXPECT_EQ(moves("preempt:at=3/0,1/1", fake::of_loads({3, 3})), "011001") << "in any order";
    EXPECT_EQ(moves("preempt:at=1/9,2/1", fake::of_loads({3, 3})), "001110") << "a thread that is not there";
}

TEST(PreemptAt, says_what_came_to_nothing) {
    PreemptAtStrategy strategy{planned_switches_in("1/1,2/7,50/0")};
    EXPECT_EQ(moves(strategy, fake::of_loads({3, 3})), "011100");
    EXPECT_EQ(strategy.remark(), "no switch at 2/7,50/0: the thread was not enabled there, or nothing could be chosen");
}

struct Names {
    Names() {
        directory.add_thread(no_thread, {});
        directory.add_thread(ThreadId{0}, {});
        directory.add_thread(ThreadId{0}, {});
        directory.set_name(ThreadId{0}, "first one");
        directory.add_object(ThreadId{0}, ObjectKind::mutex, {});
        directory.set_name(directory.add_object(ThreadId{0}, ObjectKind::variable, {}), "letter:e x");
        directory.add_object(ThreadId{0}, ObjectKind::condition, {});
    }
    Directory directory;
};

TEST(PreemptAfter, preempts_once_after_the_operation) {
    Names const names;
    Threads const threads = {{load, store, load, store}, {load, store}, {load, store}};
    auto const with = [&](char const* text) { return moves(text, threads, &names.directory); };
    EXPECT_EQ(with("preempt:after=0:load:letter:e x:1"), "01122000");
    EXPECT_EQ(with("preempt:after=first_one:load:letter:e_x:2"), "00011220");
    EXPECT_EQ(with("preempt:after=1:load:letter:e_x:1"), "00001221");
    EXPECT_EQ(with("preempt:after=0:store:letter:e_x:1"), "00112200");
    EXPECT_EQ(with("preempt:after=0:store:letter:e_x:3"), "00001122");
    EXPECT_EQ(with("preempt:after=0:load:mutex_1:1"), "00001122") << "another object";
    EXPECT_EQ(with("preempt:after=nobody:load:letter:e_x:1"), "00001122");
    EXPECT_EQ(with("preempt:after=2:store:letter:e_x:1"), "00001122") << "its last: it ends anyway";
}

TEST(PreemptAfter, names_objects_without_a_name_by_kind_and_number) {
    Names const names;
    Threads const threads = {{lock, load, unlock, load}, {load, load}};
    EXPECT_EQ(moves("preempt:after=0:lock:mutex_1:1", threads, &names.directory), "011000");
    EXPECT_EQ(moves("preempt:after=0:unlock:mutex 1:1", threads, &names.directory), "000110");
    EXPECT_EQ(moves("preempt:after=0:unlock:mutex_2:1", threads, &names.directory), "000011");
    Threads const waiting = {{{OperationKind::notify_all, 3, 1}, load}, {load}};
    EXPECT_EQ(moves("preempt:after=0:notify_all:condition_variable_1:1", waiting, &names.directory), "010");
}

TEST(PreemptAfter, a_name_of_digits_comes_before_a_number) {
    Names names;
    Threads const threads = {{load, store}, {load, store}, {load, store}};
    EXPECT_EQ(moves("preempt:after=1:load:letter:e_x:1", threads, &names.directory), "001221");
    names.directory.set_name(ThreadId{0}, "1");
    names.directory.set_name(ThreadId{2}, "1000");
    EXPECT_EQ(moves("preempt:after=1:load:letter:e_x:1", threads, &names.directory), "011220");
    EXPECT_EQ(moves("preempt:at=0/1000", threads, &names.directory), "220011");
}

TEST(PreemptAfter, waits_until_there_is_somebody_to_preempt_it) {
    Names const names;
    Threads const threads = {{lock, load, load, unlock, load, load}, {lock, load}};
    EXPECT_EQ(moves("preempt:after=0:load:letter:e_x:1", threads, &names.directory), "00001100");
}

TEST(PreemptAfter, is_over_when_the_thread_blocks_first) {
    Names const names;
    Threads const threads = {{load, lock, load}, {lock, load, unlock, load}, {}};
    // Thread 1 takes the lock first, then 0 loads and is preempted at the lock it cannot have.
    PreemptAfterStrategy strategy{trigger_in("1:lock:mutex_1:1")};
    EXPECT_EQ(moves(strategy, threads, &names.directory), "000");
    EXPECT_EQ(strategy.remark(), "nobody was preempted: 1:lock:mutex_1:1 never came, only 0 of its kind");
    PreemptAfterStrategy other{trigger_in("0:lock:mutex_1:1")};
    EXPECT_EQ(moves(other, {{lock, lock}, {load, load}, {load}}, &names.directory), "0112");
    EXPECT_EQ(other.remark(), "");
}

TEST(PreemptAfter, atomics_are_loaded_and_stored_too) {
    Names const names;
    Threads const threads = {{{OperationKind::atomic_load, 2, 1}, {OperationKind::atomic_store, 2, 1}, load}, {load}};
    EXPECT_EQ(moves("preempt:after=0:load:letter:e_x:1", threads, &names.directory), "0100");
    EXPECT_EQ(moves("preempt:after=0:atomic_store:letter:e_x:1", threads, &names.directory), "0010");
}

}  // namespace
}  // namespace heddle
