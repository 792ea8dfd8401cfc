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

bool one_scenario(std::vector<Task> const& tasks) {
    for (Task const& task : tasks) {
        if (task.scenario != tasks.front().scenario) return false;
    }
    return true;
}

ExitStatus explore_all(SearchOptions const& options, Streams const& streams) {
    std::optional<std::string> const strategy = strategy_of(options);
    std::vector<Task> const tasks = tasks_of(options);
    std::optional<Output> json;
    if (!options.json.empty()) json.emplace("--json", options.json, streams.out);
    bool const in_full = options.prints() && one_scenario(tasks);
    bool first = true;
    auto const done = [&](Result const& result) {
        if (json && result.status != ExitStatus::failed) json->stream() << json_line(json_of(result)) << std::flush;
        if (!in_full) return;
        if (!first) streams.out << "\n";
        first = false;
        print_result(result, streams.out);
    };
    std::vector<Result> const results = search_all(tasks, options, strategy, streams, done);
    if (options.prints() && !in_full) print_summary(results, streams.out);
    if (json) json->flush();
    return status_of(results);
}

}  // namespace

void add_explore(CLI::App& app, Action& action) {
    auto const options = std::make_shared<SearchOptions>();
    CLI::App& sub = *app.add_subcommand("explore", "look for findings in many interleavings of scenarios");
    sub.add_option("PATTERN", options->patterns, "scenarios by name, row (A11) or wildcard (lost_*); none means all")
        ->type_name("");
    add_search_options(sub, *options);
    sub.footer(
        "Without --strategy: dfs where that may settle it (20,000 executions for variants that are to be clean;\n"
        "2,000 each with at most 0, 1 and 2 preemptions for the others), then random, 10,000 executions.\n"
        "Sequentially consistent interleavings only.\n"
        "Exit status: 0 as expected, 1 not, 2 wrong usage, 3 undecided, 4 internal error.");
    sub.callback(
        [&action, options] { action = [options](Streams const& streams) { return explore_all(*options, streams); }; });
}

}  // namespace heddle::command
