// SPDX-License-Identifier: Apache-2.0
#include <heddle/explore/explore.hpp>

#include <scenarios/scenario.hpp>
#include <tests/native/twins.hpp>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <utility>

namespace heddle::native::tests {

namespace {

/// Status and outcome.
using OutcomeKey = std::pair<std::string, std::string>;

struct Explored {
    std::set<OutcomeKey> outcomes;
    bool can_be_stuck = false;
};

/// A run that got stuck may also be one that the machine had no time for. Where exploration says that nothing gets stuck,
/// waiting long costs nothing.
struct Limit {
    static constexpr int where_nothing_gets_stuck = 20'000;
    static constexpr int where_something_does = 250;
    static constexpr int second_look = 5'000;
};

/// Everything there is. What std leaves open is open here: a notify wakes anybody, and a deadline comes at any point.
Explored explored(Twin const& twin) {
    scenarios::Scenario const* const scenario = scenarios::find(twin.scenario);
    scenarios::Settings const settings{scenario->name, scenario->parameters, twin.assignments};
    std::unique_ptr<Program> const program = scenario->make(*scenario->variant(twin.variant), settings);
    program->semantics.notify = Notify::any;
    program->semantics.time = Time::adversarial;
    Plan plan;
    plan.strategy = "dfs";
    plan.executions = 0;
    plan.keep_going = true;
    Report const report = explore(*program, plan);
    EXPECT_TRUE(report.complete) << report.remark;
    Explored all;
    for (OutcomeTally const& tally : report.outcomes) {
        all.outcomes.emplace(tally.ok ? "ok" : "stuck", tally.outcome);
        all.can_be_stuck |= !tally.ok;
    }
    return all;
}

struct Seen {
    std::string status;
    std::optional<std::string> outcome;
    std::string wrong;
    std::uint64_t runs = 0;
};

std::ostream& operator<<(std::ostream& out, Seen const& seen) {
    out << seen.runs << " runs were " << seen.status << ' ';
    return out << (seen.outcome ? testing::PrintToString(*seen.outcome) : "with an outcome nobody knows") << ' '
               << seen.wrong;
}

std::vector<Seen> run_natively(Twin const& twin, std::uint64_t runs, std::uint64_t most_stuck, int limit) {
    std::vector<std::string> arguments{
        twin.scenario + '.' + twin.variant, "--json", "--runs=" + std::to_string(runs),
        "--stuck=" + std::to_string(most_stuck), "--limit=" + std::to_string(limit)};
    for (std::string const& assignment : twin.assignments) arguments.insert(arguments.end(), {"--set", assignment});
    auto const object = nlohmann::json::parse(native_output(arguments), nullptr, false);
    std::vector<Seen> all;
    if (!object.is_object()) return all;
    for (auto const& outcome : object.at("outcomes")) {
        Seen seen{outcome.at("status"), std::nullopt, outcome.at("wrong"), outcome.at("runs")};
        if (!outcome.at("outcome").is_null()) seen.outcome = outcome.at("outcome").get<std::string>();
        all.push_back(std::move(seen));
    }
    return all;
}

bool was_found(Seen const& seen, Explored const& explored) {
    if (seen.outcome) return explored.outcomes.contains({seen.status, *seen.outcome});
    return seen.status == "stuck" && explored.can_be_stuck;
}

/// Whether all that was seen was found, but for runs that got stuck somewhere else.
bool needs_second_look(std::vector<Seen> const& all, Explored const& explored) {
    return explored.can_be_stuck && std::ranges::any_of(all, [&](Seen const& seen) {
               return seen.status == "stuck" && !was_found(seen, explored);
           });
}

}  // namespace

std::string native_output(std::vector<std::string> const& arguments, int status) {
    std::string command = HEDDLE_BINARY "_native";
    for (std::string const& argument : arguments) command += " '" + argument + '\'';
    std::FILE* const pipe = popen((command + " 2>&1").c_str(), "r");
    std::string output;
    std::array<char, 4096> buffer{};
    while (std::size_t const got = std::fread(buffer.data(), 1, buffer.size(), pipe)) output.append(buffer.data(), got);
    int const ended = pclose(pipe);
    EXPECT_TRUE(WIFEXITED(ended) && WEXITSTATUS(ended) == status) << command << '\n' << output;
    return output;
}

void compare(Twin const& twin, Effort const& effort) {
    Explored const found = explored(twin);
    bool const fixed = twin.variant == "fixed";
    std::uint64_t const runs = fixed ? effort.fixed : effort.buggy;
    int const limit = found.can_be_stuck ? Limit::where_something_does : Limit::where_nothing_gets_stuck;
    std::vector<Seen> all = run_natively(twin, runs, effort.stuck, limit);
    if (needs_second_look(all, found)) all = run_natively(twin, runs, effort.stuck, Limit::second_look);

    std::uint64_t sum = 0;
    std::uint64_t stuck = 0;
    for (Seen const& seen : all) {
        sum += seen.runs;
        if (seen.status == "stuck") stuck += seen.runs;
        EXPECT_TRUE(was_found(seen, found))
            << seen << "\n  exploration found " << testing::PrintToString(found.outcomes);
        if (!fixed) continue;
        EXPECT_EQ(seen.status, "ok") << seen;
        EXPECT_EQ(seen.wrong, "") << seen;
    }
    EXPECT_TRUE(sum == runs || stuck == effort.stuck) << sum << " of " << runs << " runs, " << stuck << " stuck";
}

}  // namespace heddle::native::tests
