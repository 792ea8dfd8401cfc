// SPDX-License-Identifier: Apache-2.0
// `letters` on real input: RFC 1000 to 1019, from their counts and, when they are there, from the files themselves.
#include <scenarios/letters/corpus.hpp>
#include <scenarios/scenario.hpp>
#include <tests/scenarios/letters_runs.hpp>

#include <gtest/gtest.h>

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
