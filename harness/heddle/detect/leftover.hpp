// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/detect/detector.hpp>

namespace heddle {

/// The execution finished and mutexes are still held: one finding, a line for each.
std::unique_ptr<Detector> make_held_at_end(Semantics const& semantics, Effort effort);

/// The execution finished and threads were neither joined nor detached: one finding, a line for each.
std::unique_ptr<Detector> make_never_joined(Semantics const& semantics, Effort effort);

}  // namespace heddle
