// SPDX-License-Identifier: Apache-2.0
#include <heddle/explore/explore.hpp>

#include <tests/readme/scenarios_page.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <regex>
#include <stdexcept>

namespace heddle::page {

namespace {

using scenarios::Scenario;
using scenarios::Variant;

Report every_execution(Program& program, std::string const& strategy, std::uint64_t most) {
    Plan plan;
    plan.strategy = strategy;
    plan.executions = most;
    plan.keep_going = true;
    return explore(program, plan);
}

std::string link_to(Scenario const& scenario) {
    return fmt::format("[{0}]({1}/{0}.cpp)", scenario.name, scenario.topic);
}

std::string extent_text(Scenario const& scenario, Variant const& variant, std::uint64_t most) {
    std::unique_ptr<Program> const program = scenario.make(variant, {scenario.name, scenario.parameters, {}});
    return text_of(extent_of(*program, most));
}

std::string line_of(Scenario const& scenario, std::uint64_t most) {
    std::vector<std::string> cells{
        link_to(scenario), fmt::format("{}", fmt::join(scenario.rows, ", ")), scenario.wrong, scenario.cure};
    for (Variant const& variant : scenario.variants) cells.push_back(extent_text(scenario, variant, most));
    cells.push_back(fmt::format("`heddle explore {}`", scenario.name));
    return fmt::format("| {} |\n", fmt::join(cells, " | "));
}

bool is_in(Scenario const& scenario, std::string const& row) {
    return std::ranges::find(scenario.rows, row) != scenario.rows.end();
}

}  // namespace

Extent extent_of(Program& program, std::uint64_t most) {
    Report const all = every_execution(program, "dfs", most);
    if (all.complete) return {Extent::Unit::interleavings, all.executions, all.outcomes.size()};
    Report const classes = every_execution(program, "dpor", most);
    if (classes.complete) return {Extent::Unit::traces, classes.executions, classes.outcomes.size()};
    return {Extent::Unit::unknown, all.executions, all.outcomes.size()};
}

std::string text_of(Extent const& extent) {
    switch (extent.unit) {
    case Extent::Unit::interleavings:
        return fmt::format("{} → {}", extent.count, extent.outcomes);
    case Extent::Unit::traces:
        return fmt::format("{} {} → {}", extent.count, extent.count == 1 ? "trace" : "traces", extent.outcomes);
    case Extent::Unit::unknown:
        break;
    }
    return fmt::format("more than {}", extent.count);
}

std::vector<std::string> const& rows() {
    static std::vector<std::string> const all{
        "A00", "A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08",  "A09",  "A09b", "A10", "A11", "A11b",
        "A12", "A13", "A14", "A15", "A16", "A17", "B01", "B02", "B03",  "B03b", "B04",  "B05", "B06", "B07",
        "B08", "B09", "B10", "B11", "B12", "B13", "B14", "B15", "B15b", "B15c", "B16",  "B17", "B18"};
    return all;
}

std::set<std::string> noted_rows(std::string const& page) {
    static std::regex const note{R"((^|\n)- \*\*([AB][0-9]{2}[a-z]?)\*\*)"};
    std::set<std::string> noted;
    for (std::sregex_iterator match{page.begin(), page.end(), note}, end; match != end; ++match)
        noted.insert((*match)[2]);
    return noted;
}

std::string topic_tables(std::vector<Scenario> const& catalogue, std::uint64_t most) {
    std::string text;
    for (scenarios::Topic const& topic : scenarios::topics()) {
        std::string lines;
        for (Scenario const& scenario : catalogue) {
            if (scenario.topic == topic.name) lines += line_of(scenario, most);
        }
        if (lines.empty()) continue;
        text += fmt::format(
            "\n### {}: {}\n\n"
            "| scenario | rows | what goes wrong | how it is fixed | buggy | fixed | see it |\n"
            "|---|---|---|---|---|---|---|\n{}",
            topic.name, topic.title, lines);
    }
    return text + "\n";
}

std::string coverage_table(std::vector<Scenario> const& catalogue, std::set<std::string> const& noted) {
    std::string text = "\n| row | scenarios |\n|---|---|\n";
    for (std::string const& row : rows()) {
        std::vector<std::string> places;
        for (Scenario const& scenario : catalogue) {
            if (is_in(scenario, row)) places.push_back(link_to(scenario));
        }
        if (noted.contains(row)) places.push_back("a note below");
        text += fmt::format("| {} | {} |\n", row, fmt::join(places, ", "));
    }
    return text + "\n";
}

std::string with_part(std::string page, std::string const& name, std::string const& text) {
    std::string const begin = fmt::format("<!-- begin {} -->\n", name);
    std::size_t const from = page.find(begin);
    std::size_t const to = page.find(fmt::format("<!-- end {} -->\n", name));
    if (from == std::string::npos || to == std::string::npos || to < from) {
        throw std::runtime_error(fmt::format(
            "the page has no place for its {0}\n  it stands between the lines <!-- begin {0} --> and <!-- end {0} -->: "
            "put them back",
            name));
    }
    std::size_t const inside = from + begin.size();
    return page.replace(inside, to - inside, text);
}

}  // namespace heddle::page
