// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/spelling.hpp>

#include <tools/heddle/usage.hpp>
#include <tools/heddle/values.hpp>

#include <fmt/format.h>

#include <cstdint>
#include <utility>

namespace heddle::command {

namespace {

constexpr std::pair<std::string_view, double> units[] = {{"ms", 0.001}, {"s", 1}, {"m", 60}, {"h", 3600}, {"", 1}};

/// `12` or `1.5`; at most nine digits on each side, so that nothing overflows.
std::optional<double> decimal_in(std::string_view text) {
    std::size_t const dot = text.find('.');
    std::string_view const before = text.substr(0, dot);
    std::string_view const after = dot == std::string_view::npos ? "0" : text.substr(dot + 1);
    if (before.size() > 9 || after.size() > 9) return std::nullopt;
    auto const whole = number_in(before);
    auto const part = number_in(after);
    if (!whole || !part) return std::nullopt;
    double fraction = static_cast<double>(*part);
    for (std::size_t i = 0; i < after.size(); ++i) fraction /= 10;
    return static_cast<double>(*whole) + fraction;
}

}  // namespace

std::optional<double> duration_in(std::string_view text) {
    constexpr double year = 366.0 * 24 * 3600;
    for (auto const& [unit, factor] : units) {
        if (!text.ends_with(unit)) continue;
        auto const number = decimal_in(text.substr(0, text.size() - unit.size()));
        if (!number || *number <= 0 || *number * factor > year) return std::nullopt;
        return *number * factor;
    }
    return std::nullopt;
}

CLI::Validator whole_number(std::uint64_t most) {
    auto const check = [most](std::string& text) -> std::string {
        auto const number = number_in(text);
        if (!number) return shown(text) + " is not a whole number; give digits only, as in 1000";
        if (*number > most) return fmt::format("{} is too large; give a whole number from 0 to {}", text, most);
        return {};
    };
    return CLI::Validator{check, ""};
}

CLI::Validator duration() {
    auto const check = [](std::string& text) -> std::string {
        if (duration_in(text)) return {};
        return shown(text) + " is not a duration; give a number and a unit: 500ms, 10s, 2m or 1h";
    };
    return CLI::Validator{check, ""};
}

std::string grouped(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t place = text.size(); place > 3;) {
        place -= 3;
        text.insert(place, 1, ',');
    }
    return text;
}

std::string seconds_text(double seconds) {
    if (seconds < 1) return fmt::format("{:.2f} s", seconds);
    return seconds < 10 ? fmt::format("{:.1f} s", seconds) : fmt::format("{:.0f} s", seconds);
}

}  // namespace heddle::command
