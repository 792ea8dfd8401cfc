// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <heddle/core/directory.hpp>
#include <heddle/core/event.hpp>
#include <heddle/core/verdict.hpp>

namespace heddle {

/// A whole execution, recorded: for renderers, and for comparing two executions. `directory` belongs to the engine and is
/// valid until its next execution.
struct Trace {
    Directory const* directory = nullptr;
    std::vector<Event> events;         ///< steps and noted events in their order
    std::vector<Operation> pending;    ///< by thread, at the ending; kind `end` for threads that have ended
    Ending ending = Ending::finished;
    std::uint64_t steps = 0;
    std::uint64_t preemptions = 0;
    std::uint64_t fingerprint = 0;
    bool ok = false;                   ///< all threads ended
    std::string outcome;               ///< what the program observed
    std::string output;                ///< what was written to the console
};

}  // namespace heddle
