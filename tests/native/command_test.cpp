// SPDX-License-Identifier: Apache-2.0
// heddle_native as it is used by hand.
#include <tests/native/twins.hpp>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace heddle::native::tests {
namespace {

TEST(NativeCommand, CountsEndings) {
    EXPECT_EQ(
        native_output({"join_misuse.fixed", "--runs=7"}), "join_misuse.fixed: 7 native runs of at most 1000 ms\n"
                                                          "  ok       \"joined\"  7 runs\n");
}

TEST(NativeCommand, SaysWhatIsWrongWithAnOutcome) {
    EXPECT_EQ(
        native_output({"search_exception.buggy", "--runs=1"}),
        "search_exception.buggy: 1 native run of at most 1000 ms\n"
        "  ok       \"matches={'top/open/findme.txt'} unread=0\"  1 run  1 of 2 matches are missing, and nobody says "
        "so\n");
}

TEST(NativeCommand, HasHadEnoughOfStuckRuns) {
    EXPECT_EQ(
        native_output({"wait_group_skip_done.buggy", "--limit=200", "--stuck=2"}),
        "wait_group_skip_done.buggy: 2 native runs of at most 200 ms; 2 got stuck, which is enough\n"
        "  stuck    \"seen=None wc=1\"  2 runs\n");
}

TEST(NativeCommand, WritesJson) {
    EXPECT_EQ(
        native_output({"lost_update.fixed", "--set", "n=3", "--runs=2", "--json"}),
        R"({"scenario":"lost_update","variant":"fixed","params":{"n":"3","fix":"mutex"},"runs":2,"limit_ms":1000,)"
        R"("outcomes":[{"status":"ok","outcome":"0","runs":2,"wrong":""}]})"
        "\n");
}

TEST(NativeCommand, RefusesWhatItCannotUse) {
    struct Misuse {
        std::vector<std::string> arguments;
        std::string part_of_message;
    };
    Misuse const misuses[] = {
        {{}, "SCENARIO.VARIANT is missing"},
        {{"lost_updat.buggy"}, "did you mean lost_update?"},
        {{"lost_update"}, "there is no such variant"},
        {{"lost_update.buggy", "--set", "m=1"}, "there is no parameter \"m\""},
        {{"lost_update.buggy", "--runs=-1"}, "--runs: Value -1 not in range"},
        {{"lost_update.buggy", "--limit=0"}, "--limit: Value 0 not in range"},
        {{"lost_update.buggy", "--foo"}, "--foo"},
        {{"--list", "lost_update.buggy"}, "excludes"},
    };
    for (Misuse const& misuse : misuses) {
        std::string const message = native_output(misuse.arguments, 2);
        EXPECT_TRUE(message.starts_with("heddle_native: ")) << message;
        EXPECT_NE(message.find(misuse.part_of_message), std::string::npos) << message;
    }
}

}  // namespace
}  // namespace heddle::native::tests
