// SPDX-License-Identifier: Apache-2.0
// A crash of the program under test leaves a token, and the token crashes again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace heddle {
namespace {

using testing::HasSubstr;

struct Ended {
    int status = 0;
    std::string said;
};

Ended run(std::string const& arguments) {
    Ended ended;
    std::string const command = std::string{HEDDLE_PROGRAMS "/explore_crashing "} + arguments + " 2>&1";
    FILE* const pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return ended;
    std::array<char, 4096> part{};
    while (std::fgets(part.data(), static_cast<int>(part.size()), pipe) != nullptr) ended.said += part.data();
    ended.status = pclose(pipe);
    return ended;
}

std::string token_in(std::string const& text) {
    std::size_t const begin = text.find("hd1-");
    return begin == std::string::npos ? "" : text.substr(begin, text.find('\n', begin) - begin);
}

class Crash : public testing::TestWithParam<char const*> {};

TEST_P(Crash, leaves_a_token_that_crashes_again) {
    for (std::string const how : {"memory", "abort", "terminate", "stack"}) {
        Ended const crashed = run(how + " " + GetParam());
        EXPECT_NE(crashed.status, 0) << how << crashed.said;
        EXPECT_THAT(crashed.said, HasSubstr("it happened in execution "));
        EXPECT_THAT(crashed.said, HasSubstr(std::string{"of crashing under "} + GetParam()));
        std::string const token = token_in(crashed.said);
        ASSERT_NE(token, "") << crashed.said;
        Ended const again = run(how + " replay " + token);
        EXPECT_NE(again.status, 0) << how << again.said;
        EXPECT_THAT(again.said, HasSubstr("it happened when the token was replayed"));
        Ended const mended = run("not replay " + token);
        EXPECT_EQ(mended.status, 0);
        EXPECT_EQ(mended.said, "another trace\n");
    }
}

INSTANTIATE_TEST_SUITE_P(Under, Crash, testing::Values("random", "dfs", "quantum:steps=1"));

TEST(Crash, NamesTheSignal) {
    EXPECT_THAT(run("abort dfs").said, HasSubstr("heddle: the program under test crashed: SIGABRT"));
    EXPECT_THAT(run("stack dfs").said, HasSubstr("heddle: stack overflow: "));
}

/// Without what AddressSanitizer adds, which has process numbers and addresses in it.
std::string words_of_heddle(std::string const& said) { return said.substr(0, said.find("AddressSanitizer:")); }

TEST(Crash, IsToldAlikeWhoseverTheThreadLocalVariablesAre) {
    for (std::string const how : {"memory", "abort", "terminate", "stack"}) {
        setenv("HEDDLE_THREAD_LOCAL", "own", 1);
        Ended const own = run(how + " random");
        setenv("HEDDLE_THREAD_LOCAL", "shared", 1);
        Ended const shared = run(how + " random");
        unsetenv("HEDDLE_THREAD_LOCAL");
        EXPECT_EQ(words_of_heddle(own.said), words_of_heddle(shared.said));
        EXPECT_EQ(own.status, shared.status);
        EXPECT_NE(token_in(own.said), "") << own.said;
    }
}

}  // namespace
}  // namespace heddle
