// SPDX-License-Identifier: Apache-2.0
// The table "What of std there is" in the map says what the compile-time tests show, no more and no less.
#include <tests/conformance/std_coverage.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>
#include <vector>

namespace conformance {
namespace {

namespace fs = std::filesystem;
fs::path const harness = fs::path{HEDDLE_SOURCE_DIR} / "harness";

struct Row {
    std::string name;
    std::string face;
    std::string model;
    std::set<std::string> missing;
    std::string why;
};

std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells;
    while (line.find('|') != std::string_view::npos) {
        line.remove_prefix(line.find('|') + 1);
        std::string_view cell = line.substr(0, line.find('|'));
        while (cell.starts_with(' ')) cell.remove_prefix(1);
        while (cell.ends_with(' ')) cell.remove_suffix(1);
        if (line.find('|') != std::string_view::npos) cells.emplace_back(cell);
    }
    return cells;
}

/// What stands between backquotes.
std::set<std::string> names_in(std::string_view cell) {
    std::set<std::string> texts;
    for (std::size_t from = 0; (from = cell.find('`', from)) != std::string_view::npos;) {
        std::size_t const to = cell.find('`', from + 1);
        if (to == std::string_view::npos) break;
        texts.emplace(cell.substr(from + 1, to - from - 1));
        from = to + 1;
    }
    return texts;
}
std::string the_name_in(std::string const& cell) {
    std::set<std::string> const texts = names_in(cell);
    return texts.size() == 1 ? *texts.begin() : std::string{};
}

std::vector<Row> table_in(std::istream& map) {
    std::vector<Row> rows;
    bool inside = false;
    for (std::string line; std::getline(map, line);) {
        if (line.starts_with("## ")) inside = line == "## What of std there is";
        std::vector<std::string> const cells = cells_of(line);
        if (!inside || cells.empty() || cells[0] == "name" || cells[0].starts_with("---")) continue;
        if (cells.size() != 5) {
            ADD_FAILURE() << "not a row of five cells: " << line;
            continue;
        }
        rows.push_back({the_name_in(cells[0]), cells[1], cells[2], names_in(cells[3]), cells[4]});
    }
    return rows;
}

std::vector<Row> table() {
    std::ifstream map{harness / "README.md"};
    return table_in(map);
}

TEST(StdCoverage, TheTableHasARowForEachNameThatTestsCoverAndNoOther) {
    std::multiset<std::string> names;
    for (Row const& row : table()) names.insert(row.name);
    std::vector<std::string> tested;
    for (auto const& [name, shown] : covered()) tested.push_back(name);
    EXPECT_THAT(names, testing::ElementsAreArray(tested));
}

TEST(StdCoverage, EachRowSaysWhatTestsShowToBeMissing) {
    for (Row const& row : table()) {
        auto const tested = covered().find(row.name);
        if (tested == covered().end()) continue;  // told by the test above
        EXPECT_EQ(row.missing, tested->second.missing) << row.name;
        EXPECT_TRUE(row.missing.empty() || row.why.size() > 1) << row.name << ": why is this missing?";
    }
}

TEST(StdCoverage, EachRowNamesFilesThatExist) {
    for (Row const& row : table()) {
        bool const absent = row.face == "none";
        EXPECT_EQ(absent, row.model == "none") << row.name;
        if (absent) continue;
        fs::path const face = harness / "heddle" / "primitives" / the_name_in(row.face);
        EXPECT_TRUE(fs::is_regular_file(face)) << row.name << ": " << face;
        fs::path const model = harness / "heddle" / the_name_in(row.model);
        EXPECT_TRUE(row.model == "composed" || row.model == "engine" || fs::is_regular_file(model))
            << row.name << ": " << model;
    }
}

TEST(StdCoverage, ARowHasAFaceIfTestsShowThatItIsThere) {
    for (Row const& row : table()) EXPECT_EQ(row.face != "none", covered()[row.name].is_there) << row.name;
}

TEST(StdCoverage, TheReaderOfTheTableReadsWhatStandsThere) {
    std::istringstream map{
        "## Other\n| `no` | x | x | x | x |\n## What of std there is\n\n| name | face | model | missing | why |\n"
        "|---|---|---|---|---|\n| `one` | `a.hpp` | composed | `b`, `c d` | since `e` |\n## Words\n| `no` | x |\n"};
    std::vector<Row> const rows = table_in(map);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].name, "one");
    EXPECT_EQ(rows[0].face, "`a.hpp`");
    EXPECT_EQ(rows[0].model, "composed");
    EXPECT_THAT(rows[0].missing, testing::ElementsAre("b", "c d"));
    EXPECT_EQ(rows[0].why, "since `e`");
}

}  // namespace
}  // namespace conformance
