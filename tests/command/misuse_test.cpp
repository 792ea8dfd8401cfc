// SPDX-License-Identifier: Apache-2.0
// Wrong use: one message that names the cause and the cure, and the right exit status. The messages are in
// tests/golden/command_misuse.txt.
#include <heddle/core/replay_token.hpp>

#include <tests/command/process.hpp>
#include <tests/golden/golden.hpp>

#include <gtest/gtest.h>
#include <unistd.h>

namespace heddle::command::tests {
namespace {

std::string damaged_token() {
    std::string token = failing_token();
    token[10] = token[10] == 'a' ? 'b' : 'a';
    return token;
}

std::string token_of(std::string const& program, Parameters const& parameters) {
    ReplayToken token;
    token.program = program;
    token.parameters = parameters;
    token.choices = Schedule{};
    return encode(token);
}

std::vector<std::vector<std::string>> const misuses = {
    {},
    {"explor"},
    {"--jobs"},
    {"explore", "lost_updat"},
    {"explore", "xyzzy"},
    {"explore", "lost_update", "--set", "n"},
    {"explore", "lost_update", "--set", "m=3"},
    {"explore", "lost_update", "--set", "n=many"},
    {"explore", "lost_update", "--set", "n=1", "--set", "n=2"},
    {"explore", "lost_update", "--executions", "abc"},
    {"explore", "lost_update", "--executions", "-1"},
    {"explore", "lost_update", "--budget", "soon"},
    {"explore", "lost_update", "--variant", "bugy"},
    {"explore", "lost_update", "--notify", "all"},
    {"explore", "lost_update", "--strategy", "randon"},
    {"explore", "lost_update", "--strategy", "pct"},
    {"explore", "lost_update", "--strategy", "random", "--preemptions", "2"},
    {"explore", "lost_update", "--strategy", "quantum:steps=0"},
    {"explore", "letters", "--set", "corpus=/nonexistent"},
    {"explore", "lost_update", "--json", "/nonexistent/file"},
    {"explore", "lost_update", "--json"},
    {"explore", "lost_update", "--executon", "3"},
    {"explore", "--jobs", "2"},
    {"explore", "--shard", "0/2"},
    {"explore", "--checkpoint", "file"},
    {"explore", "--junit", "file"},
    {"explore", "--traces", "folder"},
    {"minimise", "hd1-"},
    {"match", "lost_update", "--expect", "file"},
    {"outcomes"},
    {"outcomes", "lost_updat"},
    {"list", "lost_updat"},
    {"replay"},
    {"replay", "hello"},
    {"replay", "hd1-cfwg643ul5xg65dj"},
    {"replay", "hd1-aaaa-00000000"},
    {"replay", token_of("lost_updat.buggy", {})},
    {"replay", token_of("my_queue_test", {})},
    {"replay", token_of("lost_update.buggy", {{"n", "many"}})},
    {"replay", token_of("lost_update.buggy", {}), "--output", "/nonexistent/file"},
    {"replay", token_of("lost_update.buggy", {}), "--format", "colums"},
    {"replay", token_of("lost_update.buggy", {}), "--format", "html"},
    {"replay", token_of("lost_update.buggy", {}), "--break-at", "3"},
    {"replay", token_of("lost_update.buggy", {}), "another"},
};

TEST(Misuse, IsOneMessageWithTheCauseAndTheCureAndStatus2) {
    std::string all;
    for (auto const& arguments : misuses) {
        Finished const finished = run_heddle(arguments);
        all += "$ heddle";
        for (std::string const& argument : arguments) all += " " + argument;
        all += "\n" + finished.err + "\n";
        EXPECT_EQ(finished.status, 2) << finished.err;
        EXPECT_EQ(finished.out, "");
        auto const lines = lines_of(finished.err);
        ASSERT_FALSE(lines.empty());
        EXPECT_TRUE(lines[0].starts_with("heddle")) << lines[0];
        for (std::size_t i = 1; i < lines.size(); ++i) EXPECT_TRUE(lines[i].starts_with("  ")) << lines[i];
    }
    golden::expect_golden("command_misuse", all);
}

TEST(Misuse, ADamagedTokenIsToldFromAnother) {
    Finished const finished = run_heddle({"replay", damaged_token()});
    EXPECT_EQ(finished.status, 2);
    EXPECT_NE(finished.err.find("damaged"), std::string::npos) << finished.err;
}

TEST(Misuse, AnUnwritableFileIsToldBeforeTheWorkIsDone) {
    if (geteuid() == 0) GTEST_SKIP() << "root may write anywhere";
    Finished const finished = run_heddle({"explore", "lock_self", "--json", "/proc/version"});
    EXPECT_EQ(finished.status, 2);
    EXPECT_NE(finished.err.find("--json cannot write"), std::string::npos) << finished.err;
}

TEST(Misuse, AFullDiskIsTheToolsFailure) {
    if (access("/dev/full", W_OK) != 0) GTEST_SKIP() << "there is no /dev/full";
    Finished const finished = run_heddle({"explore", "lock_self", "--json", "/dev/full"});
    EXPECT_EQ(finished.status, 4);
    EXPECT_TRUE(finished.err.starts_with("heddle internal error: ")) << finished.err;
}

TEST(Misuse, ControlCharactersDoNotReachTheTerminal) {
    Finished const finished = run_heddle({"explore", "lost\x1b[31mupdate\n\x07"});
    EXPECT_EQ(finished.status, 2);
    EXPECT_EQ(finished.err.find('\x1b'), std::string::npos);
    EXPECT_EQ(finished.err.find('\x07'), std::string::npos);
}

}  // namespace
}  // namespace heddle::command::tests
