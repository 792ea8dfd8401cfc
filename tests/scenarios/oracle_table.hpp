// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <scenarios/scenario.hpp>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace heddle::scenarios {

/// Status ("ok" or "stuck") and what is observed.
using OutcomeKey = std::pair<std::string, std::string>;

/// What a key of oracles.json says.
struct Oracle {
    std::uint64_t interleavings = 0;  ///< 0: not known, and few; UINT64_MAX: not known, and too many to try
    std::uint64_t traces = 0;         ///< how many classes they are; 0: not known
    std::map<OutcomeKey, unsigned> fewest_preemptions;     ///< by outcome; empty when there are too many to list
    std::map<OutcomeKey, std::uint64_t> interleavings_of;  ///< by outcome
    std::size_t distinct = 0;                              ///< how many outcomes there are

    std::set<OutcomeKey> outcomes() const;
    unsigned most_preemptions() const;
};

/// oracles.json: expected outcomes by key, worked out by brute force elsewhere.
std::map<std::string, Oracle> const& oracle_table();

/// A variant and settings with which it has a key's outcomes.
struct Resolved {
    Scenario const* scenario;
    Variant const* variant;
    Settings settings;
};

/// Every way in which the catalogue's patterns can be filled in to make this key.
std::vector<Resolved> resolve(std::string const& key);

/// Runs all executions with at most `preemptions` preemptions, or all.
std::set<OutcomeKey> outcomes_of(Program& program, std::optional<unsigned> preemptions);

}  // namespace heddle::scenarios
