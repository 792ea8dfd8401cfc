// SPDX-License-Identifier: Apache-2.0
// `letters` on real input: RFC 1000 to 1019, from their counts and, when they are there, from the files themselves.
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <heddle/explore/explore.hpp>
#include <scenarios/letters/corpus.hpp>
#include <scenarios/scenario.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace heddle::scenarios {
namespace {

constexpr std::uint64_t steps_of_an_execution = 2'301'418;

nlohmann::json tables() {
    std::ifstream file{HEDDLE_SOURCE_DIR "/tests/scenarios/rfc_tables.json"};
    return nlohmann::json::parse(file);
}

std::string outcome_text(std::vector<int> const& counts, int finished) {
    std::string text;
    for (std::size_t i = 0; i < alphabet.size(); ++i) text += fmt::format("{}={} ", alphabet[i], counts[i]);
    return text + fmt::format("fc={}", finished);
}

std::vector<int> true_counts() { return tables().at("total").get<std::vector<int>>(); }

Report run_once(std::string const& variant, Parameters const& parameters, std::string const& strategy) {
    Plan plan;
    plan.strategy = strategy;
    plan.executions = 1;
    plan.keep_going = true;
    return explore(*make_program("letters." + variant, parameters), plan);
}

std::string table_of(Report const& report) {
    return report.outcomes.size() == 1 && report.outcomes[0].ok ? report.outcomes[0].outcome : "not one table";
}

std::string letters_in(std::vector<std::uint8_t> const& places) {
    std::string text;
    for (std::uint8_t const place : places) text += alphabet[place];
    return text;
}

TEST(Letters, OfTextAreCountedWhateverTheirCase) {
    EXPECT_EQ(letters_in(letters_of_text("a-B, zZ\xC3\xA9!")), "abzz");
}

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
            error.what(),
            "letters: cannot read /nowhere/at/all/rfc1000.txt: No such file or directory\n"
            "  --set corpus=DIR needs a folder with rfc1000.txt to rfc1019.txt; --set corpus=rfc-counts needs no files");
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
    for (char const* const fix : {"mutex", "per_letter", "merge"}) {
        Report const report = run_once("fixed", {{"corpus", "rfc-counts"}, {"fix", fix}}, "random");
        EXPECT_EQ(table_of(report), outcome_text(true_counts(), rfc_files)) << fix;
        EXPECT_TRUE(report.clean()) << fix;
    }
}

class RealTexts : public testing::Test {
protected:
    RealTexts() : there{std::filesystem::exists(folder + "/rfc1000.txt")} {
        if (!there) std::puts("left out: this test needs rfc1000.txt to rfc1019.txt in ../shared/rfc beside the project");
    }
    Report run(std::string const& variant, std::string const& strategy) const {
        return run_once(variant, {{"corpus", folder}}, strategy);
    }

    std::string const folder = HEDDLE_SOURCE_DIR "/../shared/rfc";
    bool const there;
};

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

TEST_F(RealTexts, LoseWhatEveryQuantumIsKnownToLose) {
    if (!there) return;
    nlohmann::json const known = tables().at("quantum");
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
    nlohmann::json const known = tables().at("preempted");
    for (auto const& [letter, left] : known.items()) {
        std::vector<int> counts = true_counts();
        counts[alphabet.find(letter)] = left.get<int>();
        Report const report = run("buggy", "preempt:after=1000:load:" + letter + ":1");
        EXPECT_EQ(table_of(report), outcome_text(counts, rfc_files)) << letter;
    }
}

}  // namespace
}  // namespace heddle::scenarios
