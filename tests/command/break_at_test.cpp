// SPDX-License-Identifier: Apache-2.0
// --break-at stops where a debugger can look, at the step that was asked for.
#include <tests/command/process.hpp>

#include <gtest/gtest.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>

namespace heddle::command::tests {
namespace {

/// Runs the command as a debugger would, and lets it go on at each stop. How often it stopped, or -1 when it ended badly.
int stops_of(std::string const& token, std::string const& step) {
    pid_t const child = fork();
    if (child == 0) {
        ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
        execl(
            HEDDLE_BINARY, HEDDLE_BINARY, "replay", token.c_str(), "--break-at", step.c_str(), "--output", "/dev/null",
            static_cast<char*>(nullptr));
        _exit(127);
    }
    int stops = -1;  // exec is one
    int status = 0;
    while (waitpid(child, &status, 0) == child && WIFSTOPPED(status)) {
        if (WSTOPSIG(status) != SIGTRAP) return -1;
        ++stops;
        ptrace(PTRACE_CONT, child, nullptr, nullptr);
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? stops : -1;
}

bool can_trace() {
    pid_t const child = fork();
    if (child == 0) _exit(ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0 ? 0 : 1);
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST(BreakAt, StopsOnceInTheDebuggerAndGoesOn) {
    if (!can_trace()) GTEST_SKIP() << "tracing a process is forbidden here";
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "LeakSanitizer does not work under a tracer";
#endif
    std::string const token = failing_token();
    for (std::string const step : {"0", "1", "2", "3"}) EXPECT_EQ(stops_of(token, step), 1) << step;
    EXPECT_EQ(stops_of(token, "1000000"), -1);
}

TEST(BreakAt, SaysThatItNeedsADebugger) {
    Finished const finished = run_heddle({"replay", failing_token(), "--break-at", "1"});
    EXPECT_EQ(finished.status, 2);
    EXPECT_NE(finished.err.find("none is attached"), std::string::npos) << finished.err;
}

TEST(Perfetto, HasATrackAThreadAndASliceAStep) {
    Finished const finished = run_heddle({"replay", failing_token(), "--format", "perfetto"});
    EXPECT_EQ(finished.status, 0) << finished.err;
    auto const lines = json_lines(finished.out);
    ASSERT_EQ(lines.size(), 1U);
    auto const summary = json_lines(run_heddle({"replay", failing_token(), "--format", "json"}).out);
    std::uint64_t slices = 0;
    std::size_t tracks = 0;
    for (auto const& event : lines[0]["traceEvents"]) {
        if (event["ph"] == "M") ++tracks;
        if (event["ph"] != "X") continue;
        EXPECT_EQ(event["ts"], slices++);
        EXPECT_LT(event["tid"].get<std::size_t>(), tracks);
    }
    EXPECT_EQ(tracks, 3U);
    EXPECT_EQ(slices, summary[0]["steps"]);
    EXPECT_EQ(lines[0]["otherData"]["fingerprint"], summary[0]["fingerprint"]);
}

}  // namespace
}  // namespace heddle::command::tests
