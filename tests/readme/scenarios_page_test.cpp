// SPDX-License-Identifier: Apache-2.0
// scenarios/README.md: its tables are those of the catalogue, its figures those of complete searches, and no row is forgotten.
#include <heddle/heddle.hpp>

#include <tests/golden/golden.hpp>
#include <tests/readme/scenarios_page.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

namespace heddle::page {
namespace {

constexpr std::uint64_t most = 100'000;
std::filesystem::path const folder = std::filesystem::path{HEDDLE_SOURCE_DIR} / "scenarios";

std::string contents() {
    std::ifstream file{folder / "README.md", std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST(ScenariosPage, ShowsTheCatalogueAsItIs) {
    std::string const page = contents();
    std::string const tables = with_part(page, "topics", topic_tables(scenarios::catalogue(), most));
    golden::expect_file(
        folder / "README.md", with_part(tables, "coverage", coverage_table(scenarios::catalogue(), noted_rows(page))));
}

TEST(ScenariosPage, AccountsForEveryRow) {
    std::set<std::string> accounted = noted_rows(contents());
    for (char const* const row : {"A10", "B02", "B03", "B04", "B06", "B14"})
        EXPECT_TRUE(accounted.contains(row)) << row;
    for (scenarios::Scenario const& scenario : scenarios::catalogue())
        accounted.insert(scenario.rows.begin(), scenario.rows.end());
    EXPECT_EQ(accounted, (std::set<std::string>{rows().begin(), rows().end()}));
    EXPECT_EQ(rows().size(), 41U) << "A00 to A17, B01 to B18, A09b, A11b, B03b, B15b, B15c";
    EXPECT_TRUE(std::ranges::is_sorted(rows()));
}

TEST(ScenariosPage, LinksLeadToFiles) {
    std::string const page = contents();
    std::regex const link{R"(\]\(([^)#]+)\))"};
    std::size_t links = 0;
    for (std::sregex_iterator match{page.begin(), page.end(), link}, end; match != end; ++match, ++links)
        EXPECT_TRUE(std::filesystem::exists(folder / (*match)[1].str())) << (*match)[1];
    EXPECT_GE(links, scenarios::catalogue().size());
}

/// Threads that each load and store a variable, the same one or one each.
class Updates final : public Program {
public:
    Updates(bool same, std::size_t rounds) : same_{same}, rounds_{rounds} { semantics.data_races = DataRaces::allowed; }
    void body() override {
        shared<int> x{0};
        shared<int> y{0};
        thread first{[&] { update(x); }};
        thread second{[&] { update(same_ ? x : y); }};
        first.join();
        second.join();
        sum_ = x.load() + y.load();
    }
    void observe(std::string& outcome) override { outcome = std::to_string(sum_); }

private:
    void update(shared<int>& variable) const {
        for (std::size_t i = 0; i < rounds_; ++i) variable += 1;
    }

    bool same_;
    std::size_t rounds_;
    int sum_ = 0;
};

TEST(ScenariosPageFigures, AreThoseOfPascalsTriangle) {
    Updates once{true, 1};
    EXPECT_EQ(text_of(extent_of(once, 6)), "6 → 2") << "4 over 2; both counts or one";
    Updates twice{true, 2};
    EXPECT_EQ(text_of(extent_of(twice, 70)), "70 → 3") << "8 over 4; 2, 3 or 4";
}

TEST(ScenariosPageFigures, AreOfTracesWhereThereAreTooManyInterleavings) {
    Updates apart{false, 4};
    EXPECT_EQ(text_of(extent_of(apart, 1'000)), "1 trace → 1") << "16 over 8, and all of them are one";
    auto const lost_update = scenarios::make_program("lost_update.buggy", {});
    EXPECT_EQ(text_of(extent_of(*lost_update, 69)), "34 traces → 5") << "as a_incdec_N2 of the oracles";
    Updates together{true, 4};
    EXPECT_EQ(text_of(extent_of(together, 10)), "more than 10");
}

TEST(ScenariosPageTables, HoldEachScenarioInTheTableOfItsTopic) {
    std::string const tables = topic_tables({*scenarios::find("lost_update")}, 100);
    EXPECT_TRUE(tables.starts_with("\n### counter: ")) << tables;
    EXPECT_EQ(tables.find("### printing"), std::string::npos) << "a topic without scenarios";
    EXPECT_NE(tables.find("| [lost_update](counter/lost_update.cpp) | A11 | "), std::string::npos) << tables;
    EXPECT_NE(tables.find(" | 70 → 5 | 6 → 1 | `heddle explore lost_update` |\n"), std::string::npos) << tables;
}

TEST(ScenariosPageTables, ListRowsThatNobodyHasWithNothing) {
    scenarios::Scenario scenario;
    scenario.name = "mine";
    scenario.topic = "counter";
    scenario.rows = {"A12", "B02"};
    std::string const table = coverage_table({scenario}, {"A10", "B02"});
    EXPECT_NE(table.find("| A11 |  |\n"), std::string::npos) << table;
    EXPECT_NE(table.find("| A10 | a note below |\n"), std::string::npos) << table;
    EXPECT_NE(table.find("| A12 | [mine](counter/mine.cpp) |\n"), std::string::npos) << table;
    EXPECT_NE(table.find("| B02 | [mine](counter/mine.cpp), a note below |\n"), std::string::npos) << table;
}

TEST(ScenariosPageTables, TakeTheirPlaceAndLeaveTheRest) {
    std::string const page = "a\n<!-- begin t -->\nold\n<!-- end t -->\nb\n";
    EXPECT_EQ(with_part(page, "t", "new\n"), "a\n<!-- begin t -->\nnew\n<!-- end t -->\nb\n");
    EXPECT_THROW(with_part(page, "u", "new\n"), std::runtime_error);
    EXPECT_EQ(
        noted_rows("- **A10** x\n- **B03b**: y **A11**\n text **A12**\n"), (std::set<std::string>{"A10", "B03b"}));
}

}  // namespace
}  // namespace heddle::page
