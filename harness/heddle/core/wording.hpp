// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/event.hpp>
#include <heddle/core/where.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heddle {

/// What the misuse is, for reports: "unlock of a mutex that nobody holds". Empty for none.
char const* name_of(Misuse misuse) noexcept;

/// `account.cpp:31`; empty when the place is not known.
std::string place_of(Where where);

/// A virtual time or duration: `1.5 ms`, `0 ns`, `never`.
std::string time_of(std::uint64_t nanoseconds);

/// A value that an operation read or wrote, as its effect says to read the bits: `-3`, `0.5`, `?`.
std::string value_of(std::uint64_t bits, Effect const& effect);

/// How many columns the text takes on a terminal, one for each UTF-8 character.
std::size_t columns_of(std::string_view text) noexcept;

/// Lines of text in aligned columns: what findings and listings are made of.
class Rows {
public:
    /// `gaps`: how many blanks at least stand after each column but the last.
    explicit Rows(std::vector<std::size_t> gaps) : gaps_{std::move(gaps)} {}

    /// One cell for each column.
    void add(std::vector<std::string> cells);
    std::size_t size() const noexcept { return rows_.size(); }
    /// Each row on a line of its own, begun with a newline and `indent`; no blanks at the ends of lines. Rows beyond
    /// `most` are counted in one last line: "... and 7 more".
    std::string text(std::string_view indent = "  ", std::size_t most = SIZE_MAX) const;

private:
    std::vector<std::size_t> gaps_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace heddle
