// SPDX-License-Identifier: Apache-2.0
// The list of scenarios, held against the catalogue.
#include <heddle/core/wording.hpp>

#include <scenarios/scenario.hpp>
#include <tests/command/process.hpp>
#include <tests/golden/golden.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace heddle::command::tests {
namespace {

using scenarios::Scenario;

/// Where a scenario stands in a list, and what is said of it there, in one line.
struct Entry {
    std::string notebook;
    std::string topic;
    std::string rows;
    std::string text;
};

std::string trimmed(std::string const& line) {
    std::size_t const first = line.find_first_not_of(' ');
    return first == std::string::npos ? "" : line.substr(first);
}

/// By name. A scenario begins with a line `name  (rows)`, a topic with `name: title`, a notebook with a line in capitals.
std::map<std::string, Entry> entries_of(std::string const& list) {
    std::map<std::string, Entry> entries;
    Entry place;
    Entry* open = nullptr;
    for (std::string const& line : lines_of(list)) {
        std::string const said = trimmed(line);
        bool const may_begin = line.size() - said.size() <= 2;  // what is said of a scenario is indented further
        std::size_t const rows = may_begin ? said.find("  (") : std::string::npos;
        if (line.starts_with("NOTEBOOK ") || line.starts_with("BOTH ")) {
            place = {line, "", "", ""};
            open = nullptr;
        } else if (rows != std::string::npos) {
            place.rows = said.substr(rows + 2);
            std::string const name = said.substr(0, rows);
            EXPECT_FALSE(entries.contains(name)) << name << " is listed twice";
            open = &(entries[name] = place);
        } else if (!line.empty() && line.front() != ' ') {
            place.topic = line;
            open = nullptr;
        } else if (open != nullptr && !said.empty()) {
            open->text += (open->text.empty() ? "" : " ") + said;
        }
    }
    return entries;
}

std::string heading_of(Scenario const& scenario) {
    bool const first = std::ranges::any_of(scenario.rows, [](std::string const& row) { return row[0] == 'A'; });
    bool const second = std::ranges::any_of(scenario.rows, [](std::string const& row) { return row[0] == 'B'; });
    if (first && second) return "BOTH NOTEBOOKS";
    return first ? "NOTEBOOK 1" : "NOTEBOOK 2";
}

std::string topic_of(Scenario const& scenario) {
    for (scenarios::Topic const& topic : scenarios::topics()) {
        if (topic.name == scenario.topic) return topic.name + ": " + topic.title;
    }
    return "";
}

std::string rows_of(Scenario const& scenario) {
    std::string rows;
    for (std::string const& row : scenario.rows) rows += (rows.empty() ? "(" : ", ") + row;
    return rows + ")";
}

/// Every scenario of the catalogue, once, in its place, and nothing else.
std::map<std::string, Entry> in_their_places(std::string const& list) {
    std::map<std::string, Entry> entries = entries_of(list);
    for (Scenario const& scenario : scenarios::catalogue()) {
        Entry const& entry = entries[scenario.name];
        EXPECT_EQ(entry.notebook, heading_of(scenario)) << scenario.name;
        EXPECT_EQ(entry.topic, topic_of(scenario)) << scenario.name;
        EXPECT_EQ(entry.rows, rows_of(scenario)) << scenario.name;
    }
    EXPECT_EQ(entries.size(), scenarios::catalogue().size());
    return entries;
}

TEST(List, FitsIn80Columns) {
    for (std::vector<std::string> const& arguments :
         {std::vector<std::string>{"list"}, {"list", "--full"}, {"list", "*"}, {"list", "--strategies"}}) {
        Finished const listed = run_heddle(arguments);
        EXPECT_EQ(listed.status, 0);
        EXPECT_FALSE(listed.out.empty());
        for (std::string const& line : lines_of(listed.out)) EXPECT_LE(columns_of(line), 80U) << line;
    }
}

TEST(List, SaysOfEachInAnOverviewWhatGoesWrongInTwoLinesAtMost) {
    std::string const list = run_heddle({"list"}).out;
    auto const entries = in_their_places(list);
    for (Scenario const& scenario : scenarios::catalogue()) {
        EXPECT_EQ(entries.at(scenario.name).text, scenario.wrong);
        EXPECT_LE(columns_of(scenario.wrong), 2U * 70U) << scenario.name;
    }
    // each notebook, and each topic in it, is begun once
    std::set<std::string> headings;
    std::string notebook;
    for (std::string const& line : lines_of(list)) {
        if (line.empty() || line.front() == ' ') continue;
        if (line.starts_with("NOTEBOOK ") || line.starts_with("BOTH ")) notebook = line;
        EXPECT_TRUE(headings.insert(notebook + "/" + line).second) << line << " comes twice in " << notebook;
    }
}

TEST(List, HasParametersAndVariantsOfAllWhenAsked) {
    auto const entries = in_their_places(run_heddle({"list", "--full"}).out);
    for (Scenario const& scenario : scenarios::catalogue()) {
        std::string const& text = entries.at(scenario.name).text;
        for (std::string const& part : {scenario.lesson, scenario.wrong, scenario.cure})
            EXPECT_THAT(text, testing::HasSubstr(part));
        for (scenarios::Parameter const& parameter : scenario.parameters)
            EXPECT_THAT(text, testing::HasSubstr(' ' + parameter.name + '=' + parameter.initial + " ("));
        for (scenarios::Variant const& variant : scenario.variants)
            EXPECT_THAT(
                text, testing::HasSubstr(variant.name + (variant.expected.is_clean() ? " is clean" : " shows ")));
    }
}

TEST(List, ShowsInFullWhatIsAskedForByNameRowOrWildcard) {
    Finished const by_row = run_heddle({"list", "A11"});
    EXPECT_EQ(by_row.out, run_heddle({"list", "lost_update"}).out);
    EXPECT_EQ(by_row.out, run_heddle({"list", "lost_update", "--full"}).out);
    golden::expect_golden("command_list_lost_update", by_row.out);
    auto const some = entries_of(run_heddle({"list", "lost_*"}).out);
    EXPECT_GE(some.size(), 3U);
    for (auto const& [name, entry] : some) {
        EXPECT_TRUE(name.starts_with("lost_")) << name;
        EXPECT_THAT(entry.text, testing::HasSubstr("fixed is clean")) << name;
    }
    EXPECT_EQ(entries_of(run_heddle({"list", "*"}).out).size(), scenarios::catalogue().size());
}

TEST(List, RefusesAnUnknownPattern) {
    Finished const finished = run_heddle({"list", "lost_updat"});
    EXPECT_EQ(finished.status, 2);
    EXPECT_EQ(finished.out, "");
    EXPECT_THAT(finished.err, testing::HasSubstr("did you mean lost_update?"));
}

}  // namespace
}  // namespace heddle::command::tests
