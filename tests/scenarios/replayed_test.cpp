// SPDX-License-Identifier: Apache-2.0
// A token replays its execution event for event, whatever the scenario.
#include <heddle/explore/replay.hpp>
#include <heddle/explore/runner.hpp>
#include <heddle/strategy/random.hpp>

#include <scenarios/scenario.hpp>

#include <gtest/gtest.h>

#include <ostream>

namespace heddle::scenarios {
namespace {

/// What must be equal: everything but addresses.
struct Seen {
    ThreadId thread;
    OperationKind kind;
    ObjectId object;
    ObjectId also;
    OutcomeKind outcome;
    std::uint32_t pick;
    std::uint64_t operand;
    std::uint64_t result;
    ThreadId other;
    std::uint16_t flags;
    friend bool operator==(Seen const&, Seen const&) = default;
};

std::vector<Seen> seen_in(Trace const& trace) {
    std::vector<Seen> all;
    for (auto const& [operation, effect, outcome] : trace.events) {
        bool const opaque = effect.has(Effect::opaque);
        all.push_back(
            {operation.thread, operation.kind, operation.object, operation.also, outcome.kind, outcome.pick,
             opaque ? 0 : operation.operand, opaque ? 0 : effect.result, effect.other, effect.flags});
    }
    return all;
}

/// An execution as it happened, and the token that names it.
struct Happened {
    std::vector<Seen> events;
    std::string token;
    std::string outcome;
    std::string output;
    std::uint64_t steps;
};

Happened happen(Program& program, Strategy& strategy, bool by_schedule, std::uint64_t index) {
    Runner runner{program};
    Trace trace;
    EXPECT_TRUE(strategy.begin_execution(index));
    Runner::Close const close = runner.look(strategy, &trace);
    ReplayToken token{program.name, program.parameters, program.semantics, close.schedule, close.fingerprint};
    if (!by_schedule) token.choices = StrategyForm{"random", 7, index};
    return {seen_in(trace), encode(token), trace.outcome, trace.output, trace.steps};
}

TEST(Replayed, TracesAreTheSameEventForEvent) {
    for (Scenario const& scenario : catalogue()) {
        for (Variant const& variant : scenario.variants) {
            Settings const settings{scenario.name, scenario.parameters, {}};
            std::unique_ptr<Program> const program = scenario.make(variant, settings);
            RandomStrategy strategy{7};
            for (std::uint64_t index = 0; index < 8; ++index) {
                Happened const first = happen(*program, strategy, index % 2 == 0, index);
                SCOPED_TRACE(program->name + ' ' + first.token);
                ReplayToken const token = decode(first.token);
                std::unique_ptr<Program> const again = make_program(token.program, token.parameters);
                Replayed const replayed = replay(*again, token);
                EXPECT_TRUE(replayed.same()) << replayed.divergence();
                EXPECT_EQ(replayed.trace().outcome, first.outcome);
                EXPECT_EQ(replayed.trace().output, first.output);
                EXPECT_EQ(replayed.trace().steps, first.steps);
                EXPECT_TRUE(seen_in(replayed.trace()) == first.events) << "an event is another one";
            }
        }
    }
}

TEST(Replayed, AnotherScheduleIsAnotherTrace) {
    std::unique_ptr<Program> const program = make_program("lost_update.buggy", {});
    RandomStrategy strategy{7};
    Happened const one = happen(*program, strategy, true, 0);
    std::uint64_t index = 1;
    while (happen(*program, strategy, true, index).token == one.token) ++index;
    EXPECT_FALSE(happen(*program, strategy, true, index).events == one.events);
}

}  // namespace
}  // namespace heddle::scenarios
