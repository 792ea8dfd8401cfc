// SPDX-License-Identifier: Apache-2.0
// What match says, its status, and the files that it cannot use.
#include <tests/command/process.hpp>
#include <tests/golden/golden.hpp>

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace heddle::command::tests {
namespace {

using Arguments = std::vector<std::string>;

/// A folder with files to expect, gone afterwards.
class MatchCommand : public testing::Test {
protected:
    MatchCommand() { std::filesystem::create_directory(folder_); }
    ~MatchCommand() override { std::filesystem::remove_all(folder_); }

    std::string file(std::string const& name, std::string const& text) const {
        std::string const path = folder_ / name;
        std::ofstream{path, std::ios::binary} << text;
        return path;
    }
    Finished match(Arguments arguments, std::string const& path) const {
        arguments.insert(arguments.begin(), "match");
        arguments.insert(arguments.end(), {"--expect", path});
        return run_heddle(arguments);
    }

    std::filesystem::path const folder_ = testing::TempDir() + "heddle_match_command_" + std::to_string(getpid());
};

Arguments const three_lines = {"torn_lines", "--variant", "fixed"};

TEST_F(MatchCommand, SaysWhatItFound) {
    std::string all;
    auto const add = [&](char const* what, Arguments const& arguments, std::string const& text, int status) {
        Finished const finished = match(arguments, file("text", text));
        EXPECT_EQ(finished.status, status) << what << finished.err;
        EXPECT_EQ(finished.err, "") << what;
        all += what + ("\n" + golden::masked(finished.out)) + "\n";
    };
    add("found", three_lines, "B\nA\nC\n", 0);
    add("torn: the buggy variant can, the fixed one is not asked", {"torn_lines"}, "AB\n\nC\n", 0);
    add("torn: the fixed variant cannot", three_lines, "B\nAC\n\n", 1);
    add("the last newline is missing", three_lines, "A\nB\nC", 1);
    add("a newline too many", three_lines, "A\nB\nC\n\n", 1);
    add("carriage returns", three_lines, "A\r\nB\r\nC\r\n", 1);
    add("an empty file", three_lines, "", 1);
    add("something else", three_lines, "Hello\n", 1);
    add("a scenario that prints nothing", {"lost_update", "--variant", "fixed"}, "A\n", 1);
    add("several scenarios", {"to?n_l*", "--set", "threads=2"}, "B\nA\n", 0);
    golden::expect_golden("command_match", all);
}

TEST_F(MatchCommand, IsUndecidedWhenTheTimeIsUp) {
    Arguments const many = {"counting_prints", "--variant", "buggy", "--set", "threads=20", "--budget", "50ms"};
    std::string text;
    for (int worker = 0; worker < 20; ++worker) text += "worker " + std::to_string(worker) + " begins\n";
    Finished const finished = match(many, file("text", text + "finished: 25\n"));
    EXPECT_EQ(finished.status, 3);
    EXPECT_NE(finished.out.find("not found, and not complete"), std::string::npos) << finished.out;
    EXPECT_NE(finished.out.find("the time was up; --budget gives it more"), std::string::npos) << finished.out;
}

TEST_F(MatchCommand, IsOneObjectForEachVariantInJson) {
    std::string const path = file("text", "AB\n\nC\n");
    Finished const found = match({"torn_lines", "--json", "-"}, path);
    EXPECT_EQ(found.status, 0);
    auto const objects = json_lines(found.out);
    ASSERT_EQ(objects.size(), 1U) << "the second variant need not be tried";
    EXPECT_EQ(
        fields_of(objects[0]), (Arguments{
                                   "scenario", "variant", "params", "found", "complete", "token", "preemptions",
                                   "steps", "executions", "longest", "seconds"}));
    EXPECT_EQ(objects[0]["found"], true);
    EXPECT_EQ(objects[0]["longest"], 6);
    Finished const replayed = run_heddle({"replay", objects[0]["token"], "--format", "json"});
    EXPECT_EQ(json_lines(replayed.out).at(0)["output"], "AB\n\nC\n");

    Finished const none = match({"torn_lines", "--variant", "fixed", "--json", "-"}, path);
    EXPECT_EQ(none.status, 1);
    auto const object = json_lines(none.out).at(0);
    EXPECT_EQ(object["found"], false);
    EXPECT_EQ(object["complete"], true);
    EXPECT_TRUE(object["token"].is_null());
    EXPECT_EQ(object["longest"], 1);
}

TEST_F(MatchCommand, RefusesWhatIsNoFile) {
    Finished const nothing = match(three_lines, folder_ / "nowhere");
    EXPECT_EQ(nothing.status, 2);
    EXPECT_NE(nothing.err.find("No such file or directory"), std::string::npos) << nothing.err;
    Finished const folder = match(three_lines, folder_);
    EXPECT_EQ(folder.status, 2);
    EXPECT_NE(folder.err.find("it is a folder"), std::string::npos) << folder.err;
    EXPECT_NE(folder.err.find("give the file that holds the printed text"), std::string::npos) << folder.err;
}

}  // namespace
}  // namespace heddle::command::tests
