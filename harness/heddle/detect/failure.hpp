// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/detect/detector.hpp>

namespace heddle {

/// Exceptions that left their threads.
std::unique_ptr<Detector> make_exception(Semantics const& semantics, Effort effort);

/// Requirements of the program under test that did not hold.
std::unique_ptr<Detector> make_requirement(Semantics const& semantics, Effort effort);

}  // namespace heddle
