// SPDX-License-Identifier: Apache-2.0
// The values of a scenario's parameters: read, checked, looked up.
#include <heddle/core/spelling.hpp>

#include <scenarios/scenario.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <system_error>

namespace heddle::scenarios {

namespace {

[[noreturn]] void refuse(std::string_view scenario, std::string_view what, std::string_view next) {
    throw std::invalid_argument(fmt::format("{}: {}\n  {}", scenario, what, next));
}

std::string range_of(Parameter const& parameter) {
    switch (parameter.kind) {
    case Parameter::Kind::number:
        return fmt::format("a whole number from {} to {}", parameter.least, parameter.most);
    case Parameter::Kind::choice:
        return fmt::format("one of {}", fmt::join(parameter.choices, ", "));
    case Parameter::Kind::text:
        break;
    }
    return "a text";
}

/// The value as it is kept, or nothing when the parameter cannot have it.
std::optional<std::string> accepted(Parameter const& parameter, std::string_view value) {
    if (parameter.kind == Parameter::Kind::text) return std::string{value};
    if (parameter.kind == Parameter::Kind::choice) {
        if (std::ranges::find(parameter.choices, value) == parameter.choices.end()) return std::nullopt;
        return std::string{value};
    }
    std::uint64_t number = 0;
    auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    bool const whole = error == std::errc{} && end == value.data() + value.size();
    if (!whole || number < parameter.least || number > parameter.most) return std::nullopt;
    return std::to_string(number);
}

std::string known_names(std::vector<Parameter> const& parameters, std::string_view unknown) {
    if (parameters.empty()) return "it has no parameters; leave --set out";
    std::vector<std::string_view> names;
    for (Parameter const& parameter : parameters) names.push_back(parameter.name);
    std::vector<std::string_view> const near = near_names(unknown, names);
    if (!near.empty())
        return fmt::format("did you mean {}? It has: {}", fmt::join(near, " or "), fmt::join(names, ", "));
    return fmt::format("it has: {}", fmt::join(names, ", "));
}

/// For messages: control characters and overlong text would hide what the message says.
std::string shown(std::string_view text) {
    constexpr std::size_t most = 60;
    std::string result;
    for (char const c : text.substr(0, most)) {
        bool const control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        result += control ? '?' : c;
    }
    if (text.size() > most) result += "...";
    return result;
}

}  // namespace

Settings::Settings(
    std::string_view scenario, std::vector<Parameter> const& parameters, std::vector<std::string> const& assignments)
    : scenario_{scenario} {
    for (Parameter const& parameter : parameters) {
        values_.emplace_back(parameter.name, parameter.initial);
        initials_.push_back(parameter.initial);
    }
    std::vector<bool> given(parameters.size());
    for (std::string const& assignment : assignments) assign(assignment, parameters, given);
}

void Settings::assign(std::string_view assignment, std::vector<Parameter> const& parameters, std::vector<bool>& given) {
    std::size_t const equals = assignment.find('=');
    if (equals == std::string_view::npos) {
        refuse(
            scenario_, fmt::format("--set \"{}\" has no value", shown(assignment)),
            "write it as NAME=VALUE; " + known_names(parameters, assignment));
    }
    std::string_view const name = assignment.substr(0, equals);
    std::string_view const value = assignment.substr(equals + 1);
    auto const found = std::ranges::find(parameters, name, &Parameter::name);
    if (found == parameters.end()) {
        refuse(
            scenario_, fmt::format("there is no parameter \"{}\" for --set {}", shown(name), shown(assignment)),
            known_names(parameters, name));
    }
    auto const place = static_cast<std::size_t>(found - parameters.begin());
    if (given[place]) {
        refuse(
            scenario_, fmt::format("--set gives \"{}\" twice, the second time as {}", name, shown(assignment)),
            "give each parameter once");
    }
    given[place] = true;
    std::optional<std::string> kept = accepted(*found, value);
    if (!kept) {
        refuse(
            scenario_, fmt::format("\"{}\" is no value for {} in --set {}", shown(value), name, shown(assignment)),
            fmt::format("{} ({}) takes {}; the default is {}", name, found->summary, range_of(*found), found->initial));
    }
    values_[place].second = std::move(*kept);
}

std::size_t Settings::place_of(std::string_view name) const {
    for (std::size_t i = 0; i < values_.size(); ++i) {
        if (values_[i].first == name) return i;
    }
    throw std::logic_error(fmt::format("heddle internal error: scenario {} has no parameter {}", scenario_, name));
}

std::uint64_t Settings::number(std::string_view name) const { return std::stoull(text(name)); }

std::string const& Settings::text(std::string_view name) const { return values_[place_of(name)].second; }

bool Settings::is_initial(std::string_view name) const {
    std::size_t const place = place_of(name);
    return values_[place].second == initials_[place];
}

}  // namespace heddle::scenarios
