// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/semantics.hpp>

#include <cstdint>

namespace heddle::scenarios {

/// For programs whose point is the lost value: every access to a shared variable is a step, and a race is no finding.
inline Semantics racing_values() {
    Semantics semantics;
    semantics.data_races = DataRaces::allowed;
    return semantics;
}

/// For programs with conditions: a notify wakes the thread that waits longest, as Python's does.
inline Semantics oldest_first() {
    Semantics semantics;
    semantics.notify = Notify::oldest;
    return semantics;
}

/// Both.
inline Semantics racing_values_oldest_first() {
    Semantics semantics = racing_values();
    semantics.notify = Notify::oldest;
    return semantics;
}

/// For programs with executions of any length.
inline Semantics without_step_bound(Semantics semantics) {
    semantics.step_bound = UINT64_MAX;
    return semantics;
}

}  // namespace heddle::scenarios
