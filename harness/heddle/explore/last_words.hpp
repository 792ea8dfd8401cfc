// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/program.hpp>

#include <cstdint>
#include <string>

namespace heddle {

/// While one lives, a stack overflow of a controlled thread says which execution of which search it happened in, so that it
/// can be found again. Costs one store an execution.
class LastWords {
public:
    LastWords(Program const& program, std::string const& strategy, std::uint64_t seed);
    LastWords(LastWords const&) = delete;
    LastWords& operator=(LastWords const&) = delete;
    ~LastWords();

    void set_execution(std::uint64_t index) const noexcept;
};

}  // namespace heddle
