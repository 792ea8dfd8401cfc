// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/detect/detector.hpp>

namespace heddle {

/// An execution in which only pollers could move and nothing would ever change for them; the engine decides when that
/// is so and ends the execution. Says who polls what, and for what the others wait.
std::unique_ptr<Detector> make_livelock(Semantics const& semantics, Effort effort);

}  // namespace heddle
