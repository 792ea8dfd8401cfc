// SPDX-License-Identifier: Apache-2.0
#include <tools/heddle/json.hpp>
#include <tools/heddle/output.hpp>
#include <tools/heddle/searching.hpp>
#include <tools/heddle/subcommands.hpp>
#include <tools/heddle/summary.hpp>

#include <memory>
#include <optional>

namespace heddle::command {

namespace {

ExitStatus all_outcomes(SearchOptions options, Streams const& streams) {
    if (!options.strategy) options.strategy = "dfs";
    options.keep_going = true;
    std::optional<std::string> const strategy = strategy_of(options);
    std::vector<Task> const tasks = tasks_of(options);
    std::optional<Output> json;
    if (!options.json.empty()) json.emplace("--json", options.json, streams.out);
    bool first = true;
    auto const done = [&](Result const& result) {
        if (json && result.status != ExitStatus::failed) json->stream() << json_line(json_of(result)) << std::flush;
        if (!options.prints()) return;
        if (!first) streams.out << "\n";
        first = false;
        print_outcomes(result, streams.out);
    };
    std::vector<Result> const results = search_all(tasks, options, strategy, streams, done);
    if (json) json->flush();
    return status_of(results);
}

}  // namespace

void add_outcomes(CLI::App& app, Action& action) {
    auto const options = std::make_shared<SearchOptions>();
    CLI::App& sub = *app.add_subcommand("outcomes", "the exact set of outcomes of a scenario");
    sub.add_option("SCENARIO", options->patterns, "scenarios by name, row (A11) or wildcard (lost_*)")
        ->type_name("")
        ->required();
    add_search_options(sub, *options);
    sub.footer(
        "Without --strategy: dfs without a bound, going on after findings. Sequentially consistent interleavings\n"
        "only. Exit status: as that of explore.");
    sub.callback(
        [&action, options] { action = [options](Streams const& streams) { return all_outcomes(*options, streams); }; });
}

}  // namespace heddle::command
