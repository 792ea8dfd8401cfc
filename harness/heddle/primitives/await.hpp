// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/running.hpp>

namespace heddle {

/// Waits until the predicate holds: one declared wait in place of a polling loop. The predicate may read shared state
/// through heddle's primitives and must change nothing; it is asked again whenever something has changed.
template <class Holds>
void await(Holds holds, Where where = Where::here()) {
    running("await").await(
        [](void* context) { return static_cast<bool>((*static_cast<Holds*>(context))()); }, &holds, where);
}

}  // namespace heddle
