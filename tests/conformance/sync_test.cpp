// SPDX-License-Identifier: Apache-2.0
// <heddle/sync.hpp>: one program, both worlds.
#include <tests/conformance/programs/every_name.hpp>
#include <tests/support/run.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>

namespace heddle::tests {
namespace {

struct Ran {
    int status = -1;
    std::string output;
};

Ran run_command(std::string const& command) {
    Ran ran;
    FILE* const pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return ran;
    std::array<char, 4096> buffer{};
    for (std::size_t got = 0; (got = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        ran.output.append(buffer.data(), got);
    ran.status = pclose(pipe);
    return ran;
}

std::string const production = std::string{HEDDLE_PROGRAMS} + "/conformance_every_name_production";

TEST(Sync, TheProductionProgramRuns) {
    Ran const ran = run_command(production);
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.output, "sum 4\nend\n");
}

TEST(Sync, TheProductionProgramHoldsNoSymbolOfHeddle) {
    Ran const ran = run_command(HEDDLE_NM " -C '" HEDDLE_PROGRAM_FILES "/conformance_every_name_production'");
    ASSERT_EQ(ran.status, 0);
    EXPECT_NE(ran.output.find(" T main\n"), std::string::npos) << "nm shows no symbols: nothing was tested";
    EXPECT_EQ(ran.output.find("heddle"), std::string::npos) << ran.output;
}

TEST(Sync, TheSameProgramRunsUnderControl) {
    Runner runner;
    for (int i = 0; i < 200; ++i) {
        std::string result;
        Conclusion const conclusion = runner.run([&] { result = use_every_name(); });
        ASSERT_EQ(conclusion.ending, Ending::finished);
        ASSERT_EQ(result, of_every_name);
        ASSERT_TRUE(runner.troubles.failures.empty()) << runner.troubles.failures.front();
        ASSERT_TRUE(runner.troubles.misuses.empty());
    }
}

}  // namespace
}  // namespace heddle::tests
