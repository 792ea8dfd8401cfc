// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/program.hpp>

#include <memory>
#include <string>
#include <vector>

namespace heddle::benchmarks {

/// A program that is measured.
struct Candidate {
    std::string name;
    std::unique_ptr<Program> (*make)();
};

/// The programs that peers are measured on too, in a fixed order.
std::vector<Candidate> const& candidates();

}  // namespace heddle::benchmarks
