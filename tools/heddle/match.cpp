// SPDX-License-Identifier: Apache-2.0
#include <heddle/explore/match.hpp>

#include <tools/heddle/json.hpp>
#include <tools/heddle/output.hpp>
#include <tools/heddle/selection.hpp>
#include <tools/heddle/subcommands.hpp>
#include <tools/heddle/usage.hpp>
#include <tools/heddle/values.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <memory>
#include <system_error>

namespace heddle::command {

namespace {

constexpr double usual_budget = 60;  ///< seconds for each variant

struct MatchOptions {
    SearchOptions search;
    std::string expect;
};

std::string content_of(std::string const& path) {
    std::ifstream file{path, std::ios::binary};
    std::string content{std::istreambuf_iterator<char>{file}, {}};
    if (file.good() || file.eof()) return content;
    throw UsageError(fmt::format(
        "--expect cannot read {}: {}\n  give the file that holds the printed text, every byte of it", shown(path),
        std::generic_category().message(errno)));
}

std::size_t lines_in(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

void print(Task const& task, Match const& match, std::string const& text, std::ostream& out) {
    out << fmt::format("{}: ", task.program->name);
    if (match.found) {
        out << fmt::format(
            "found; executions: {}, {:.2f} s; its steps: {}, preemptions: {}\n  replay with: heddle replay {}\n",
            match.executions, match.seconds, match.steps, match.preemptions, match.token);
        return;
    }
    if (match.complete) {
        out << fmt::format("not reachable: no schedule prints it (complete; executions: {})\n", match.executions);
    } else {
        out << fmt::format("not found, and not complete (executions: {}, {:.2f} s)\n", match.executions, match.seconds);
    }
    if (!match.remark.empty()) out << "  " << match.remark << "\n";
    std::string_view const reached = std::string_view{text}.substr(0, match.longest);
    out << fmt::format(
        "  {} {} of {} bytes, {} of {} lines, and ends in:\n",
        match.longest_is_exact ? "the longest beginning that is reachable has"
                               : "the longest beginning that was seen has",
        match.longest, text.size(), lines_in(reached), lines_in(text));
    std::size_t const last = reached.substr(0, reached.empty() ? 0 : reached.size() - 1).rfind('\n');
    out << "    " << shown(reached.substr(last == std::string_view::npos ? 0 : last + 1)) << "\n";
}

nlohmann::ordered_json json_of(Task const& task, Match const& match) {
    nlohmann::ordered_json json = {
        {"scenario", task.scenario->name},
        {"variant", task.variant->name},
        {"params", nlohmann::ordered_json::object()},
        {"found", match.found},
        {"complete", match.complete},
        {"token", nullptr},
        {"preemptions", match.preemptions},
        {"steps", match.steps},
        {"executions", match.executions},
        {"longest", match.longest},
        {"seconds", match.seconds}};
    for (auto const& [name, value] : task.program->parameters) json["params"][name] = value;
    if (match.found) json["token"] = match.token;
    return json;
}

/// The variants in turn, until one prints the text.
ExitStatus match_text(MatchOptions const& options, Streams const& streams) {
    std::string const text = content_of(options.expect);
    std::vector<Task> const tasks = tasks_of(options.search);
    std::optional<Output> json;
    if (!options.search.json.empty()) json.emplace("--json", options.search.json, streams.out);
    ExitStatus status = ExitStatus::unexpected;
    double const budget = plan_of(options.search, {}).budget.value_or(usual_budget);
    for (Task const& task : tasks) {
        Match const found = match(*task.program, text, budget);
        if (json) json->stream() << json_line(json_of(task, found)) << std::flush;
        if (options.search.prints()) print(task, found, text, streams.out);
        if (found.found) {
            status = ExitStatus::as_expected;
            break;
        }
        if (!found.complete) status = ExitStatus::undecided;
    }
    if (json) json->flush();
    return status;
}

}  // namespace

void add_match(CLI::App& app, Action& action) {
    auto const options = std::make_shared<MatchOptions>();
    CLI::App& sub = *app.add_subcommand("match", "find a schedule whose printed output is exactly a file");
    sub.add_option("SCENARIO", options->search.patterns, "a scenario by name or row (A05)")
        ->type_name("")
        ->required()
        ->expected(1);
    sub.add_option("--expect", options->expect, "the file that holds the output")->type_name("FILE")->required();
    add_match_options(sub, options->search);
    sub.footer(
        "Both variants are tried unless one is named, each for a minute unless --budget says otherwise. Sequentially\n"
        "consistent interleavings only. Exit status: 0 found, 1 proved unreachable, 2 wrong usage, 3 not found in the\n"
        "time, 4 internal error.");
    sub.callback(
        [&action, options] { action = [options](Streams const& streams) { return match_text(*options, streams); }; });
}

}  // namespace heddle::command
