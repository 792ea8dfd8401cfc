// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace heddle {

/// The decimal number that is the whole of `text`: digits only, no sign, no blank. Nothing when it is none or is above
/// 2^64 - 1.
std::optional<std::uint64_t> number_in(std::string_view text) noexcept;

/// Whether `given` spells `actual`, a blank of which may be given as '_'.
bool spells(std::string_view given, std::string_view actual) noexcept;

/// How many letters must be inserted, removed or replaced to make one text of the other (Levenshtein 1966).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// Which of `known` somebody may have meant by `wrong`: at most three, the nearest first, equally near ones in their
/// order. Near is a small edit distance, or that `known` begins with `wrong`.
std::vector<std::string_view> near_names(std::string_view wrong, std::span<std::string_view const> known);

}  // namespace heddle
