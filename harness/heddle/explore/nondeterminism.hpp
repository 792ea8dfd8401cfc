// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/explore/runner.hpp>

#include <string>

namespace heddle {

/// Runs the strategy's last execution twice more and says at which step the two differed, and how; for an execution that was
/// not the same when it was run again.
std::string describe_nondeterminism(Runner& runner, Strategy& strategy);

}  // namespace heddle
