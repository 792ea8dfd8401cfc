// SPDX-License-Identifier: Apache-2.0
// Every scenario against outcomes that were worked out by brute force: all of them are found, nothing else, and each with
// the fewest preemptions that it needs.
#include <heddle/explore/explore.hpp>

#include <tests/scenarios/oracle_table.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

namespace heddle::scenarios {
namespace {

constexpr std::uint64_t most_interleavings = 200'000;

std::vector<std::string> keys_up_to(std::uint64_t interleavings) {
    std::vector<std::string> keys;
    for (auto const& [key, oracle] : oracle_table()) {
        if (oracle.interleavings <= interleavings) keys.push_back(key);
    }
    return keys;
}

class OracleOutcomes : public testing::TestWithParam<std::string> {
protected:
    Oracle const& oracle() const { return oracle_table().at(GetParam()); }
    /// Runs the check for every program that has the key.
    template <class Check>
    void for_every_program(Check check) const {
        for (Resolved const& found : resolve(GetParam())) {
            std::unique_ptr<Program> const program = found.scenario->make(*found.variant, found.settings);
            SCOPED_TRACE(program->name);
            check(*program);
        }
    }
};

class Outcomes : public OracleOutcomes {};
class BoundedOutcomes : public OracleOutcomes {};

TEST_P(Outcomes, AreFoundByAnExhaustiveSearchAndNoOthers) {
    for_every_program([&](Program& program) {
        std::set<OutcomeKey> const found = outcomes_of(program, std::nullopt);
        EXPECT_EQ(found.size(), oracle().distinct);
        bool const listed = !oracle().fewest_preemptions.empty();
        EXPECT_EQ(found, listed ? oracle().outcomes() : found);
    });
}

TEST_P(BoundedOutcomes, NeedExactlySoManyPreemptions) {
    if (oracle().fewest_preemptions.empty()) return;  // their number is known, and nothing else
    for_every_program([&](Program& program) {
        std::map<OutcomeKey, unsigned> fewest;
        for (unsigned bound = 0; bound <= oracle().most_preemptions(); ++bound) {
            for (OutcomeKey const& outcome : outcomes_of(program, bound)) fewest.emplace(outcome, bound);
        }
        EXPECT_EQ(fewest, oracle().fewest_preemptions);
    });
}

std::string test_name(testing::TestParamInfo<std::string> const& key) {
    std::string name = key.param;
    std::ranges::replace_if(
        name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Oracles, Outcomes, testing::ValuesIn(keys_up_to(most_interleavings)), test_name);
INSTANTIATE_TEST_SUITE_P(Oracles, BoundedOutcomes, testing::ValuesIn(keys_up_to(UINT64_MAX)), test_name);

TEST(OracleTable, EveryKeyBelongsToAVariant) {
    for (auto const& [key, oracle] : oracle_table()) {
        std::vector<Resolved> const all = resolve(key);
        EXPECT_FALSE(all.empty()) << key;
        for (Resolved const& found : all) EXPECT_EQ(resolved_oracle(*found.variant, found.settings), key);
    }
}

TEST(OracleTable, OutcomesOfLargeProgramsAreFoundByAnOptimalSearchAndNoOthers) {
    std::size_t checked = 0;
    for (auto const& [key, oracle] : oracle_table()) {
        bool const listed = !oracle.fewest_preemptions.empty();
        if (oracle.interleavings <= most_interleavings || !listed) continue;
        for (Resolved const& found : resolve(key)) {
            Plan plan;
            plan.strategy = "dpor";
            plan.executions = 0;
            plan.keep_going = true;
            Report const report = explore(*found.scenario->make(*found.variant, found.settings), plan);
            EXPECT_TRUE(report.complete) << key;
            std::set<OutcomeKey> outcomes;
            for (OutcomeTally const& tally : report.outcomes) {
                outcomes.emplace(tally.ok ? "ok" : "stuck", tally.outcome);
            }
            EXPECT_EQ(outcomes, oracle.outcomes()) << key;
            ++checked;
        }
    }
    EXPECT_GE(checked, 4U);
}

TEST(OracleTable, OutcomesOfLargeProgramsAreAmongThoseExpected) {
    for (auto const& [key, oracle] : oracle_table()) {
        if (oracle.interleavings <= most_interleavings) continue;
        Resolved const found = resolve(key).front();
        Plan plan;
        plan.executions = 2'000;
        plan.keep_going = true;
        Report const report = explore(*found.scenario->make(*found.variant, found.settings), plan);
        EXPECT_LE(report.outcomes.size(), oracle.distinct) << key;
        if (oracle.fewest_preemptions.empty()) continue;  // their number is known, and nothing else
        for (OutcomeTally const& tally : report.outcomes) {
            EXPECT_TRUE(oracle.outcomes().contains({tally.ok ? "ok" : "stuck", tally.outcome}))
                << key << ' ' << tally.outcome;
        }
    }
}

}  // namespace
}  // namespace heddle::scenarios
