// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/program.hpp>

#include <scenarios/scenario.hpp>

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace heddle::page {

/// How much there is to explore of a program.
struct Extent {
    enum class Unit : std::uint8_t {
        interleavings,  ///< all that there are
        traces,   ///< too many interleavings: classes of those that differ only in the order of independent neighbours
        unknown,  ///< too many of either
    };
    Unit unit = Unit::unknown;
    std::uint64_t count = 0;   ///< of units; when unknown, how many were tried
    std::size_t outcomes = 0;  ///< different ones; when unknown, among those tried
};

/// What a complete search finds: dfs, or, when `most` executions are not enough for it, dpor.
Extent extent_of(Program& program, std::uint64_t most);
/// As the page shows it: `70 → 5`, `34 traces → 5`, `more than 60`.
std::string text_of(Extent const& extent);

/// Every row of the two notebooks that the page has to account for.
std::vector<std::string> const& rows();
/// The rows with a note of their own on the page: list items that begin with `**A10**`.
std::set<std::string> noted_rows(std::string const& page);

/// One table for each topic that has scenarios; searches with at most so many executions for each figure.
std::string topic_tables(std::vector<scenarios::Scenario> const& catalogue, std::uint64_t most);
/// Rows, and the scenarios or the note that they are in.
std::string coverage_table(std::vector<scenarios::Scenario> const& catalogue, std::set<std::string> const& noted);

/// The page with what stands between `<!-- begin NAME -->` and `<!-- end NAME -->` replaced. Throws std::runtime_error when the marks
/// are not there.
std::string with_part(std::string page, std::string const& name, std::string const& text);

}  // namespace heddle::page
