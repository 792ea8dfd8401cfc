// SPDX-License-Identifier: Apache-2.0
// Processes: whence they have their memory, how they end, and who hears of it.
#include "executed.hpp"

#include <tests/support/run.hpp>

#include <array>
#include <memory>
#include <stdexcept>

namespace heddle::executed {
namespace {

using std::chrono::milliseconds;

struct Memory {
    shared<int> value{0};
    Memory() = default;
    explicit Memory(int initial) : value{initial} {}
    Memory(Memory const& parent) : value{parent.value.load()} {}
};
struct Nothing {};

constexpr std::array every_method{start_method::fork, start_method::spawn, start_method::forkserver};

TEST(Process, has_a_copy_or_a_fresh_memory_and_shares_none) {
    for (start_method const method : every_method) {
        int const at_start = method == start_method::fork ? 7 : 0;
        Executed const run{[&] {
            Memory memory{7};
            process child{method, memory, [&](Memory& mine) {
                              require(mine.value == at_start);
                              mine.value += 100;
                              require(mine.value == at_start + 100);
                          }};
            memory.value += 1;
            child.join();
            require(memory.value == 8);
            process another{method, memory, [&](Memory& mine) { require(mine.value == (at_start == 7 ? 8 : 0)); }};
            another.join();
        }};
        EXPECT_EQ(run.ending(), Ending::finished) << run.messages();
        EXPECT_TRUE(run.findings().empty()) << run.messages();
    }
}

/// The copy is one load of the parent's. Then the parent has two steps beside the child's three: 5! / (2! 3!) orders.
TEST(Process, of_a_fork_copies_in_steps_of_its_parent) {
    auto const body = [](start_method method) {
        return [method](std::string& told) {
            Memory memory{7};
            int childs = 0;
            process child{method, memory, [&](Memory& mine) {
                              mine.value += 1;
                              childs = mine.value;
                          }};
            memory.value += 1;
            child.join();
            told = std::to_string(memory.value) + " " + std::to_string(childs);
        };
    };
    Explored const fork = explore_all(body(start_method::fork), allowing_races());
    EXPECT_EQ(fork.outcomes, Outcomes{"ok 8 8"});
    EXPECT_EQ(fork.report.executions, 10U);
    Explored const spawn = explore_all(body(start_method::spawn), allowing_races());
    EXPECT_EQ(spawn.outcomes, Outcomes{"ok 8 1"});
    EXPECT_EQ(spawn.report.executions, 10U);
    EXPECT_EQ(fork.report.points, spawn.report.points + 10U) << "a fresh memory is no step";
}

TEST(Process, of_a_fork_races_with_who_changes_what_it_copies) {
    Explored const all = explore_all([](std::string&) {
        Memory memory;
        thread other{[&] { memory.value = 1; }};
        process child{start_method::fork, memory, [](Memory&) {}};
        child.join();
        other.join();
    });
    EXPECT_EQ(all.kinds, Kinds{FindingKind::data_race});
}

TEST(Process, exits_with_a_code) {
    Executed const run{[] {
        Nothing const nothing;
        process done{start_method::fork, nothing, [](Nothing&) {}};
        process coded{start_method::spawn, nothing, [](Nothing&) { return 3; }};
        process thrown{start_method::spawn, nothing, [](Nothing&) -> int { throw std::runtime_error("not found"); }};
        process strange{start_method::forkserver, nothing, [](Nothing&) { throw 5; }};
        done.join();
        coded.join();
        thrown.join();
        strange.join();
        require(done.exit_code() == 0 && done.error().empty());
        require(coded.exit_code() == 3 && coded.error().empty());
        require(thrown.exit_code() == 1 && thrown.error() == "not found");
        require(strange.exit_code() == 1 && !strange.error().empty());
        coded.join();
        require(coded.join_for(milliseconds{0}), "joined again");
    }};
    EXPECT_EQ(run.ending(), Ending::finished);
    EXPECT_TRUE(run.findings().empty()) << "nobody learns of the exceptions but by asking: " << run.messages();
}

TEST(Process, has_no_code_before_it_was_joined) {
    Executed const run{[] {
        Nothing const nothing;
        process child{start_method::fork, nothing, [](Nothing&) { this_thread::sleep_for(milliseconds{10}); }};
        std::string said;
        try {
            (void)child.exit_code();
        } catch (std::logic_error const& error) {
            said = error.what();
        }
        require(said.find("before join()") != std::string::npos, said);
        require(!child.join_for(milliseconds{5}));
        require(!child.exit_code() && child.error().empty(), "it goes on");
        require(child.join_for(milliseconds{6}));
        require(child.exit_code() == 0);
    }};
    EXPECT_EQ(run.ending(), Ending::finished);
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

TEST(Process, that_nobody_joins_is_a_finding_and_is_waited_for) {
    Executed const run{[] {
        int written = 0;
        {
            Nothing const nothing;
            process child{start_method::fork, nothing, [&](Nothing&) {
                              this_thread::sleep_for(milliseconds{1});
                              written = 1;
                          }};
        }
        require(written == 1, "what it runs on is gone");
    }};
    EXPECT_EQ(run.ending(), Ending::finished);
    EXPECT_EQ(run.findings().size(), 1U) << run.messages();
    EXPECT_TRUE(run.found(FindingKind::misuse));
    EXPECT_NE(run.messages().find("thread 1 \"process\""), std::string::npos) << run.messages();
}

TEST(Process, starts_processes_of_its_own) {
    Explored const all = explore_all(
        [](std::string& told) {
            Memory memory{1};
            process child{
                start_method::fork, memory, [&](Memory& mine) {
                    mine.value += 1;
                    process grandchild{start_method::fork, mine, [](Memory& its) { return its.value.load(); }};
                    mine.value += 10;
                    grandchild.join();
                    told = std::to_string(*grandchild.exit_code());
                    return mine.value.load();
                }};
            child.join();
            told += " " + std::to_string(*child.exit_code()) + " " + std::to_string(memory.value);
        },
        allowing_races());
    EXPECT_TRUE(all.report.verified());
    EXPECT_EQ(all.outcomes, Outcomes{"ok 2 12 1"});
}

/// Teardown goes through a process as through any thread, and leaves nothing behind.
TEST(Process, that_never_ends_is_unwound) {
    auto const counted = std::make_shared<int>(0);
    struct Holding {
        std::shared_ptr<int> held;
    };
    tests::Runner runner;
    runner.engine.set_teardown(Teardown::unwind);
    for (int i = 0; i < 10; ++i) {
        Conclusion const conclusion = runner.run([&] {
            Holding const memory{counted};
            process child{start_method::fork, memory, [](Holding& mine) {
                              auto const mine_too = mine.held;
                              manual_reset_event never;
                              never.wait();
                              throw std::runtime_error("unreachable");
                          }};
            child.join();
        });
        EXPECT_EQ(conclusion.ending, Ending::deadlock);
        EXPECT_EQ(counted.use_count(), 1) << "execution " << i;
    }
    EXPECT_TRUE(runner.troubles.failures.empty());
}

TEST(ProcessContext, is_set_once_unless_forced) {
    Executed const run{[] {
        auto const refuses = [](process_context& context) {
            try {
                context.set_start_method(start_method::spawn);
            } catch (std::logic_error const& error) {
                return std::string{error.what()}.find("context has already been set") != std::string::npos;
            }
            return false;
        };
        process_context context;
        context.set_start_method(start_method::spawn);
        require(refuses(context));
        context.set_start_method(start_method::forkserver, true);
        require(context.get_start_method() == start_method::forkserver);
        process_context asked;
        require(asked.get_start_method() == start_method::fork);
        require(refuses(asked), "asking chooses");
        process_context used;
        Memory memory{7};
        auto child = used.start(memory, [](Memory& mine) { return mine.value.load(); });
        child.join();
        require(child.exit_code() == 7, "fork is the default");
        require(refuses(used), "a start chooses");
        used.set_start_method(start_method::spawn, true);
        auto second = used.start(memory, [](Memory& mine) { return mine.value.load(); });
        second.join();
        require(second.exit_code() == 0);
    }};
    EXPECT_EQ(run.ending(), Ending::finished);
    EXPECT_TRUE(run.findings().empty()) << run.messages();
}

}  // namespace
}  // namespace heddle::executed
