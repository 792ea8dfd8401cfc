// SPDX-License-Identifier: Apache-2.0
// Tokens are for ever: a thousand of them, drawn over all scenarios and kept in tests/acceptance/tokens.txt, replay to the
// identical trace in a new process of every build: compilers, sanitizers, ASLR. HEDDLE_APPROVE=1 draws them anew; that is
// only right after a decision to change what a step or a token is.
#include <heddle/core/replay_token.hpp>
#include <heddle/explore/replay.hpp>

#include <tests/acceptance/every_variant.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <set>

namespace heddle::acceptance {

namespace {

constexpr std::size_t enough = 1000;
char const* const kept_tokens = HEDDLE_SOURCE_DIR "/tests/acceptance/tokens.txt";

/// Tokens of one search, of outcomes and findings alike.
void draw(Program& program, std::string const& strategy, std::uint64_t seed, std::set<std::string>& tokens) {
    Plan plan;
    plan.strategy = strategy;
    plan.seed = seed;
    plan.executions = 200;
    plan.keep_going = true;
    Report const report = explore(program, plan);
    for (OutcomeTally const& tally : report.outcomes) tokens.insert(tally.token);
    for (Finding const& finding : report.findings) tokens.insert(finding.token);
}

std::set<std::string> drawn() {
    std::set<std::string> tokens;
    for (std::uint64_t seed = 0; tokens.size() < enough && seed < 100; ++seed) {
        for_every_variant([&](auto const&, auto const&, Program& program) {
            if (seed == 0) draw(program, "dfs", seed, tokens);
            if (seed < 4) draw(program, "quantum:steps=" + std::to_string(seed + 1), seed, tokens);
            draw(program, "random", seed, tokens);
        });
    }
    return tokens;
}

std::vector<std::string> kept() {
    std::ifstream file{kept_tokens};
    std::vector<std::string> tokens;
    for (std::string line; std::getline(file, line);) tokens.push_back(line);
    return tokens;
}

int status_of_replay(std::string const& token) {
    std::string command{HEDDLE_BINARY};
    command.append(" replay ").append(token).append(" --format json > /dev/null");
    int const status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Tokens, ReplayInANewProcessOfEveryBuild) {
    if (std::getenv("HEDDLE_APPROVE") != nullptr) {
        std::ofstream file{kept_tokens};
        for (std::string const& token : drawn()) file << token << '\n';
    }
    std::vector<std::string> const tokens = kept();
    ASSERT_GE(tokens.size(), enough);
    std::size_t diverged = 0;
    for (std::string const& token : tokens) {
        int const status = status_of_replay(token);
        EXPECT_EQ(status, 0) << token;
        if (status != 0 && ++diverged == 10) break;  // the rest would say the same
    }
}

TEST(Tokens, OfNewSearchesReplay) {
    std::set<std::string> const tokens = drawn();
    EXPECT_GE(tokens.size(), enough);
    for (std::string const& text : tokens) {
        ReplayToken const token = decode(text);
        auto const program = scenarios::make_program(token.program, token.parameters);
        Replayed const replayed = replay(*program, token);
        ASSERT_TRUE(replayed.same()) << text << ": " << replayed.divergence();
    }
}

}  // namespace

}  // namespace heddle::acceptance
