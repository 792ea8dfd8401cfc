// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

/// Scenarios over std, run by the machine, against the same scenarios explored by heddle.
namespace heddle::native::tests {

/// A program that is looked at in both worlds.
struct Twin {
    std::string scenario;
    std::string variant;
    std::vector<std::string> assignments;
};
std::ostream& operator<<(std::ostream& out, Twin const& twin);
/// For gtest: letters, digits and underscores.
std::string test_name_of(Twin const& twin);

/// Both variants of every scenario that has a counterpart over std, with settings for which a search can be complete.
std::vector<Twin> twins();

/// Why the scenarios of a topic have none; nothing when they have.
std::optional<std::string> left_out(std::string_view topic);

/// How much to run.
struct Effort {
    std::uint64_t fixed = 0;  ///< runs of a fixed variant
    std::uint64_t buggy = 0;  ///< of a buggy one
    std::uint64_t stuck = 0;  ///< a buggy one has been run enough when so many runs got stuck
};

/// Checks that native runs show what exploration found and nothing else, and that a fixed variant is right each time.
void compare(Twin const& twin, Effort const& effort);

/// What heddle_native prints with these arguments, errors too; a failure when it does not end with this status.
std::string native_output(std::vector<std::string> const& arguments, int status = 0);

}  // namespace heddle::native::tests
