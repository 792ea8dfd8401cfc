// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/detect/detector.hpp>

namespace heddle {

/// Two accesses to one shared<T>, at least one a write, which no synchronisation orders. Says so exactly when the
/// observed execution has such a pair: happens-before, not lock sets (Flanagan, Freund: FastTrack, PLDI 2009). Null
/// when data races are allowed.
///
/// In an execution whose data race fired, `report` names every pair of places of each variable of which one access is
/// some thread's last read or last write before the other.
std::unique_ptr<Detector> make_data_race(Semantics const& semantics, Effort effort);

}  // namespace heddle
