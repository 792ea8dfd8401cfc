// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/detect/detector.hpp>

namespace heddle {

/// Wrong use of a primitive, as the models see it: one finding for each kind, object and place. (What is left over at
/// the ending is held_at_end's and never_joined's business.)
///
/// A lock of a plain mutex by its holder never completes, so no event tells of it: `explain` finds it among the pending
/// operations of a deadlock. `notice` does not, and need not: the deadlock fires, and then everything is explained.
std::unique_ptr<Detector> make_misuse(Semantics const& semantics, Effort effort);

}  // namespace heddle
