// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/trace.hpp>

#include <cstdint>
#include <vector>

namespace heddle {

/// A line of an excerpt: one event, or a gap.
struct ExcerptLine {
    std::size_t event = 0;        ///< its index; of a gap: that of the first event left out
    std::uint64_t step = 0;       ///< the number of the step, or of the step to come
    std::uint64_t left_out = 0;   ///< steps, or noted events when it leaves out nothing else; 0: the line is an event
    ThreadId thread = no_thread;  ///< of a gap: no_thread when it spans several threads
    bool steps = true;            ///< left_out counts steps
};

/// The events worth a line: starts, begins and events of the threads in `shown` alone, long turns and long traces by
/// their ends. `shown`: by thread.
std::vector<ExcerptLine> excerpt(Trace const& trace, std::vector<bool> const& shown);

/// By thread: does more than begin, start and join threads, and end.
std::vector<bool> threads_worth_showing(Trace const& trace);

}  // namespace heddle
