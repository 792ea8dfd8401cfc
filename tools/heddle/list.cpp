// SPDX-License-Identifier: Apache-2.0
#include <heddle/strategy/table.hpp>

#include <tools/heddle/json.hpp>
#include <tools/heddle/output.hpp>
#include <tools/heddle/selection.hpp>
#include <tools/heddle/subcommands.hpp>
#include <tools/heddle/summary.hpp>
#include <tools/heddle/words.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <vector>

namespace heddle::command {

namespace {

constexpr std::size_t width = 80;

struct ListOptions {
    std::vector<std::string> patterns;
    bool json = false;
    bool strategies = false;
};

std::string range_of(scenarios::Parameter const& parameter) {
    switch (parameter.kind) {
    case scenarios::Parameter::Kind::number:
        return fmt::format("{}..{}", parameter.least, parameter.most);
    case scenarios::Parameter::Kind::choice:
        return fmt::format("{}", fmt::join(parameter.choices, "|"));
    case scenarios::Parameter::Kind::text:
        break;
    }
    return "TEXT";
}

void print(scenarios::Scenario const& scenario, std::ostream& out) {
    out << scenario.name << "  (" << fmt::format("{}", fmt::join(scenario.rows, ", ")) << ")\n";
    out << wrapped(scenario.lesson, 4, 4, width);
    for (scenarios::Parameter const& parameter : scenario.parameters) {
        std::string const text =
            fmt::format("{}={} ({}): {}", parameter.name, parameter.initial, range_of(parameter), parameter.summary);
        out << wrapped(text, 4, 8, width);
    }
    for (scenarios::Variant const& variant : scenario.variants)
        out << wrapped(
            variant.name + (variant.expected.is_clean() ? " is clean" : " shows " + text_of(variant.expected)), 4, 8,
            width);
}

void print_strategies(std::ostream& out) {
    for (StrategyEntry const& entry : strategies()) {
        out << entry.name << "\n" << wrapped(entry.summary, 4, 4, width);
        for (StrategyOption const& option : entry.options)
            out << wrapped(fmt::format("{}={}: {}", option.name, option.value, option.help), 4, 8, width);
    }
}

ExitStatus list(ListOptions const& options, Streams const& streams) {
    if (options.strategies) {
        print_strategies(streams.out);
        return ExitStatus::as_expected;
    }
    std::vector<std::string> patterns = options.patterns;
    if (options.json) std::erase(patterns, "-");  // `--json -`, as the other sub-commands take it
    auto const chosen = selected(patterns);
    for (scenarios::Scenario const* const scenario : chosen) {
        if (options.json) {
            streams.out << json_line(json_of(*scenario));
        } else {
            if (scenario != chosen.front()) streams.out << "\n";
            print(*scenario, streams.out);
        }
    }
    return ExitStatus::as_expected;
}

}  // namespace

void add_list(CLI::App& app, Action& action) {
    auto const options = std::make_shared<ListOptions>();
    CLI::App& sub = *app.add_subcommand("list", "the scenarios, their parameters, and what each variant shows");
    sub.add_option("PATTERN", options->patterns, "scenarios by name, row (A11) or wildcard (lost_*); none means all")
        ->type_name("");
    sub.add_flag("--json", options->json, "one object a line");
    sub.add_flag("--strategies", options->strategies, "the strategies and their options instead");
    sub.callback(
        [&action, options] { action = [options](Streams const& streams) { return list(*options, streams); }; });
}

}  // namespace heddle::command
