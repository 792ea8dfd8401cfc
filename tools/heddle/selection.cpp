// SPDX-License-Identifier: Apache-2.0
#include <tools/heddle/selection.hpp>
#include <tools/heddle/usage.hpp>

#include <algorithm>

namespace heddle::command {

namespace {

using scenarios::Scenario;
using scenarios::Variant;

bool means(std::string_view pattern, Scenario const& scenario) {
    return matches(pattern, scenario.name)
           || std::find(scenario.rows.begin(), scenario.rows.end(), pattern) != scenario.rows.end();
}

[[noreturn]] void refuse_unknown(std::string_view pattern) {
    std::vector<std::string_view> names;
    for (Scenario const& scenario : scenarios::catalogue()) names.emplace_back(scenario.name);
    throw UsageError(
        "unknown scenario " + shown(pattern) + ": no name or row of the catalogue is like that\n  "
        + did_you_mean(pattern, names) + "heddle list names them all");
}

Task task_of(Scenario const& scenario, Variant const& variant, SearchOptions const& options) {
    scenarios::Settings const settings = reading([&] {
        return scenarios::Settings{scenario.name, scenario.parameters, options.set};
    });
    Task task{&scenario, &variant, nullptr, std::nullopt};
    task.program = reading([&] { return scenario.make(variant, settings); });
    Semantics const semantics = changed(task.program->semantics, options);
    if (semantics == task.program->semantics) task.oracle = scenarios::resolved_oracle(variant, settings);
    task.program->semantics = semantics;
    return task;
}

}  // namespace

bool matches(std::string_view pattern, std::string_view name) noexcept {
    // After a `*` that turns out too short, go back to it and let it take one letter more.
    std::size_t p = 0;
    std::size_t star = std::string_view::npos;
    std::size_t taken = 0;
    for (std::size_t n = 0; n < name.size();) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            taken = n;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
            ++p, ++n;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            n = ++taken;
        } else {
            return false;
        }
    }
    return std::all_of(
        pattern.begin() + static_cast<std::ptrdiff_t>(p), pattern.end(), [](char c) { return c == '*'; });
}

std::vector<Scenario const*> selected(std::vector<std::string> const& patterns) {
    std::vector<Scenario const*> result;
    for (std::string const& pattern : patterns) {
        auto const is_meant = [&](Scenario const& scenario) { return means(pattern, scenario); };
        if (std::ranges::none_of(scenarios::catalogue(), is_meant)) refuse_unknown(pattern);
    }
    for (Scenario const& scenario : scenarios::catalogue()) {
        auto const is_meant = [&](std::string const& pattern) { return means(pattern, scenario); };
        if (patterns.empty() || std::ranges::any_of(patterns, is_meant)) result.push_back(&scenario);
    }
    return result;
}

std::vector<Task> tasks_of(SearchOptions const& options) {
    std::vector<Task> tasks;
    for (Scenario const* const scenario : selected(options.patterns)) {
        for (Variant const& variant : scenario->variants) {
            if (options.variant.empty() || options.variant == variant.name)
                tasks.push_back(task_of(*scenario, variant, options));
        }
    }
    if (tasks.empty())
        throw UsageError("nothing to explore: no scenario that was named has a variant " + shown(options.variant));
    return tasks;
}

}  // namespace heddle::command
