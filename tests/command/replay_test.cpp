// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/replay_token.hpp>

#include <tests/command/process.hpp>
#include <tests/golden/golden.hpp>

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace heddle::command::tests {
namespace {

TEST(Replay, ShowsTheSameTraceInANewProcess) {
    for (char const* const format : {"text", "columns"}) {
        Finished const replayed = run_heddle({"replay", failing_token(), "--format", format});
        EXPECT_EQ(replayed.status, 0) << replayed.err;
        EXPECT_EQ(replayed.err, "");
        golden::expect_golden(std::string{"command_replay_"} + format, replayed.out);
    }
}

TEST(Replay, OfEveryOutcomeGivesThatOutcome) {
    auto const explored = json_lines(run_heddle({"outcomes", "lost_notify", "--json", "-"}).out);
    ASSERT_EQ(explored.size(), 2U);
    for (auto const& variant : explored) {
        for (auto const& outcome : variant["outcomes"]) {
            Finished const replayed = run_heddle({"replay", outcome["token"].get<std::string>(), "--format", "json"});
            EXPECT_EQ(replayed.status, 0) << replayed.err;
            auto const object = json_lines(replayed.out).at(0);
            EXPECT_EQ(object["status"], outcome["status"]);
            EXPECT_EQ(object["outcome"], outcome["outcome"]);
        }
    }
}

TEST(Replay, SaysWhenTheProgramIsNotWhatItWas) {
    ReplayToken token = decode(failing_token());
    token.fingerprint ^= 1U;
    Finished const replayed = run_heddle({"replay", encode(token), "--format", "json"});
    EXPECT_EQ(replayed.status, 1);
    EXPECT_EQ(json_lines(replayed.out).size(), 1U);
    EXPECT_TRUE(replayed.err.starts_with("heddle replay: the execution diverged from its token: ")) << replayed.err;
    EXPECT_NE(replayed.err.find("heddle explore lost_update"), std::string::npos) << replayed.err;
}

TEST(Replay, WritesToAFile) {
    auto const path = std::filesystem::temp_directory_path() / ("heddle_replay_test_" + std::to_string(getpid()));
    Finished const replayed = run_heddle({"replay", failing_token(), "--output", path.string()});
    EXPECT_EQ(replayed.status, 0) << replayed.err;
    EXPECT_EQ(replayed.out, "");
    std::stringstream written;
    written << std::ifstream{path}.rdbuf();
    std::filesystem::remove(path);
    EXPECT_EQ(written.str(), run_heddle({"replay", failing_token()}).out);
}

}  // namespace
}  // namespace heddle::command::tests
