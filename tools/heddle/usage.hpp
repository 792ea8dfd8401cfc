// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace heddle::command {

/// The arguments cannot be used. One message: what and where on its first line, then why and what next; a second line, if
/// any, begins with two blanks.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Calls what reads something that a person wrote; its std::invalid_argument becomes a UsageError.
template <class Function>
auto reading(Function&& function) {
    try {
        return std::forward<Function>(function)();
    } catch (std::invalid_argument const& error) {
        throw UsageError(error.what());
    }
}

/// Text for a message, in double quotes: control characters become '?', and it is cut after 60 bytes.
std::string shown(std::string_view text);

/// `did you mean "a" or "b"?`, followed by a blank; empty when no name is near.
std::string did_you_mean(std::string_view wrong, std::span<std::string_view const> names);

/// The message as it is printed: without control characters other than line breaks, ending in one line break.
std::string printable(std::string_view message);

}  // namespace heddle::command
