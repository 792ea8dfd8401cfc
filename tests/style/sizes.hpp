// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tests/style/source_tree.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace heddle::style {

/// A function body found in a source file. A lambda belongs to the function around it.
struct FunctionExtent {
    std::string name;
    std::size_t first_line = 0;  ///< of its declaration, from 1
    std::size_t last_line = 0;   ///< of its closing brace
    std::size_t lines() const { return last_line - first_line + 1; }
};

/// Finds function bodies by matching braces in formatted code; tables and initialisers are not functions.
std::vector<FunctionExtent> find_functions(SourceFile const& file);

/// Sizes in lines: above `expected` a reason is needed, above `most` none helps.
struct SizeLimit {
    std::size_t expected;
    std::size_t most;
};
inline constexpr SizeLimit file_limit{300, 400};
inline constexpr SizeLimit function_limit{40, 60};

struct SizeReport {
    std::vector<Complaint> excused;  ///< over the expected size, with a reason
    std::vector<Complaint> refused;  ///< over it without one, or over the most
};

/// A reason is a comment `// size: <reason>`: for a file among its first 12 lines, for a function right above it.
SizeReport check_sizes(SourceFile const& file);

}  // namespace heddle::style
