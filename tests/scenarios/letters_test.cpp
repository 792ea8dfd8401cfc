// SPDX-License-Identifier: Apache-2.0
// `letters` on real input: RFC 1000 to 1019, from their counts and, when they are there, from the files themselves.
#include <heddle/core/replay_token.hpp>
#include <heddle/explore/replay.hpp>

#include <scenarios/letters/corpus.hpp>
#include <scenarios/scenario.hpp>
#include <tests/scenarios/letters_runs.hpp>

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace heddle::scenarios {
namespace {

std::string letters_in(std::vector<std::uint8_t> const& places) {
    std::string text;
    for (std::uint8_t const place : places) text += alphabet[place];
    return text;
}

TEST(Letters, OfTextAreCountedWhateverTheirCase) { EXPECT_EQ(letters_in(letters_of_text("a-B, zZ\xC3\xA9!")), "abzz"); }

TEST(Letters, OfBytesAreThoseOfTheirPythonText) {
    EXPECT_EQ(letters_in(letters_of_bytes("a\nB\r\t")), "banbrt");
    EXPECT_EQ(letters_in(letters_of_bytes("\x0c\x1b\x7f\xff\"'\\")), "bxcxbxfxff");
    EXPECT_EQ(letters_in(letters_of_bytes(std::string_view{"\0", 1})), "bx");
}

TEST(Letters, CannotBeReadFromWhereThereAreNone) {
    try {
        make_program("letters.buggy", {{"corpus", "/nowhere/at/all"}});
        FAIL() << "read";
    } catch (std::invalid_argument const& error) {
        EXPECT_STREQ(
            error.what(), "letters: cannot read /nowhere/at/all/rfc1000.txt: No such file or directory\n"
                          "  --set corpus=DIR needs a folder with rfc1000.txt to rfc1019.txt; --set corpus=rfc-counts "
                          "needs no files");
    }
}

TEST(Letters, RefuseTextsWithAnUnderscore) {
    EXPECT_THROW(make_program("letters.buggy", {{"first", "a_b"}}), std::invalid_argument);
    EXPECT_THROW(make_program("letters.fixed", {{"second", "_"}}), std::invalid_argument);
}

TEST(LettersOfKnownCounts, AreAllThereOneThreadAfterTheOther) {
    Report const report = run_once("buggy", {{"corpus", "rfc-counts"}}, "preempt:at=0/1");
    EXPECT_EQ(table_of(report), outcome_text(true_counts(), rfc_files));
    EXPECT_EQ(report.points, steps_of_an_execution);
    EXPECT_TRUE(report.clean());
}

TEST(LettersOfKnownCounts, AreLostWithoutALockAndNotWithOne) {
    EXPECT_FALSE(run_once("buggy", {{"corpus", "rfc-counts"}}, "quantum:steps=3").clean());
    EXPECT_TRUE(run_once("buggy", {{"corpus", "rfc-counts"}}, "quantum:steps=2").clean()) << "each load with its store";
    for (char const* const fix : {"mutex", "per_letter", "merge"}) {
        Report const report = run_once("fixed", {{"corpus", "rfc-counts"}, {"fix", fix}}, "random");
        EXPECT_EQ(table_of(report), outcome_text(true_counts(), rfc_files)) << fix;
        EXPECT_TRUE(report.clean()) << fix;
    }
    Report const report = run_once("fixed", {{"corpus", "rfc-counts"}, {"fix", "queue"}}, "random");
    EXPECT_EQ(table_of(report) + " fc=20", outcome_text(true_counts(), rfc_files)) << "main counts no threads";
    EXPECT_TRUE(report.clean());
}

TEST_F(RealTexts, AreLostUnderAnOddQuantumAndNotUnderAnEvenOne) {
    if (!there) return;
    EXPECT_EQ(table_of(run("buggy", "quantum:steps=2")), outcome_text(true_counts(), rfc_files));
    EXPECT_NE(table_of(run("buggy", "quantum:steps=5")), outcome_text(true_counts(), rfc_files));
}

Losses recorded_losses() {
    Losses losses;
    nlohmann::json const recorded = rfc_tables().at("recorded_losses");
    for (auto const& [letter, lost] : recorded.items()) losses.emplace_back(letter[0], lost);
    return losses;
}

/// What was once printed on a real machine: 29,894 letters lost, of five.
std::string recorded_table() {
    std::vector<int> counts = true_counts();
    int all = 0;
    for (auto const& [letter, lost] : recorded_losses()) {
        counts[alphabet.find(letter)] -= static_cast<int>(lost);
        all += static_cast<int>(lost);
    }
    EXPECT_EQ(all, 29'894);
    return outcome_text(counts, rfc_files);
}

TEST(LettersOfKnownCounts, AreLostAsOnceOnARealMachine) {
    Report const report = run_once("buggy", {{"corpus", "rfc-counts"}}, strategy_that_loses(recorded_losses()));
    EXPECT_EQ(table_of(report), recorded_table());
    EXPECT_EQ(report.points, steps_of_an_execution);
}

/// HEDDLE_APPROVE=1 writes the token anew.
TEST(LettersOfKnownCounts, AreLostAsOnceOnARealMachineByAToken) {
    char const* const kept = HEDDLE_SOURCE_DIR "/tests/scenarios/letters_token.txt";
    if (std::getenv("HEDDLE_APPROVE") != nullptr) {
        Report const report = run_once("buggy", {{"corpus", "rfc-counts"}}, strategy_that_loses(recorded_losses()));
        std::ofstream{kept} << report.outcomes.at(0).token << '\n';
    }
    std::string text;
    std::getline(std::ifstream{kept} >> std::ws, text);
    ReplayToken const token = decode(text);
    Replayed const replayed = replay(*make_program(token.program, token.parameters), token);
    EXPECT_TRUE(replayed.same()) << replayed.divergence();
    EXPECT_EQ(replayed.trace().outcome, recorded_table());
}

TEST_F(RealTexts, HaveTheKnownCounts) {
    if (!there) return;
    Corpus const real = corpus_in(folder);
    Corpus const counted = corpus_of_counts();
    EXPECT_EQ(real.total, counted.total);
    for (std::size_t file = 0; file < rfc_files; ++file) {
        LetterCounts counts{};
        for (std::uint8_t const letter : real.files[file].letters) ++counts[letter];
        EXPECT_EQ(counts, rfc_counts(file)) << file;
        EXPECT_EQ(real.files[file].letters.size(), counted.files[file].letters.size());
    }
}

TEST_F(RealTexts, AreCountedRightOneAfterTheOtherAndUnderALock) {
    if (!there) return;
    Report const serial = run("buggy", "preempt:at=0/1");
    EXPECT_EQ(table_of(serial), outcome_text(true_counts(), rfc_files));
    EXPECT_EQ(serial.points, steps_of_an_execution);
    EXPECT_EQ(table_of(run("fixed", "random")), outcome_text(true_counts(), rfc_files));
}

TEST_F(RealTexts, LoseLettersUnderAnOddQuantumAndUnderOnePreemption) {
    if (!there) return;
    std::vector<int> counts = rfc_tables().at("quantum").at("3").get<std::vector<int>>();
    int const finished = counts.back();
    counts.pop_back();
    Report const report = run("buggy", "quantum:steps=3");
    EXPECT_EQ(table_of(report), outcome_text(counts, finished));
    EXPECT_EQ(report.points, steps_of_an_execution);

    counts = true_counts();
    counts[0] = rfc_tables().at("preempted").at("a").get<int>();
    EXPECT_EQ(table_of(run("buggy", "preempt:after=1000:load:a:1")), outcome_text(counts, rfc_files));
}

}  // namespace
}  // namespace heddle::scenarios
