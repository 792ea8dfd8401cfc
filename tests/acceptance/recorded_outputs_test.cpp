// SPDX-License-Identifier: Apache-2.0
// What programs with threads once printed on a real machine, in recorded_outputs.json: a token prints each of these texts
// again, match finds it anew, and those that are torn cannot be printed where a print is one write. HEDDLE_APPROVE=1 searches
// for the tokens anew; that is only right after a decision to change a scenario, or what a step or a token is.
#include <heddle/core/replay_token.hpp>
#include <heddle/explore/match.hpp>
#include <heddle/explore/replay.hpp>

#include <scenarios/scenario.hpp>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace heddle::acceptance {

namespace {

using Json = nlohmann::ordered_json;

char const* const recorded = HEDDLE_SOURCE_DIR "/tests/acceptance/recorded_outputs.json";
constexpr std::size_t there_are = 9;
constexpr std::uint64_t most_executions =
    2000;                             ///< hundreds are enough; a search without a sense of direction needs millions
constexpr double far_too_long = 120;  ///< seconds

Json outputs() {
    std::ifstream file{recorded};
    return Json::parse(file).at("outputs");
}

/// `what` says which program, with which parameters.
std::unique_ptr<Program> program_of(Json const& what) {
    Parameters parameters;
    for (auto const& [name, value] : what.at("parameters").items()) {
        parameters.emplace_back(name, value.get<std::string>());
    }
    return scenarios::make_program(what.at("program").get<std::string>(), parameters);
}

Match search(Json const& output, Json const& program) {
    Match const match = heddle::match(*program_of(program), output.at("text").get<std::string>(), far_too_long);
    std::printf(
        "%s, %s: %llu executions, %.3f s\n", output.at("name").get<std::string>().c_str(),
        program.at("program").get<std::string>().c_str(), static_cast<unsigned long long>(match.executions),
        match.seconds);
    return match;
}

void approve() {
    Json all{{"outputs", outputs()}};
    for (Json& output : all.at("outputs")) {
        Match const match = search(output, output);
        ASSERT_TRUE(match.found) << output.at("name");
        output["preemptions"] = match.preemptions;
        output["token"] = match.token;
    }
    std::ofstream{recorded} << all.dump(1) << '\n';
}

TEST(RecordedOutputs, AreWhatTheirTokensPrint) {
    if (std::getenv("HEDDLE_APPROVE") != nullptr) approve();
    Json const all = outputs();
    EXPECT_EQ(all.size(), there_are);
    for (Json const& output : all) {
        ReplayToken const token = decode(output.at("token").get<std::string>());
        auto const program = program_of(output);
        EXPECT_EQ(token.program, program->name);
        Replayed const replayed = replay(*program, token);
        EXPECT_TRUE(replayed.same()) << output.at("name") << ": " << replayed.divergence();
        EXPECT_EQ(replayed.trace().output, output.at("text").get<std::string>());
        EXPECT_EQ(replayed.trace().preemptions, output.at("preemptions").get<std::uint64_t>());
    }
}

TEST(RecordedOutputs, AreFoundByMatch) {
    for (Json const& output : outputs()) {
        Match const match = search(output, output);
        EXPECT_TRUE(match.found) << output.at("name") << ": " << match.longest << " bytes of it";
        EXPECT_LE(match.executions, most_executions) << output.at("name");
    }
}

/// `longest` is counted by hand: the whole lines before the first torn one, and of that one what some line begins with.
TEST(RecordedOutputs, ThatAreTornNeedPrintsOfSeveralWrites) {
    for (Json const& output : outputs()) {
        Json const& one_write = output.at("one_write");
        Match const match = search(output, one_write);
        bool const torn = one_write.contains("longest");
        EXPECT_EQ(match.found, !torn) << output.at("name");
        EXPECT_EQ(match.complete, torn) << output.at("name");
        if (!torn) continue;
        EXPECT_EQ(match.longest, one_write.at("longest").get<std::size_t>()) << output.at("name");
    }
}

}  // namespace

}  // namespace heddle::acceptance
