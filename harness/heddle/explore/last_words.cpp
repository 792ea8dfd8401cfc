// SPDX-License-Identifier: Apache-2.0
#include <heddle/explore/last_words.hpp>
#include <heddle/substrate/stack_pool.hpp>

#include <cstdio>
#include <cstring>

namespace heddle {

namespace {

/// Plain memory, for a signal handler reads it.
struct Running {
    char search[400];
    volatile std::uint64_t execution;
};
thread_local Running running_search;
thread_local char words[512];

char const* say() noexcept {
    std::snprintf(
        words, sizeof words, "  it happened in execution %llu of %s\n",
        static_cast<unsigned long long>(running_search.execution), running_search.search);
    return words;
}

}  // namespace

LastWords::LastWords(Program const& program, std::string const& strategy, std::uint64_t seed) {
    std::string text = program.name;
    for (auto const& [name, value] : program.parameters) text.append(" ").append(name).append("=").append(value);
    text.append(" under ").append(strategy).append(", seed ").append(std::to_string(seed));
    std::snprintf(running_search.search, sizeof running_search.search, "%s", text.c_str());
    StackPool::set_last_words(&say);
}

LastWords::~LastWords() { StackPool::set_last_words(nullptr); }

void LastWords::set_execution(std::uint64_t index) const noexcept { running_search.execution = index; }

}  // namespace heddle
