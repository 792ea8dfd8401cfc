// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/running.hpp>

#include <stdexcept>

namespace heddle {

/// A number below `count`, each of them: a choice of the schedule, recorded, replayed and explored like every other.
/// Throws std::invalid_argument unless 1 <= count <= 65535.
inline std::uint32_t any_of(std::uint32_t count, Where where = Where::here()) {
    if (count == 0 || count > UINT16_MAX) throw std::invalid_argument("heddle::any_of: the count must be 1 to 65535");
    return static_cast<std::uint32_t>(
        running("any_of").perform(OperationKind::choose, no_object, no_object, count, where));
}

}  // namespace heddle
