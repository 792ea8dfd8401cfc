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
    bool full = false;
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

std::string heading_of(scenarios::Scenario const& scenario) {
    return fmt::format("{}  ({})\n", scenario.name, fmt::join(scenario.rows, ", "));
}

void print_full(scenarios::Scenario const& scenario, std::ostream& out) {
    out << heading_of(scenario) << wrapped(scenario.lesson, 4, 4, width);
    out << wrapped("what goes wrong: " + scenario.wrong, 4, 8, width);
    out << wrapped("how it is fixed: " + scenario.cure, 4, 8, width);
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

void print_short(scenarios::Scenario const& scenario, std::ostream& out) {
    out << "  " << heading_of(scenario) << wrapped(scenario.wrong, 6, 6, width);
}

using Chosen = std::vector<scenarios::Scenario const*>;

void print_chosen(Chosen const& chosen, std::ostream& out) {
    for (scenarios::Scenario const* const scenario : chosen) {
        if (scenario != chosen.front()) out << "\n";
        print_full(*scenario, out);
    }
}

/// The scenarios of one notebook (0: of both), topic by topic.
void print_notebook(unsigned notebook, Chosen const& chosen, bool full, std::ostream& out) {
    bool begun = false;
    for (scenarios::Topic const& topic : scenarios::topics()) {
        bool titled = false;
        for (scenarios::Scenario const* const scenario : chosen) {
            if (scenario->topic != topic.name || scenarios::notebook_of(*scenario) != notebook) continue;
            if (!begun)
                out << (notebook == 0 ? std::string{"BOTH NOTEBOOKS"} : fmt::format("NOTEBOOK {}", notebook)) << "\n";
            if (!titled) out << "\n" << topic.name << ": " << topic.title << "\n";
            begun = titled = true;
            if (full) out << "\n";
            (full ? print_full : print_short)(*scenario, out);
        }
    }
    if (begun) out << "\n";
}

void print_all(Chosen const& chosen, bool full, std::ostream& out) {
    for (unsigned const notebook : {1U, 2U, 0U}) print_notebook(notebook, chosen, full, out);
    out << fmt::format(
        "{} scenarios; heddle list NAME shows one in full, heddle explore NAME runs it\n", chosen.size());
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
    Chosen const chosen = selected(patterns);
    if (options.json) {
        for (scenarios::Scenario const* const scenario : chosen) streams.out << json_line(json_of(*scenario));
    } else if (patterns.empty()) {
        print_all(chosen, options.full, streams.out);
    } else {
        print_chosen(chosen, streams.out);
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
    sub.add_flag("--full", options->full, "parameters and variants of all, as for a PATTERN");
    sub.add_flag("--strategies", options->strategies, "the strategies and their options instead");
    sub.callback(
        [&action, options] { action = [options](Streams const& streams) { return list(*options, streams); }; });
}

}  // namespace heddle::command
