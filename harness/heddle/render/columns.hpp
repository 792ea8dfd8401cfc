// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/trace.hpp>

#include <cstddef>
#include <ostream>

namespace heddle {

/// The execution with one column for each thread, side by side; arrows show where control goes from one to another.
/// Threads that only start and join others have no column. `width`: columns of the terminal, at least 40. When the
/// threads do not fit beside one another, one column with their names instead.
///
/// Long turns and long traces are shown by their ends, and what is left out is counted: at most some hundreds of lines.
void render_columns(Trace const& trace, std::ostream& out, std::size_t width = 100);

}  // namespace heddle
