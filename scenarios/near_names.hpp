// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace heddle::scenarios {

/// Those of `names` that somebody who wrote `meant` may have meant, the likeliest first, at most three.
std::vector<std::string> near_names(std::string_view meant, std::vector<std::string> const& names);

}  // namespace heddle::scenarios
