// SPDX-License-Identifier: Apache-2.0
#include <heddle/explore/explore.hpp>

#include <tests/scenarios/oracle_table.hpp>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <regex>
#include <stdexcept>

namespace heddle::scenarios {

std::set<OutcomeKey> Oracle::outcomes() const {
    std::set<OutcomeKey> result;
    for (auto const& [outcome, preemptions] : fewest_preemptions) result.insert(outcome);
    return result;
}

unsigned Oracle::most_preemptions() const {
    unsigned most = 0;
    for (auto const& [outcome, preemptions] : fewest_preemptions) most = std::max(most, preemptions);
    return most;
}

std::map<std::string, Oracle> const& oracle_table() {
    static std::map<std::string, Oracle> const table = [] {
        std::ifstream file{HEDDLE_SOURCE_DIR "/tests/scenarios/oracles.json"};
        nlohmann::json const json = nlohmann::json::parse(file);
        std::map<std::string, Oracle> result;
        for (auto const& [key, entry] : json.items()) {
            Oracle& oracle = result[key];
            bool const many = entry.contains("interleavings") && entry.at("interleavings") == "many";
            oracle.interleavings = many ? UINT64_MAX : entry.value("interleavings", std::uint64_t{0});
            oracle.traces = entry.value("traces", std::uint64_t{0});
            oracle.distinct = entry.value("distinct", std::size_t{0});
            for (auto const& outcome : entry.value("outcomes", nlohmann::json::array())) {
                OutcomeKey const name{outcome.at("status").get<std::string>(), outcome.at("value").get<std::string>()};
                oracle.fewest_preemptions[name] = outcome.at("min_preemptions").get<unsigned>();
                if (outcome.contains("interleavings")) oracle.interleavings_of[name] = outcome.at("interleavings");
                ++oracle.distinct;
            }
        }
        return result;
    }();
    return table;
}

namespace {

/// The settings that fill the pattern's braces so that it becomes the key; nothing when they do not.
std::optional<std::vector<std::string>> assignments_for(OracleKey const& oracle, std::string const& key) {
    static std::regex const braces{R"(\{(\w+)\})"};
    std::string const pattern = std::regex_replace(oracle.key, braces, "(.*)");
    std::smatch values;
    if (!std::regex_match(key, values, std::regex{pattern})) return std::nullopt;
    std::vector<std::string> assignments;
    for (auto const& [name, value] : oracle.set) assignments.push_back(name + '=' + value);
    std::size_t group = 1;
    for (std::sregex_iterator brace{oracle.key.begin(), oracle.key.end(), braces}, end; brace != end; ++brace) {
        assignments.push_back((*brace)[1].str() + '=' + values[group++].str());
    }
    return assignments;
}

}  // namespace

std::vector<Resolved> resolve(std::string const& key) {
    std::vector<Resolved> found;
    for (Scenario const& scenario : catalogue()) {
        for (Variant const& variant : scenario.variants) {
            for (OracleKey const& oracle : variant.oracles) {
                std::optional<std::vector<std::string>> const assignments = assignments_for(oracle, key);
                if (!assignments) continue;
                try {
                    Settings const settings{scenario.name, scenario.parameters, *assignments};
                    (void)scenario.make(variant, settings);
                    found.push_back({&scenario, &variant, settings});
                } catch (std::invalid_argument const&) {
                    // `letters` refuses texts with underscores, so that "c_letters_mutex_a_a" is not two texts.
                }
            }
        }
    }
    return found;
}

std::set<OutcomeKey> outcomes_of(Program& program, std::optional<unsigned> preemptions) {
    Plan plan;
    plan.strategy = "dfs";
    plan.executions = 0;
    plan.keep_going = true;
    plan.preemptions = preemptions;
    Report const report = explore(program, plan);
    EXPECT_TRUE(preemptions || report.complete) << program.name << ": " << report.remark;
    EXPECT_EQ(report.blocked, 0U) << program.name;
    std::set<OutcomeKey> outcomes;
    for (OutcomeTally const& tally : report.outcomes) outcomes.emplace(tally.ok ? "ok" : "stuck", tally.outcome);
    return outcomes;
}

}  // namespace heddle::scenarios
