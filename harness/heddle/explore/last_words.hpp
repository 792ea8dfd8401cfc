// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/program.hpp>
#include <heddle/core/strategy.hpp>
#include <heddle/substrate/faults.hpp>

#include <cstdint>
#include <string>

namespace heddle {

/// While one lives, a crash of the program under test says which execution of which search it happened in, and gives its
/// token. Costs one store an execution.
class LastWordsOfSearch final : public LastWords {
public:
    /// All of them must live as long as this.
    LastWordsOfSearch(
        Program const& program, Strategy const& strategy, std::string const& strategy_text, std::uint64_t seed);
    ~LastWordsOfSearch() override;

    void set_execution(std::uint64_t index) noexcept { execution_ = index; }

    char const* running() noexcept override;
    std::string again() override;

private:
    Program const& program_;
    Strategy const& strategy_;
    std::string const& strategy_text_;
    std::uint64_t seed_;
    std::string search_;
    std::uint64_t volatile execution_ = 0;
    char said_[512];
    LastWords* before_;
};

/// While one lives, a crash says that it happened in the replay of a token.
class LastWordsOfReplay final : public LastWords {
public:
    LastWordsOfReplay();
    ~LastWordsOfReplay() override;

    char const* running() noexcept override { return "  it happened when the token was replayed, as it says\n"; }
    std::string again() override { return {}; }

private:
    LastWords* before_;
};

}  // namespace heddle
