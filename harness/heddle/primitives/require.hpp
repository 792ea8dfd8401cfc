// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/running.hpp>

#include <string_view>

namespace heddle {

/// A requirement of the program under test: if it does not hold, the execution ends there, and that is a finding.
inline void require(bool holds, std::string_view message = "a requirement does not hold", Where where = Where::here()) {
    if (!holds) [[unlikely]]
        running("require").fail(message, where);
}

}  // namespace heddle
