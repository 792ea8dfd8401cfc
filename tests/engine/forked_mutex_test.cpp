// SPDX-License-Identifier: Apache-2.0
// A lock that a fork copies, with counts by hand.
#include "executed.hpp"

namespace heddle::executed {
namespace {

struct Memory {
    mutex lock{"lock"};
    Memory() = default;
    explicit Memory(std::string_view name) : lock{name} {}
    Memory(Memory const& parent) : lock{forked, parent.lock} {}
};

/// Another thread locks and unlocks, L and U; the parent copies the lock, C; its child does what it does.
template <class Child>
Explored beside_a_holder(Child child, std::optional<unsigned> preemptions = {}) {
    return explore_all(
        [child](std::string& told) {
            Memory memory;
            together(
                [&] {
                    memory.lock.lock();
                    memory.lock.unlock();
                },
                [&] {
                    process forked_one{start_method::fork, memory, [&](Memory& mine) { told += child(mine); }};
                    forked_one.join();
                });
        },
        {}, preemptions);
}

char const* locks(Memory& mine) {
    mine.lock.lock();
    return "got";
}

/// The child locks, K. LUCK, and K anywhere in CLU: 4. Between L and U the copy is held, and there is no K: LCU.
TEST(ForkedMutex, is_held_for_ever_if_it_was_held) {
    Explored const all = beside_a_holder(locks);
    EXPECT_EQ(all.outcomes, (Outcomes{"ok got", "stuck "}));
    EXPECT_EQ(all.report.executions, 5U);
    EXPECT_TRUE(all.report.complete);
    EXPECT_EQ(all.kinds, Kinds{FindingKind::deadlock});
    for (OutcomeTally const& tally : all.report.outcomes) EXPECT_EQ(tally.executions, tally.ok ? 4U : 1U);
    EXPECT_EQ(beside_a_holder(locks, 0U).outcomes, Outcomes{"ok got"}) << "who is let go on unlocks first";
}

TEST(ForkedMutex, harms_nobody_who_does_not_ask_for_it) {
    Explored const all = beside_a_holder([](Memory&) { return "left"; });
    EXPECT_TRUE(all.report.verified()) << "a copy that is held is no mutex held at the end";
    EXPECT_EQ(all.report.executions, 3U);
    EXPECT_EQ(all.outcomes, Outcomes{"ok left"});
}

TEST(ForkedMutex, tells_who_tries_it) {
    Explored const all = beside_a_holder([](Memory& mine) { return mine.lock.try_lock() ? "taken" : "held"; });
    EXPECT_TRUE(all.report.clean());
    EXPECT_EQ(all.outcomes, (Outcomes{"ok taken", "ok held"}));
}

TEST(ForkedMutex, that_the_forking_thread_holds_is_the_childs_to_unlock) {
    Explored const all = explore_all([](std::string& told) {
        Memory memory;
        together(
            [&] { lock_guard const guard{memory.lock}; },
            [&] {
                memory.lock.lock();
                process child{start_method::fork, memory, [&](Memory& mine) {
                                  mine.lock.unlock();
                                  lock_guard const guard{mine.lock};
                                  told += "got";
                              }};
                memory.lock.unlock();
                child.join();
            });
    });
    EXPECT_TRUE(all.report.verified()) << all.report.findings.front().message;
    EXPECT_EQ(all.outcomes, Outcomes{"ok got"});
}

TEST(ForkedMutex, is_told_of_as_what_it_is) {
    Executed const run{
        [] {
            Memory memory{"door"};
            memory.lock.lock();
            thread other{[&] {
                process child{start_method::fork, memory, [](Memory& mine) { mine.lock.lock(); }};
                child.join();
            }};
            memory.lock.unlock();
            other.join();
        },
        {},
        {at(1, 1)}};
    EXPECT_EQ(run.ending(), Ending::deadlock);
    EXPECT_NE(
        run.messages().find(
            "thread 2 \"process\"  waits to lock mutex \"door\", held by thread 0 in the process it was copied from"),
        std::string::npos)
        << run.messages();
}

TEST(ForkedMutex, of_every_kind_that_one_thread_holds) {
    Executed const run{[] {
        recursive_mutex recursive;
        timed_mutex timed;
        recursive_timed_mutex both;
        recursive.lock();
        timed.lock();
        both.lock();
        {
            recursive_mutex recursive_copy{forked, recursive};
            timed_mutex timed_copy{forked, timed};
            recursive_timed_mutex both_copy{forked, both};
            thread child{[&] {
                require(recursive_copy.try_lock() && both_copy.try_lock());
                timed_copy.unlock();
                require(timed_copy.try_lock());
            }};
            child.join();
        }
        both.unlock();
        timed.unlock();
        recursive.unlock();
    }};
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

}  // namespace
}  // namespace heddle::executed
