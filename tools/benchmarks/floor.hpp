// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace heddle::benchmarks {

/// The bare minimum that a scheduling point can cost: a random pick among three fibers and the switch to it. Makes `switches`
/// of them and returns the nanoseconds that one took.
double bare_switch_and_pick(std::uint64_t switches);

}  // namespace heddle::benchmarks
