// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/replay_token.hpp>
#include <heddle/explore/last_words.hpp>

#include <cstdio>

namespace heddle {

LastWordsOfSearch::LastWordsOfSearch(
    Program const& program, Strategy const& strategy, std::string const& strategy_text, std::uint64_t seed)
    : program_{program},
      strategy_{strategy},
      strategy_text_{strategy_text},
      seed_{seed},
      search_{program.name},
      before_{set_last_words(this)} {
    for (auto const& [name, value] : program.parameters) search_.append(" ").append(name).append("=").append(value);
    search_.append(" under ").append(strategy_text).append(", seed ").append(std::to_string(seed));
}

LastWordsOfSearch::~LastWordsOfSearch() { set_last_words(before_); }

char const* LastWordsOfSearch::running() noexcept {
    std::snprintf(
        said_, sizeof said_, "  it happened in execution %llu of %.400s\n", static_cast<unsigned long long>(execution_),
        search_.c_str());
    return said_;
}

std::string LastWordsOfSearch::again() {
    ReplayToken token;  // its execution has no fingerprint, for it did not come to an end
    token.program = program_.name;
    token.parameters = program_.parameters;
    token.semantics = program_.semantics;
    if (strategy_.jumps()) {
        token.choices = StrategyForm{strategy_text_, seed_, execution_};
    } else {
        token.choices = strategy_.schedule_so_far();
    }
    return "  crash again with: heddle replay " + encode(token) + "\n";
}

LastWordsOfReplay::LastWordsOfReplay() : before_{set_last_words(this)} {}
LastWordsOfReplay::~LastWordsOfReplay() { set_last_words(before_); }

}  // namespace heddle
