// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/trace.hpp>

#include <ostream>

namespace heddle {

/// The whole execution as a list, one event a line: step (none for noted events), thread, what it did, where; then the
/// ending, what every stuck thread waits for, and the outcome. However long the trace, nothing is left out.
void render_text(Trace const& trace, std::ostream& out);

}  // namespace heddle
