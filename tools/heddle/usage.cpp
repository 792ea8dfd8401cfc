// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/spelling.hpp>

#include <tools/heddle/usage.hpp>

namespace heddle::command {

namespace {

bool is_control(char c) noexcept { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

}  // namespace

std::string shown(std::string_view text) {
    constexpr std::size_t most = 60;
    std::string result = "\"";
    for (char const c : text.substr(0, most)) result += is_control(c) ? '?' : c;
    return result + (text.size() > most ? "...\"" : "\"");
}

std::string did_you_mean(std::string_view wrong, std::span<std::string_view const> names) {
    constexpr std::size_t longest = 100;
    if (wrong.size() > longest) return {};
    std::string result;
    for (std::string_view const name : near_names(wrong, names)) {
        result += result.empty() ? "did you mean " : " or ";
        result += name;
    }
    return result.empty() ? result : result + "? ";
}

std::string printable(std::string_view message) {
    while (!message.empty() && message.back() == '\n') message.remove_suffix(1);
    std::string result;
    for (char const c : message) result += is_control(c) && c != '\n' ? '?' : c;
    return result + '\n';
}

}  // namespace heddle::command
