// SPDX-License-Identifier: Apache-2.0
// Each mutant is the command with one slip in one scenario's fixed variant: exploring the whole catalogue says where.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace heddle::command {
namespace {

namespace fs = std::filesystem;

struct Explored {
    int status;
    std::string out;
};

/// Explores the whole catalogue.
Explored explore_with(fs::path const& command) {
    std::FILE* const pipe = popen((command.string() + " explore").c_str(), "r");
    if (pipe == nullptr) return {-1, "cannot be run"};
    std::string out;
    char buffer[4096];
    while (std::size_t const got = std::fread(buffer, 1, sizeof buffer, pipe)) out.append(buffer, got);
    int const status = pclose(pipe);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, std::move(out)};
}

/// `scenario.slip` of every file here.
std::vector<std::string> names_of_mutants() {
    std::vector<std::string> names;
    for (fs::directory_entry const& entry : fs::directory_iterator(HEDDLE_SOURCE_DIR "/tests/mutants")) {
        if (entry.path().extension() == ".mutant") names.push_back(entry.path().stem().string());
    }
    std::ranges::sort(names);
    return names;
}

std::string scenario_of(std::string const& mutant) { return mutant.substr(0, mutant.find('.')); }

/// The variants that a summary lists as not as expected.
std::set<std::string> blamed(std::string const& summary) {
    std::set<std::string> variants;
    bool listing = false;
    std::istringstream lines{summary};
    for (std::string line; std::getline(lines, line);) {
        if (line == "not as expected:") {
            listing = true;
        } else if (line.empty()) {
            listing = false;
        } else if (listing && line.starts_with("  ") && line[2] != ' ') {
            variants.insert(line.substr(2, line.find(':') - 2));
        }
    }
    return variants;
}

class Mutants : public testing::TestWithParam<std::string> {};

TEST_P(Mutants, AreFoundByExploringTheCatalogue) {
    Explored const explored = explore_with(fs::path{HEDDLE_BINARY}.parent_path() / "mutants" / GetParam());
    EXPECT_EQ(explored.status, 1);
    std::string const fixed = scenario_of(GetParam()) + ".fixed";
    EXPECT_TRUE(blamed(explored.out).contains(fixed)) << explored.out;
}

std::string test_name(testing::TestParamInfo<std::string> const& mutant) {
    std::string name = mutant.param;
    std::ranges::replace(name, '.', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Slips, Mutants, testing::ValuesIn(names_of_mutants()), test_name);

TEST(Catalogue, BlamesNobodyWithoutASlip) {
    Explored const explored = explore_with(HEDDLE_BINARY);
    EXPECT_EQ(explored.status, 0);
    EXPECT_EQ(blamed(explored.out), std::set<std::string>{});
}

TEST(Catalogue, HasSlipsOfManyKindsInManyScenarios) {
    std::vector<std::string> const mutants = names_of_mutants();
    EXPECT_GE(mutants.size(), 28U);
    std::set<std::string> scenarios;
    for (std::string const& mutant : mutants) scenarios.insert(scenario_of(mutant));
    EXPECT_GE(scenarios.size(), 28U);
}

}  // namespace
}  // namespace heddle::command
