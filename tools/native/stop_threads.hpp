// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace heddle::native {

/// Stops all other threads of the process where they are, for ever. What they have written before is seen by the caller
/// afterwards: they are stopped by a signal, and each says so. One may have been stopped in the middle of something, with
/// the allocator's lock in its hands for instance. False when one did not answer in time.
bool stop_other_threads(std::chrono::milliseconds limit);

}  // namespace heddle::native
