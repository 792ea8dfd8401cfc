// SPDX-License-Identifier: Apache-2.0
// `letters` on real input under every deterministic schedule of interest.
#include <scenarios/letters/corpus.hpp>
#include <tests/scenarios/letters_runs.hpp>

#include <gtest/gtest.h>

#include <string>

namespace heddle::scenarios {
namespace {

TEST(LettersOfKnownCounts, AreLostUnderAnOddQuantumAndNeverUnderAnEvenOne) {
    for (int quantum = 1; quantum <= 8; ++quantum) {
        Report const report = run_once("buggy", {{"corpus", "rfc-counts"}}, "quantum:steps=" + std::to_string(quantum));
        bool const whole = quantum % 2 == 0;  // a turn is so many loads, each with its store
        EXPECT_EQ(report.clean(), whole) << quantum;
        EXPECT_EQ(table_of(report) == outcome_text(true_counts(), rfc_files), whole) << quantum;
    }
}

TEST_F(RealTexts, LoseWhatEveryQuantumIsKnownToLose) {
    if (!there) return;
    nlohmann::json const known = rfc_tables().at("quantum");
    for (auto const& [quantum, table] : known.items()) {
        std::vector<int> counts = table.get<std::vector<int>>();
        int const finished = counts.back();
        counts.pop_back();
        Report const report = run("buggy", "quantum:steps=" + quantum);
        EXPECT_EQ(table_of(report), outcome_text(counts, finished)) << quantum;
        EXPECT_EQ(report.points, steps_of_an_execution) << quantum;
    }
}

TEST_F(RealTexts, LoseAllThatCameBetweenOneLoadAndItsStore) {
    if (!there) return;
    nlohmann::json const known = rfc_tables().at("preempted");
    for (auto const& [letter, left] : known.items()) {
        std::vector<int> counts = true_counts();
        counts[alphabet.find(letter)] = left.get<int>();
        Report const report = run("buggy", "preempt:after=1000:load:" + letter + ":1");
        EXPECT_EQ(table_of(report), outcome_text(counts, rfc_files)) << letter;
    }
}

}  // namespace
}  // namespace heddle::scenarios
