// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/strategy.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace heddle {

/// One option of a strategy.
struct StrategyOption {
    char const* name;
    char const* value;  ///< the form of its value, for lists: `STEP/THREAD,...`
    char const* help;
    bool takes_rest;  ///< its value is all that follows, commas included
};

/// What somebody asked for, taken apart.
struct StrategyRequest {
    std::string_view text;  ///< all of it, for messages
    std::span<std::pair<std::string_view, std::string_view> const> options;
    std::uint64_t seed = 0;
    std::optional<unsigned> preemptions;
};

/// A strategy and the one text that names it.
struct NamedStrategy {
    std::unique_ptr<Strategy> strategy;
    std::string text;
};

/// One row of the table of strategies.
struct StrategyEntry {
    char const* name;
    char const* summary;  ///< one line for lists
    std::span<StrategyOption const> options;
    bool bounds_preemptions;
    NamedStrategy (*make)(StrategyRequest const&);
};

/// Every strategy, in the order of lists.
std::span<StrategyEntry const> strategies() noexcept;

/// The strategy that `text`, `NAME[:OPTION=VALUE,...]`, names. `seed` matters to strategies that draw, `preemptions` is
/// a bound on the preemptions of an execution. Throws std::invalid_argument with one message (what, where, why, what
/// next) for an unknown name or option, a bad or missing value, and a bound for a strategy that cannot keep one.
std::unique_ptr<Strategy> make_strategy(std::string_view text, std::uint64_t seed, std::optional<unsigned> preemptions);

/// The text as tokens carry it, `quantum:steps=3`: numbers without leading zeros, planned switches in order of steps. It
/// makes the same strategy again. Throws as make_strategy.
std::string canonical_strategy(std::string_view text);

}  // namespace heddle
