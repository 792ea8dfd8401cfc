// SPDX-License-Identifier: Apache-2.0
// Any token of any exploration replays its execution.
#include "explored.hpp"
#include "generate.hpp"
#include "woven.hpp"

#include <heddle/core/replay_token.hpp>

#include <stdexcept>
#include <variant>

namespace heddle::language {
namespace {

using explored::plan_of;

std::string arbitrary_strategy() {
    auto const number = [](int below) { return std::to_string(*rc::gen::inRange(0, below)); };
    switch (*rc::gen::inRange(0, 5)) {
    case 0:
        return "quantum:steps=" + std::to_string(*rc::gen::inRange(1, 6));
    case 1:
        return "preempt:at=" + number(4) + "/" + number(4) + ",1" + number(9) + "/" + number(4);
    case 2:
        return "preempt:after=" + std::to_string(*rc::gen::inRange(1, 3)) + ":lock:mutex_1:1";
    case 3:
        return "dfs";
    default:
        return "random";
    }
}

/// Replays it, in the same engine and semantics, whatever the program was set to before.
void expect_same(Source const& source, std::string const& text, bool ok, std::string const& outcome) {
    ReplayToken const token = decode(text);
    WovenProgram program{source};
    program.semantics = {};
    Replayed const replayed = replay(program, token);
    RC_ASSERT(replayed.divergence() == "");
    RC_ASSERT(replayed.same());
    RC_ASSERT(replayed.trace().fingerprint == token.fingerprint);
    RC_ASSERT(replayed.trace().ok == ok);
    RC_ASSERT(replayed.trace().outcome == outcome);
    RC_ASSERT(token.parameters == program.parameters);
}

TEST(Tokens, of_every_strategy_replay_to_the_same_trace) {
    check_so_often(500, [] {
        Enumeration all;
        Source const source = arbitrary_source(2'000, all);
        WovenProgram program{source};
        Plan plan = plan_of(arbitrary_strategy(), 200);
        plan.seed = *rc::gen::arbitrary<std::uint64_t>();
        RC_LOG() << text_of(source) << " under " << plan.strategy << " " << plan.seed << '\n';
        Report const report = explore(program, plan);
        RC_ASSERT(!report.outcomes.empty());
        for (OutcomeTally const& tally : report.outcomes) {
            RC_ASSERT((all.outcomes.count({tally.ok, tally.outcome})) == 1U);
            expect_same(source, tally.token, tally.ok, tally.outcome);
        }
        for (Finding const& finding : report.findings) {
            RC_ASSERT(finding.kind != FindingKind::nondeterminism);
            WovenProgram again{source};
            RC_ASSERT(replay(again, decode(finding.token)).same());
        }
    });
}

/// Threads of so many loads each: a random schedule departs often from run-until-blocked.
Source long_source() {
    Source source;
    source.threads.assign(3, std::vector<Statement>(100, Statement{Verb::add, 0, 1}));
    return source;
}

TEST(Tokens, of_long_executions_name_strategy_seed_and_index) {
    WovenProgram program{long_source()};
    Plan plan = plan_of("random", 30);
    plan.seed = 4711;
    Report const report = explore(program, plan);
    std::size_t by_strategy = 0;
    for (OutcomeTally const& tally : report.outcomes) {
        ReplayToken const token = decode(tally.token);
        auto const* const form = std::get_if<StrategyForm>(&token.choices);
        if (form == nullptr) continue;
        ++by_strategy;
        EXPECT_EQ(form->strategy, "random");
        EXPECT_EQ(form->seed, 4711U);
        EXPECT_LT(form->index, 30U);
        WovenProgram again{long_source()};
        Replayed const replayed = replay(again, token);
        EXPECT_TRUE(replayed.same()) << replayed.divergence();
        EXPECT_EQ(replayed.trace().outcome, tally.outcome);
    }
    EXPECT_GT(by_strategy, 0U);
}

TEST(Tokens, equal_executions_of_different_strategies_have_equal_tokens) {
    Source const source = source_in("snq00/l00 s01/l00 s01");
    auto const token_of_two = [&](std::string const& strategy) {
        WovenProgram program{source};
        Report const report = explore(program, plan_of(strategy, 50));
        return report.outcomes.at(0).token;
    };
    // Without a preemption there are two schedules; this is the default one.
    EXPECT_EQ(token_of_two("quantum:steps=100"), token_of_two("preempt:at=99/1"));
}

struct Edited {
    char const* before;
    char const* after;
    char const* where;  ///< in the message
};

TEST(Tokens, replay_after_an_edit_says_where_it_went_another_way) {
    // The token switches to thread 2 before step 1 and back before step 2.
    for (Edited const& edited :
         {Edited{"snq00/l00 s01/l00 s01", "snq00/l00 s01/", "step 1"},
          Edited{"snq00/l00 s01/l00 s01", "snq00/l00 s01/L00 l00 s01", "another one"},
          Edited{"snq00/l00 s01/l00 s01", "snq00/s00/", "step 1"}}) {
        WovenProgram program{source_in(edited.before)};
        Report const report = explore(program, plan_of("preempt:at=1/2,2/1"));
        ASSERT_EQ(report.outcomes.size(), 1U);
        WovenProgram changed{source_in(edited.after)};
        Replayed const replayed = replay(changed, decode(report.outcomes[0].token));
        EXPECT_FALSE(replayed.same());
        EXPECT_NE(replayed.divergence().find(edited.where), std::string::npos) << replayed.divergence();
    }
}

TEST(Tokens, of_another_program_are_refused) {
    WovenProgram program{source_in("snq00/l00/s00")};
    Report const report = explore(program, plan_of("dfs", 1));
    explored::Tale<explored::Nothing> other{[](explored::Nothing&) {}};
    try {
        replay(other, decode(report.outcomes.at(0).token));
        FAIL() << "a token of another program was taken";
    } catch (std::invalid_argument const& error) {
        EXPECT_NE(std::string{error.what()}.find("woven"), std::string::npos);
        EXPECT_NE(std::string{error.what()}.find("tale"), std::string::npos);
    }
}

TEST(Tokens, carry_the_semantics) {
    Source const source = source_in("aod21/L00 W00 U00/n00/L00 V01 U00");
    WovenProgram program{source};
    program.semantics.step_bound = 500;
    Report const report = explore(program, plan_of("random", 20));
    for (OutcomeTally const& tally : report.outcomes) {
        EXPECT_EQ(decode(tally.token).semantics, program.semantics);
    }
}

}  // namespace
}  // namespace heddle::language
