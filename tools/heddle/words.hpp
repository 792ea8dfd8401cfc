// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace heddle::command {

/// The text broken at blanks into lines of at most `width` columns, the first indented by `first`, the others by `rest`;
/// each ends in a line break. A word longer than a line stays whole.
std::string wrapped(std::string_view text, std::size_t first, std::size_t rest, std::size_t width);

}  // namespace heddle::command
