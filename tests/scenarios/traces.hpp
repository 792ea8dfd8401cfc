// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/program.hpp>

#include <tests/scenarios/oracle_table.hpp>

#include <cstdint>
#include <map>

namespace heddle::scenarios {

/// All executions of a program, and how many classes they are when those are one that differ only in the order of independent
/// neighbours (Mazurkiewicz 1977).
struct Enumerated {
    std::uint64_t executions = 0;
    std::map<OutcomeKey, std::uint64_t> executions_of;  ///< by outcome
    std::uint64_t traces = 0;                           ///< by dependent()
};

/// Runs every execution. Two are of one class when they have the same Foata normal form (Cartier, Foata 1969): events in levels,
/// each one above the last that it depends on.
Enumerated enumerate(Program& program);

}  // namespace heddle::scenarios
