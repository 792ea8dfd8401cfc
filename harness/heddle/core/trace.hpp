// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/directory.hpp>
#include <heddle/core/event.hpp>
#include <heddle/core/verdict.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace heddle {

/// A whole execution, recorded: for renderers, and for comparing two executions. `directory` belongs to the engine and is
/// valid until its next execution. Of an execution with very many events only the first and the last are kept.
struct Trace {
    /// So many events are kept from the beginning, and as many, at least, from the end.
    static constexpr std::size_t kept = 100'000;

    Directory const* directory = nullptr;
    std::vector<Event> events;       ///< steps and noted events in their order
    std::size_t gap_at = 0;          ///< where events are missing: before events[gap_at]; 0: nowhere
    std::uint64_t gap_events = 0;    ///< how many are missing
    std::uint64_t gap_steps = 0;     ///< and how many of them are steps
    std::vector<Operation> pending;  ///< by thread, at the ending; kind `end` for threads that have ended
    Ending ending = Ending::finished;
    std::uint64_t steps = 0;
    std::uint64_t preemptions = 0;
    std::uint64_t fingerprint = 0;
    bool ok = false;      ///< all threads ended
    std::string outcome;  ///< what the program observed
    std::string output;   ///< what was written to the console

    /// Forgets the events.
    void clear() noexcept {
        events.clear();
        gap_at = 0;
        gap_events = gap_steps = 0;
    }

    /// Adds one more event; now and then drops some from the middle.
    void add(Event const& event) {
        if (events.size() == 3 * kept) drop_middle();
        events.push_back(event);
    }

private:
    void drop_middle() {
        auto const first = events.begin() + kept;
        auto const last = events.end() - kept;
        gap_at = kept;
        gap_events += static_cast<std::uint64_t>(last - first);
        for (auto event = first; event != last; ++event) gap_steps += noted(event->operation.kind) ? 0U : 1U;
        events.erase(first, last);
    }
};

}  // namespace heddle
