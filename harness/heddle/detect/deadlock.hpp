// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/detect/detector.hpp>

namespace heddle {

/// An execution that stopped because a thread had not ended and none could take a step. Says what each stuck thread
/// waits for and who would have to move; names the circles in the wait-for graph (Coffman, Elphick, Shoshani: System
/// Deadlocks, Computing Surveys 1971).
std::unique_ptr<Detector> make_deadlock(Semantics const& semantics, Effort effort);

}  // namespace heddle
