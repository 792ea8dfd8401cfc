// SPDX-License-Identifier: Apache-2.0
// Tokens in another process, whose addresses are others.
#include "explored.hpp"
#include "woven.hpp"

#include <heddle/core/random.hpp>
#include <heddle/core/replay_token.hpp>

#include <array>
#include <cstdio>
#include <vector>

namespace heddle::language {
namespace {

Source random_source(Random& random) {
    Source source;
    source.atomics = random.below(2) == 1;
    source.notify = random.below(2) == 1 ? Notify::any : Notify::oldest;
    source.time = random.below(2) == 1 ? Time::quiescent : Time::adversarial;
    source.spurious = static_cast<std::uint8_t>(random.below(3));
    source.permits = static_cast<std::uint8_t>(random.below(3));
    source.threads.resize(2 + random.below(3));
    for (auto& thread : source.threads) {
        thread.push_back({Verb::lock, 0, 0});
        for (int i = 0; i < 8; ++i) {
            auto const verb = verbs[random.below(static_cast<std::uint32_t>(verbs.size()))];
            thread.push_back(
                {static_cast<Verb>(verb), static_cast<std::uint8_t>(random.below(2)),
                 static_cast<std::uint8_t>(random.below(3))});
        }
    }
    tidy(source);
    return source;
}

/// What a run of the command printed, by lines.
std::vector<std::string> lines_of(std::string const& command) {
    std::vector<std::string> lines;
    FILE* const pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return lines;
    std::array<char, 4096> line{};
    while (std::fgets(line.data(), static_cast<int>(line.size()), pipe) != nullptr) lines.emplace_back(line.data());
    EXPECT_EQ(pclose(pipe), 0) << command.substr(0, 200);
    return lines;
}

TEST(SecondProcess, two_hundred_tokens_replay_there) {
    Random random{20240607};
    std::string arguments;
    std::vector<std::string> wanted;
    std::array<char const*, 4> const strategies{"random", "dfs", "quantum:steps=2", "preempt:at=1/2,5/1"};
    while (wanted.size() < 200) {
        WovenProgram program{random_source(random)};
        Plan plan = explored::plan_of(strategies[random.below(4)], 50);
        plan.seed = random.next();
        std::size_t some = 0;
        for (OutcomeTally const& tally : explore(program, plan).outcomes) {
            if (++some > 4 || wanted.size() == 200) break;
            std::array<char, 32> fingerprint{};
            std::snprintf(
                fingerprint.data(), fingerprint.size(), "%016llx",
                static_cast<unsigned long long>(decode(tally.token).fingerprint));
            std::string line{fingerprint.data()};
            line.append(tally.ok ? " same ok " : " same stuck ").append(tally.outcome).append("\n");
            wanted.push_back(std::move(line));
            arguments.append(" ").append(tally.token);
        }
    }
    std::string command{HEDDLE_PROGRAMS};
    command.append("/explore_replay_token").append(arguments);
    auto first = lines_of(command);
    auto second = lines_of(command);
    ASSERT_EQ(first.size(), wanted.size() + 1);
    ASSERT_EQ(second.size(), wanted.size() + 1);
    if (first[0] == second[0])
        std::puts("note: addresses of the two processes are equal; address space randomisation is off");
    first.erase(first.begin());
    second.erase(second.begin());
    EXPECT_EQ(first, wanted);
    EXPECT_EQ(second, wanted);
}

}  // namespace
}  // namespace heddle::language
