// SPDX-License-Identifier: Apache-2.0
// Memory does not grow with executions: of every variant of every scenario, each in a process of its own.
#include <tests/acceptance/every_variant.hpp>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

namespace heddle::acceptance {

namespace {

/// VmHWM of this process, in KiB.
long peak_memory() {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);) {
        if (line.rfind("VmHWM:", 0) == 0) return std::stol(line.substr(6));
    }
    return 0;
}

struct Growth {
    long after_few = 0;  ///< KiB
    long after_many = 0;
    std::uint64_t stuck = 0;
};

#if defined(HEDDLE_ASAN) || defined(HEDDLE_TSAN)
constexpr bool under_a_sanitizer = true;
#else
constexpr bool under_a_sanitizer = false;
#endif
constexpr std::uint64_t few = 100;
constexpr std::uint64_t many = 10'000;

std::uint64_t explore_some(Program& program, std::uint64_t executions) {
    Plan plan;
    plan.executions = executions;
    plan.keep_going = true;
    std::uint64_t stuck = 0;
    for (OutcomeTally const& tally : explore(program, plan).outcomes) stuck += tally.ok ? 0 : tally.executions;
    return stuck;
}

Growth measure_in_child(Program& program) {
    int channel[2];
    EXPECT_EQ(pipe(channel), 0);
    pid_t const child = fork();
    if (child == 0) {
        Growth growth;
        explore_some(program, few);
        growth.after_few = peak_memory();
        growth.stuck = explore_some(program, many);
        growth.after_many = peak_memory();
        [[maybe_unused]] auto const written = write(channel[1], &growth, sizeof growth);
        _exit(0);
    }
    Growth growth;
    EXPECT_EQ(read(channel[0], &growth, sizeof growth), static_cast<ssize_t>(sizeof growth));
    waitpid(child, nullptr, 0);
    close(channel[0]);
    close(channel[1]);
    return growth;
}

TEST(Memory, StaysWhereItWasAfterAHundredExecutions) {
    if (under_a_sanitizer) {
        std::puts("left out under sanitizers, which keep freed memory");
        return;
    }
    for_every_variant([](auto const&, auto const&, Program& program) {
        Growth const growth = measure_in_child(program);
        long const grown = growth.after_many - growth.after_few;
        if (growth.stuck == 0) {
            EXPECT_LE(grown * 10, growth.after_few) << program.name;
        } else {
            double const each = 1024.0 * static_cast<double>(grown) / static_cast<double>(growth.stuck);
            std::printf(
                "%-32s %6llu of %llu executions stuck, %7.1f bytes each\n", program.name.c_str(),
                static_cast<unsigned long long>(growth.stuck), static_cast<unsigned long long>(many), each);
            EXPECT_LT(each, 4096) << program.name;
        }
    });
}

}  // namespace

}  // namespace heddle::acceptance
