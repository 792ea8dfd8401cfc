// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tools/heddle/searching.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace heddle::command {

/// One variant in full: the report, its first failing execution side by side, and whether that was to be expected.
void print_result(Result const& result, std::ostream& out);

/// Many variants: one table, then what was not as expected, then the sums. A row's token comes last, whole, and all before
/// it fits in 80 columns.
void print_summary(std::vector<Result> const& results, std::ostream& out);

/// The exact set of outcomes of one variant, or what is known of it.
void print_outcomes(Result const& result, std::ostream& out);

/// `data_race or deadlock`; empty for a clean variant.
std::string text_of(Expectation const& expected);

/// One sentence: what was found and what was expected.
std::string verdict_of(Result const& result);

}  // namespace heddle::command
