// SPDX-License-Identifier: Apache-2.0
// The table in which an exploration of many scenarios ends.
#include <heddle/core/wording.hpp>

#include <scenarios/scenario.hpp>
#include <tests/command/process.hpp>
#include <tools/heddle/summary.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace heddle::command::tests {
namespace {

using testing::HasSubstr;

/// The words of a row before its token, and the token.
struct Row {
    std::vector<std::string> words;
    std::string token;
};

/// The rows of the table: the lines from its head to the first empty one. Fails when one is too wide.
std::vector<Row> rows_of(std::string const& summary) {
    std::vector<Row> rows;
    std::vector<std::string> const lines = lines_of(summary);
    EXPECT_TRUE(!lines.empty() && lines.front().starts_with("scenario "));
    for (std::size_t i = 1; i < lines.size() && !lines[i].empty(); ++i) {
        std::size_t const token = std::min(lines[i].find("  hd1-"), lines[i].size());
        EXPECT_LE(columns_of(lines[i].substr(0, token)), 80U) << lines[i];
        Row row;
        std::istringstream words{lines[i].substr(0, token)};
        for (std::string word; words >> word;) row.words.push_back(word);
        if (token < lines[i].size()) row.token = lines[i].substr(token + 2);
        rows.push_back(row);
    }
    return rows;
}

TEST(Summary, OfTheWholeCatalogueIsOneTableWithATokenAtTheEndOfARow) {
    Finished const explored = run_heddle({"explore"});
    EXPECT_EQ(explored.status, 0) << explored.out << explored.err;
    EXPECT_EQ(explored.err, "");
    EXPECT_THAT(explored.out, HasSubstr(" as expected, 0 not;"));
    EXPECT_THAT(explored.out, HasSubstr("sequentially consistent interleavings only"));
    std::vector<Row> const rows = rows_of(explored.out);
    std::size_t next = 0;
    for (scenarios::Scenario const& scenario : scenarios::catalogue()) {
        for (scenarios::Variant const& variant : scenario.variants) {
            ASSERT_LT(next, rows.size());
            Row const& row = rows[next++];
            ASSERT_GE(row.words.size(), 7U) << scenario.name;
            EXPECT_EQ(row.words[0], scenario.name);
            EXPECT_EQ(row.words[1], variant.name);
            EXPECT_EQ(row.token.empty(), variant.expected.is_clean()) << scenario.name << ' ' << row.token;
            if (row.token.empty()) continue;
            Finished const replayed = run_heddle({"replay", row.token, "--format", "json"});
            ASSERT_EQ(replayed.status, 0) << scenario.name << replayed.err;
            EXPECT_EQ(json_lines(replayed.out).front()["preemptions"].dump(), row.words[5]) << scenario.name;
        }
    }
    EXPECT_EQ(next, rows.size());
}

/// Rows made by hand: what a table says of results, and that it is narrow whatever they are.
class SummaryOf : public testing::Test {
protected:
    SummaryOf() {
        scenario.name = "a_name_of_24_characters_";
        scenario.variants.push_back({"buggy", {{FindingKind::deadlock}}, {}});
        scenario.variants.push_back({"fixed", {}, {}});
        for (scenarios::Variant const& variant : scenario.variants)
            tasks.push_back({&scenario, &variant, nullptr, std::nullopt});
    }

    Result& add(std::size_t variant, ExitStatus status) {
        Result& result = results.emplace_back();
        result.task = &tasks[variant];
        result.status = status;
        result.report.program = scenario.name + "." + scenario.variants[variant].name;
        result.report.strategy = "portfolio:of=dfs,random";
        result.report.executions = 99'999'999;
        result.report.seconds = 9999;
        return result;
    }

    std::string text() const {
        std::ostringstream out;
        print_summary(results, out);
        return out.str();
    }

    scenarios::Scenario scenario;
    std::vector<Task> tasks;
    std::vector<Result> results;
};

Finding finding_of(FindingKind kind, std::uint64_t preemptions, std::string token) {
    Finding finding;
    finding.kind = kind;
    finding.preemptions = preemptions;
    finding.token = std::move(token);
    return finding;
}

TEST_F(SummaryOf, ManyKindsShowsTheOneWithTheFewestPreemptionsAndItsToken) {
    add(0, ExitStatus::as_expected).report.findings = {
        finding_of(FindingKind::misuse, 3, "hd1-three"), finding_of(FindingKind::deadlock, 1, "hd1-one"),
        finding_of(FindingKind::deadlock, 2, "hd1-two"), finding_of(FindingKind::livelock, 2, "hd1-also")};
    std::vector<Row> const rows = rows_of(text());
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_THAT(
        rows[0].words,
        testing::ElementsAre(scenario.name, "buggy", "portfolio", "99,999,999", "deadlock+2", "1", "9999", "s"));
    EXPECT_EQ(rows[0].token, "hd1-one");
    EXPECT_THAT(text(), HasSubstr("heddle replay TOKEN"));
}

TEST_F(SummaryOf, EachKindFitsIn80ColumnsAndIsNamedWhole) {
    for (std::size_t kind = 0; kind < finding_kinds; ++kind) {
        for (std::size_t const others : {0U, 1U}) {
            std::vector<Finding>& findings = add(1, ExitStatus::unexpected).report.findings;
            findings.push_back(finding_of(static_cast<FindingKind>(kind), 998, "hd1-" + std::string(500, 'x')));
            if (others != 0)
                findings.push_back(finding_of(static_cast<FindingKind>((kind + 1) % finding_kinds), 999, "hd1-y"));
        }
    }
    std::vector<Row> const rows = rows_of(text());
    ASSERT_EQ(rows.size(), 2 * finding_kinds);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::string const& found = rows[i].words.at(4);
        EXPECT_TRUE(found.starts_with("!" + std::string{name_of(static_cast<FindingKind>(i / 2))})) << found;
        EXPECT_EQ(rows[i].token.size(), 504U);
    }
}

TEST_F(SummaryOf, SurprisesAreMarkedAndListedWithAllKinds) {
    add(0, ExitStatus::unexpected).report.complete = true;
    add(0, ExitStatus::undecided);
    add(1, ExitStatus::failed);
    add(1, ExitStatus::as_expected).report.complete = true;
    add(1, ExitStatus::unexpected).report.findings = {
        finding_of(FindingKind::nondeterminism, 0, ""), finding_of(FindingKind::deadlock, 0, "")};
    std::vector<Row> const rows = rows_of(text());
    ASSERT_EQ(rows.size(), 5U);
    std::vector<std::string> found;
    for (Row const& row : rows) found.push_back(row.words.at(4));
    EXPECT_THAT(found, testing::ElementsAre("!none,", "?nothing", "!internal", "verified", "!nondeterminism"));
    EXPECT_THAT(
        text(), HasSubstr("\nnot as expected:\n  " + scenario.name + ".buggy: NOT as expected: no interleaving"));
    EXPECT_THAT(text(), HasSubstr("it shows nondeterminism, deadlock and should be clean"));
    EXPECT_THAT(text(), HasSubstr("5 variants, 1 as expected, 4 not; 2 verified; 499,999,995 executions in "));
    EXPECT_THAT(text(), testing::Not(HasSubstr("heddle replay")));
}

}  // namespace
}  // namespace heddle::command::tests
