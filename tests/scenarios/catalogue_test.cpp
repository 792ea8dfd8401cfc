// SPDX-License-Identifier: Apache-2.0
// What holds for every scenario of the catalogue.
#include <heddle/explore/explore.hpp>

#include <scenarios/scenario.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <stdexcept>

namespace heddle::scenarios {
namespace {

Report explore_default(Scenario const& scenario, Variant const& variant, Plan plan) {
    plan.expected = variant.expected;
    Settings const settings{scenario.name, scenario.parameters, {}};
    return explore(*scenario.make(variant, settings), plan);
}

template <class Check>
void for_every_variant(Check check) {
    for (Scenario const& scenario : catalogue()) {
        for (Variant const& variant : scenario.variants) {
            SCOPED_TRACE(scenario.name + "." + variant.name);
            check(scenario, variant);
        }
    }
}

TEST(Catalogue, NamesAreDistinctAndWellFormed) {
    std::regex const lower_snake{"[a-z][a-z0-9]*(_[a-z0-9]+)*"};
    std::set<std::string> names;
    for (Scenario const& scenario : catalogue()) {
        EXPECT_TRUE(names.insert(scenario.name).second) << scenario.name;
        EXPECT_TRUE(std::regex_match(scenario.name, lower_snake)) << scenario.name;
        EXPECT_FALSE(scenario.lesson.empty()) << scenario.name;
        EXPECT_FALSE(scenario.rows.empty()) << scenario.name;
        EXPECT_EQ(find(scenario.name), &scenario);
        ASSERT_EQ(scenario.variants.size(), 2U) << scenario.name;
        EXPECT_EQ(scenario.variants[0].name, "buggy");
        EXPECT_EQ(scenario.variants[1].name, "fixed");
        EXPECT_FALSE(scenario.variants[0].expected.is_clean()) << scenario.name;
        EXPECT_TRUE(scenario.variants[1].expected.is_clean()) << scenario.name;
    }
}

TEST(Catalogue, EveryRowHasItsScenario) {
    std::set<std::string> rows;
    for (Scenario const& scenario : catalogue()) rows.insert(scenario.rows.begin(), scenario.rows.end());
    for (char const* const row :
         {"A00", "A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08",  "A09",  "A09b", "A11", "A11b",
          "A12", "A13", "A14", "A15", "A16", "A17", "B01", "B03", "B03b", "B04",  "B05",  "B06", "B07",
          "B08", "B09", "B10", "B11", "B12", "B13", "B14", "B15", "B15b", "B15c", "B16",  "B17", "B18"}) {
        EXPECT_TRUE(rows.contains(row)) << row;
    }
}

TEST(Catalogue, SaysInOneSentenceWhatGoesWrongAndHowItIsFixed) {
    // one sentence, as a table's cell: no capital, no full stop, nothing that a Markdown table would take for its own
    std::regex const sentence{R"([a-z][^.|]*[^.|\s])"};
    std::set<std::string> wrongs;
    for (Scenario const& scenario : catalogue()) {
        for (std::string const* const text : {&scenario.wrong, &scenario.cure}) {
            EXPECT_TRUE(std::regex_match(*text, sentence)) << scenario.name << ": " << *text;
            EXPECT_LE(text->size(), 120U) << scenario.name << ": " << *text;
        }
        EXPECT_TRUE(wrongs.insert(scenario.wrong).second) << scenario.name << ": " << scenario.wrong;
        EXPECT_NE(scenario.wrong, scenario.lesson) << scenario.name;
    }
}

TEST(Catalogue, ScenariosStandTopicByTopic) {
    std::vector<std::string> met;
    for (Scenario const& scenario : catalogue()) {
        if (met.empty() || met.back() != scenario.topic) met.push_back(scenario.topic);
    }
    std::vector<std::string> names;
    std::set<std::string> titles;
    for (Topic const& topic : topics()) {
        names.push_back(topic.name);
        EXPECT_FALSE(topic.title.empty()) << topic.name;
        EXPECT_TRUE(titles.insert(topic.title).second) << topic.title;
    }
    EXPECT_EQ(met, names);
}

TEST(Catalogue, RowsSayWhichNotebookAScenarioComesFrom) {
    EXPECT_EQ(notebook_of("A11b"), 1U);
    EXPECT_EQ(notebook_of("B03"), 2U);
    Scenario scenario;
    scenario.rows = {"A05", "B01", "A06"};
    EXPECT_EQ(notebook_of(scenario), 0U);
    scenario.rows = {"B01", "B11"};
    EXPECT_EQ(notebook_of(scenario), 2U);
    std::regex const row{"[AB][0-9]{2}[a-z]?"};
    for (Scenario const& known : catalogue()) {
        for (std::string const& id : known.rows) EXPECT_TRUE(std::regex_match(id, row)) << known.name << ": " << id;
    }
}

TEST(Catalogue, DefaultsAreValuesThatMayBeSet) {
    for (Scenario const& scenario : catalogue()) {
        std::vector<std::string> assignments;
        for (Parameter const& parameter : scenario.parameters) {
            assignments.push_back(parameter.name + '=' + parameter.initial);
        }
        EXPECT_NO_THROW(Settings(scenario.name, scenario.parameters, assignments)) << scenario.name;
    }
}

TEST(Catalogue, ProgramsAreFoundAgainByWhatTokensCallThem) {
    for_every_variant([](Scenario const& scenario, Variant const& variant) {
        Settings const settings{scenario.name, scenario.parameters, {}};
        std::unique_ptr<Program> const program = scenario.make(variant, settings);
        std::unique_ptr<Program> const again = make_program(program->name, program->parameters);
        EXPECT_EQ(again->name, scenario.name + "." + variant.name);
        EXPECT_EQ(again->parameters, program->parameters);
        EXPECT_EQ(again->semantics, program->semantics);
    });
    for (char const* const name : {"lost_updates.buggy", "lost_update", "lost_update.better", ""}) {
        EXPECT_THROW(make_program(name, {}), std::invalid_argument) << name;
    }
    EXPECT_THROW(make_program("lost_update.buggy", {{"n", "0"}}), std::invalid_argument);
}

TEST(Catalogue, RandomExecutionsShowTheBugAndNothingInTheFixedVariant) {
    for_every_variant([](Scenario const& scenario, Variant const& variant) {
        Plan plan;
        plan.executions = 10'000;
        Report const report = explore_default(scenario, variant, plan);
        EXPECT_EQ(report.clean(), variant.expected.is_clean());
        for (Finding const& finding : report.findings) {
            EXPECT_TRUE(variant.expected.contains(finding.kind)) << finding.message;
        }
    });
}

TEST(Catalogue, AnExhaustiveSearchShowsTheBugAndVerifiesTheFixedVariant) {
    for_every_variant([](Scenario const& scenario, Variant const& variant) {
        Plan plan;
        plan.strategy = "dfs";
        plan.executions = 0;
        plan.keep_going = true;
        Report const report = explore_default(scenario, variant, plan);
        EXPECT_TRUE(report.complete) << report.remark;
        EXPECT_EQ(report.clean(), variant.expected.is_clean());
        for (Finding const& finding : report.findings) {
            EXPECT_TRUE(variant.expected.contains(finding.kind)) << finding.message;
        }
    });
}

TEST(Catalogue, ADefaultExecutionIsShort) {
    for_every_variant([](Scenario const& scenario, Variant const& variant) {
        Plan plan;
        plan.keep_going = true;
        plan.executions = 1;
        for (plan.seed = 0; plan.seed < 20; ++plan.seed) {
            EXPECT_LE(explore_default(scenario, variant, plan).points, 10'000U);
        }
    });
}

TEST(Catalogue, KeysNameParametersThatExist) {
    std::regex const braces{R"(\{(\w+)\})"};
    for_every_variant([&](Scenario const& scenario, Variant const& variant) {
        for (OracleKey const& oracle : variant.oracles) {
            std::vector<std::string> names = oracle.ignored;
            for (auto const& [name, value] : oracle.set) names.push_back(name);
            std::sregex_iterator brace{oracle.key.begin(), oracle.key.end(), braces};
            for (; brace != std::sregex_iterator{}; ++brace) names.push_back((*brace)[1]);
            for (std::string const& name : names) {
                auto const same = [&](Parameter const& parameter) { return parameter.name == name; };
                EXPECT_TRUE(std::ranges::any_of(scenario.parameters, same)) << oracle.key << ' ' << name;
            }
        }
    });
}

TEST(Catalogue, JoinTimeoutDependsOnWhoIsFirst) {
    auto const outcomes = [](std::string const& child, std::string const& timeout,
                             std::string const& variant = "buggy") {
        Plan plan;
        plan.strategy = "dfs";
        plan.executions = 0;
        plan.keep_going = true;
        std::set<std::string> texts;
        auto const program = make_program("join_timeout." + variant, {{"child", child}, {"timeout", timeout}});
        for (OutcomeTally const& tally : explore(*program, plan).outcomes) texts.insert(tally.outcome);
        return texts;
    };
    EXPECT_EQ(outcomes("5", "10"), (std::set<std::string>{"joined"}));
    EXPECT_EQ(outcomes("10", "5"), (std::set<std::string>{"elapsed"}));
    EXPECT_EQ(outcomes("5", "5"), (std::set<std::string>{"elapsed", "joined"}));
    EXPECT_EQ(outcomes("10", "5", "fixed"), (std::set<std::string>{"joined"})) << "without a limit in the end";
}

}  // namespace
}  // namespace heddle::scenarios
