// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tuple>
#include <utility>

#include <heddle/sync.hpp>

namespace heddle::scenarios {

/// Starts a thread for each callable, all of them peers, then joins them in this order. The first choice is free: a started
/// thread runs to its first operation and waits there.
template <class... Bodies>
void starting_line(Bodies&&... bodies) {
    sync::thread threads[] = {sync::thread(std::forward<Bodies>(bodies))...};
    for (sync::thread& thread : threads) thread.join();
}

}  // namespace heddle::scenarios
