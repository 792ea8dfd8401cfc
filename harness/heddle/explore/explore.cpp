// SPDX-License-Identifier: Apache-2.0
#include <heddle/explore/explore.hpp>
#include <heddle/explore/search.hpp>

namespace heddle {

Report explore(Program& program, Plan const& plan) { return Search{program, plan}.run(); }

}  // namespace heddle
