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
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <system_error>

namespace heddle::command {

namespace {

constexpr double usual_budget = 60;  ///< seconds for each variant
constexpr double most_for_hint = 1;

struct MatchOptions {
    SearchOptions search;
    std::string expect;
};

[[noreturn]] void cannot_read(std::string const& path, std::string const& why) {
    throw UsageError(fmt::format(
        "--expect cannot read {}: {}\n  give the file that holds the printed text, every byte of it", shown(path),
        why));
}

std::string content_of(std::string const& path) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) cannot_read(path, "it is a folder");
    std::ifstream file{path, std::ios::binary};
    if (!file) cannot_read(path, std::generic_category().message(errno));
    std::string content{std::istreambuf_iterator<char>{file}, {}};
    if (file.bad()) cannot_read(path, std::generic_category().message(errno));
    return content;
}

std::size_t lines_in(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// The text with its newlines written out.
std::string on_one_line(std::string_view text) {
    std::string line;
    for (char const c : text) c == '\n' ? line += "\\n" : line += c;
    return shown(line);
}

void print_longest(Match const& match, std::string_view text, std::ostream& out) {
    char const* const which = match.complete ? "reachable" : "seen";
    if (text.empty()) {
        out << "  the file is empty, and every execution prints something\n";
        return;
    }
    if (match.longest == 0) {
        out << fmt::format("  no beginning of it is {}: nothing begins with\n    {}\n", which, on_one_line(text));
        return;
    }
    std::string_view const reached = text.substr(0, match.longest);
    std::size_t const last = reached.substr(0, reached.size() - 1).rfind('\n');
    out << fmt::format(
        "  the longest beginning that is {} has {} of {} bytes, {} of {} lines, and ends in:\n    {}\n", which,
        match.longest, text.size(), lines_in(reached), lines_in(text),
        on_one_line(reached.substr(last == std::string_view::npos ? 0 : last + 1)));
    if (match.longest == text.size()) {
        out << "  that is all of it, but every execution prints more\n";
    } else {
        out << fmt::format("  then the file has:\n    {}\n", on_one_line(text.substr(match.longest)));
    }
}

std::string without_carriage_returns(std::string text) {
    text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
    return text;
}

/// What nearly the same text that can be printed differs in; empty when there is none.
std::string hint(Program& program, std::string const& text) {
    bool const ends = text.ends_with('\n');
    std::pair<std::string, char const*> const others[] = {
        {ends ? text.substr(0, text.size() - 1) : text + '\n',
         ends ? "the text without the newline at the end of the file"
              : "the text with a newline at the end, which the file does not have"},
        {without_carriage_returns(text), "the text without the carriage returns of the file"},
        {"", "an execution that prints nothing"}};
    for (auto const& [other, what] : others) {
        if (other != text && match(program, other, most_for_hint).found)
            return fmt::format("  hint: there is a schedule for {}\n", what);
    }
    return {};
}

void print(Task const& task, Match const& match, std::string const& text, std::ostream& out) {
    out << fmt::format("{}: ", task.program->name);
    if (match.found) {
        out << fmt::format(
            "found; executions: {}, {:.2f} s; its steps: {}, preemptions: {}\n  replay with: heddle replay {}\n",
            match.executions, match.seconds, match.steps, match.preemptions, match.token);
        return;
    }
    out << fmt::format(
        "{} (executions: {}, {:.2f} s)\n",
        match.complete ? "not reachable: no schedule prints it, the search was complete"
                       : "not found, and not complete",
        match.executions, match.seconds);
    if (!match.remark.empty()) out << "  " << match.remark << "\n";
    if (!match.complete && match.remark.empty()) out << "  the time was up; --budget gives it more\n";
    print_longest(match, text, out);
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
        if (options.search.prints()) {
            print(task, found, text, streams.out);
            if (!found.found) streams.out << hint(*task.program, text);
        }
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
