// SPDX-License-Identifier: Apache-2.0
// The shapes that programs outside read: names, order and types of fields.
#include <tests/command/process.hpp>

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace heddle::command::tests {
namespace {

using Fields = std::vector<std::string>;
using Json = nlohmann::ordered_json;

Fields const search_fields = {"scenario", "variant",     "params",     "rows",     "oracle",
                              "strategy", "seed",        "executions", "blocked",  "points",
                              "complete", "as_expected", "seconds",    "outcomes", "findings"};

void expect_search_shape(Json const& object) {
    EXPECT_EQ(fields_of(object), search_fields);
    for (char const* const text : {"scenario", "variant", "strategy", "seed"})
        EXPECT_TRUE(object[text].is_string()) << text;
    for (char const* const number : {"executions", "blocked", "points"}) {
        EXPECT_TRUE(object[number].is_number_unsigned()) << number;
    }
    EXPECT_TRUE(object["seconds"].is_number());
    EXPECT_TRUE(object["complete"].is_boolean());
    EXPECT_TRUE(object["as_expected"].is_boolean() || object["as_expected"].is_null());
    EXPECT_TRUE(object["oracle"].is_string() || object["oracle"].is_null());
    for (auto const& [name, value] : object["params"].items()) EXPECT_TRUE(value.is_string()) << name;
    for (Json const& outcome : object["outcomes"]) {
        EXPECT_EQ(fields_of(outcome), (Fields{"status", "outcome", "executions", "token"}));
        EXPECT_TRUE(outcome["status"] == "ok" || outcome["status"] == "stuck");
        EXPECT_TRUE(outcome["token"].get<std::string>().starts_with("hd1-"));
    }
    for (Json const& finding : object["findings"]) {
        EXPECT_EQ(fields_of(finding), (Fields{"kind", "message", "token", "preemptions", "steps"}));
        EXPECT_TRUE(finding["token"].get<std::string>().starts_with("hd1-"));
    }
}

TEST(ExploreJson, IsOneObjectForEachVariantAndNothingElse) {
    Finished const explored = run_heddle({"explore", "lost_update", "lock_self", "--json", "-"});
    EXPECT_EQ(explored.status, 0);
    EXPECT_EQ(explored.err, "");
    auto const objects = json_lines(explored.out);
    ASSERT_EQ(objects.size(), 4U);
    for (Json const& object : objects) expect_search_shape(object);
    EXPECT_EQ(objects[0]["scenario"], "lost_update");
    EXPECT_EQ(objects[0]["variant"], "buggy");
    EXPECT_EQ(objects[0]["findings"][0]["kind"], "requirement");
    EXPECT_EQ(objects[0]["as_expected"], true);
    EXPECT_EQ(objects[1]["variant"], "fixed");
    EXPECT_EQ(objects[1]["complete"], true);
    EXPECT_EQ(objects[1]["findings"].size(), 0U);
}

TEST(ExploreJson, SaysWhatWasAskedFor) {
    Finished const explored = run_heddle(
        {"explore", "lost_update", "--variant", "buggy", "--set", "n=1", "--strategy", "random", "--seed",
         "18446744073709551615", "--executions", "7", "--keep-going", "--json", "-"});
    auto const object = json_lines(explored.out).at(0);
    EXPECT_EQ(object["params"]["n"], "1");
    EXPECT_EQ(object["oracle"], "a_incdec_N1");
    EXPECT_EQ(object["rows"], Json::array({"A11"}));
    EXPECT_EQ(object["strategy"], "random");
    EXPECT_EQ(object["seed"], "18446744073709551615");
    EXPECT_EQ(object["executions"], 7);
    EXPECT_EQ(object["complete"], false);
}

TEST(ExploreJson, ChangedSemanticsHaveNoOracle) {
    Finished const explored =
        run_heddle({"explore", "lost_update", "--variant", "buggy", "--data-races", "finding", "--json", "-"});
    EXPECT_EQ(explored.status, 1);
    auto const object = json_lines(explored.out).at(0);
    EXPECT_TRUE(object["oracle"].is_null());
    EXPECT_EQ(object["as_expected"], false);
}

TEST(ExploreJson, NothingFoundAndNotCompleteIsUndecided) {
    Finished const explored = run_heddle(
        {"explore", "lost_update", "--variant", "buggy", "--strategy", "dfs", "--executions", "1", "--json", "-"});
    EXPECT_EQ(explored.status, 3);
    EXPECT_TRUE(json_lines(explored.out).at(0)["as_expected"].is_null());
}

TEST(ExploreJson, GoesToAFileBesideTheText) {
    auto const path = std::filesystem::temp_directory_path() / ("heddle_json_test_" + std::to_string(getpid()));
    Finished const explored = run_heddle({"explore", "lock_self", "--json", path.string()});
    EXPECT_NE(explored.out.find("as expected: it shows"), std::string::npos) << explored.out;
    std::stringstream written;
    written << std::ifstream{path}.rdbuf();
    std::filesystem::remove(path);
    auto const objects = json_lines(written.str());
    ASSERT_EQ(objects.size(), 2U);
    for (Json const& object : objects) expect_search_shape(object);
}

TEST(OutcomesJson, IsTheExactSet) {
    Finished const finished =
        run_heddle({"outcomes", "lost_update", "--variant", "buggy", "--set", "n=1", "--json", "-"});
    EXPECT_EQ(finished.status, 0);
    auto const object = json_lines(finished.out).at(0);
    expect_search_shape(object);
    EXPECT_EQ(object["complete"], true);
    EXPECT_EQ(object["executions"], 6);
    std::map<std::string, int> seen;
    for (Json const& outcome : object["outcomes"]) seen[outcome["outcome"]] = outcome["executions"];
    EXPECT_EQ(seen, (std::map<std::string, int>{{"-1", 2}, {"0", 2}, {"1", 2}}));
}

TEST(ListJson, NamesScenariosWithTheirOracles) {
    Finished const listed = run_heddle({"list", "--json"});
    EXPECT_EQ(listed.status, 0);
    bool found = false;
    for (Json const& object : json_lines(listed.out)) {
        EXPECT_EQ(fields_of(object), (Fields{"scenario", "variants", "rows", "params", "expected", "oracle"}));
        EXPECT_EQ(object["variants"], Json::array({"buggy", "fixed"}));
        for (auto const& [name, parameter] : object["params"].items())
            EXPECT_TRUE(parameter["default"].is_string()) << name;
        for (Json const& variant : object["variants"]) {
            EXPECT_TRUE(object["expected"][variant.get<std::string>()].is_array());
            for (Json const& oracle : object["oracle"][variant.get<std::string>()]) {
                EXPECT_EQ(fields_of(oracle), (Fields{"key", "set"}));
            }
        }
        found = found || object["scenario"] == "lost_update";
    }
    EXPECT_TRUE(found);
}

TEST(ReplayJson, IsOneObject) {
    Finished const replayed = run_heddle({"replay", failing_token(), "--format", "json"});
    EXPECT_EQ(replayed.status, 0);
    auto const objects = json_lines(replayed.out);
    ASSERT_EQ(objects.size(), 1U);
    EXPECT_EQ(
        fields_of(objects[0]),
        (Fields{"fingerprint", "steps", "preemptions", "ending", "status", "outcome", "output"}));
    EXPECT_EQ(objects[0]["ending"], "finished");
    EXPECT_EQ(objects[0]["status"], "ok");
    EXPECT_EQ(objects[0]["fingerprint"].get<std::string>().size(), 16U);
}

}  // namespace
}  // namespace heddle::command::tests
