// SPDX-License-Identifier: Apache-2.0
// What a person reads.
#include <heddle/core/wording.hpp>

#include <tests/command/process.hpp>
#include <tests/golden/golden.hpp>
#include <tools/heddle/live_line.hpp>
#include <tools/heddle/values.hpp>
#include <tools/heddle/words.hpp>

#include <gtest/gtest.h>

#include <sstream>

namespace heddle::command::tests {
namespace {

TEST(Help, IsAsApproved) {
    for (char const* const name : {"list", "explore", "outcomes", "replay", "match"}) {
        Finished const finished = run_heddle({name, "--help"});
        EXPECT_EQ(finished.status, 0);
        EXPECT_EQ(finished.err, "");
        golden::expect_golden(std::string{"command_help_"} + name, finished.out);
    }
    golden::expect_golden("command_help", run_heddle({"--help"}).out);
}

TEST(Help, FitsATerminal) {
    for (std::vector<std::string> const& arguments :
         {std::vector<std::string>{"--help"},
          {"explore", "--help"},
          {"list", "--help"},
          {"outcomes", "--help"},
          {"replay", "--help"},
          {"match", "--help"}}) {
        for (std::string const& line : lines_of(run_heddle(arguments).out)) EXPECT_LE(columns_of(line), 110U) << line;
    }
}

TEST(Explore, OneScenarioIsShownInFull) {
    Finished const explored = run_heddle({"explore", "lost_update"});
    EXPECT_EQ(explored.status, 0);
    golden::expect_golden("command_explore_lost_update", golden::masked(explored.out));
}

TEST(Explore, VerifiedIsSaidOnlyOfACompleteCleanSearch) {
    Finished const sampled =
        run_heddle({"explore", "lost_update", "--variant", "fixed", "--strategy", "random", "--executions", "100"});
    EXPECT_EQ(sampled.out.find("verified"), std::string::npos) << sampled.out;
    EXPECT_NE(sampled.out.find("sequentially consistent interleavings only"), std::string::npos);
    Finished const all = run_heddle({"explore", "lost_update", "--variant", "fixed"});
    EXPECT_NE(all.out.find("verified"), std::string::npos) << all.out;
}

TEST(Explore, QuietIsSilent) {
    Finished const explored = run_heddle({"explore", "lost_update", "--quiet"});
    EXPECT_EQ(explored.status, 0);
    EXPECT_EQ(explored.out + explored.err, "");
}

TEST(Outcomes, AreATable) {
    Finished const finished = run_heddle({"outcomes", "lost_update", "--variant", "buggy", "--set", "n=1"});
    EXPECT_EQ(finished.status, 0);
    golden::expect_golden("command_outcomes_lost_update", golden::masked(finished.out));
}

TEST(LiveLine, IsRewrittenAndGoneInTheEnd) {
    std::ostringstream terminal;
    {
        LiveLine line{terminal, true};
        line.show("lost_update.buggy", {1234567, 8, 2.0, 3, 0});
    }
    EXPECT_EQ(terminal.str(), "\rlost_update.buggy: 1,234,567 executions, 617,283/s, 3 outcomes, 2.0 s\x1b[K\r\x1b[K");
}

TEST(LiveLine, IsSilentWithoutATerminal) {
    std::ostringstream terminal;
    LiveLine{terminal, false}.show("lost_update.buggy", {1, 2, 3, 4, 5});
    EXPECT_EQ(terminal.str(), "");
}

TEST(LiveLine, FitsIn79Columns) {
    std::string const text = live_text(std::string(200, 'x'), {UINT64_MAX, 0, 1e9, SIZE_MAX, 0});
    EXPECT_LE(text.size(), 79U);
}

TEST(Words, AreWrappedAtBlanks) {
    EXPECT_EQ(wrapped("one two three", 2, 4, 10), "  one two\n    three\n");
    EXPECT_EQ(wrapped("", 2, 4, 10), "  \n");
    EXPECT_EQ(wrapped("abcdefghijkl mn", 0, 0, 5), "abcdefghijkl\nmn\n");
}

TEST(Durations, HaveUnits) {
    EXPECT_EQ(duration_in("10s"), 10.0);
    EXPECT_EQ(duration_in("500ms"), 0.5);
    EXPECT_EQ(duration_in("1.5m"), 90.0);
    EXPECT_EQ(duration_in("2h"), 7200.0);
    EXPECT_EQ(duration_in("3"), 3.0);
    for (char const* const wrong :
         {"", "s", "-1s", "1e3", "0", "1.", ".5", "10 s", "10sec", "99999999999s", "1000000h"}) {
        EXPECT_EQ(duration_in(wrong), std::nullopt) << wrong;
    }
}

}  // namespace
}  // namespace heddle::command::tests
