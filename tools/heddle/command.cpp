// SPDX-License-Identifier: Apache-2.0
#include <heddle/substrate/thread_locals.hpp>

#include <tools/heddle/command.hpp>
#include <tools/heddle/not_built.hpp>
#include <tools/heddle/subcommands.hpp>
#include <tools/heddle/usage.hpp>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <exception>
#include <string>
#include <string_view>

namespace heddle::command {

namespace {

constexpr std::string_view sub_commands[] = {"list", "explore", "outcomes", "replay", "match"};

std::string version() {
    ThreadLocals const variables = thread_locals();
    std::string const whose = variables.own ? "each thread has its own" : "shared by all threads: " + variables.why;
    return "heddle " HEDDLE_VERSION "\nthread_local variables: " + whose;
}

void set_up(CLI::App& app, Action& action) {
    app.description("heddle finds concurrency bugs: it runs a multithreaded program one step at a time, tries\n"
                    "interleavings, and hands back a token that replays any failing one.\n");
    app.get_formatter()->column_width(38);
    app.require_subcommand(1);
    app.set_version_flag("--version", version);
    add_list(app, action);
    add_explore(app, action);
    add_outcomes(app, action);
    add_replay(app, action);
    add_match(app, action);
    app.footer("heddle SUBCOMMAND --help tells more. The main job: heddle explore");
}

/// The first word says what to do: an unknown one is told apart from an unknown option.
void check_sub_command(std::vector<std::string> const& arguments) {
    std::string const all = fmt::format("{}", fmt::join(sub_commands, ", "));
    if (arguments.empty())
        throw UsageError(
            "a sub-command is missing: there are " + all
            + "\n  the main job is heddle explore; heddle --help tells more");
    std::string const& word = arguments.front();
    if (word == "-h" || word == "--help" || word == "--version") return;
    if (word.starts_with('-')) {
        throw UsageError(
            "unknown option " + shown(word) + ": options of a sub-command come after it\n  heddle --help tells more");
    }
    if (std::find(std::begin(sub_commands), std::end(sub_commands), word) != std::end(sub_commands)) return;
    if (auto const message = sub_command_not_built(word)) throw UsageError(*message);
    throw UsageError(
        "unknown sub-command " + shown(word) + ": there are " + all + "\n  " + did_you_mean(word, sub_commands)
        + "heddle --help tells more");
}

/// The sub-command being parsed, or the app itself.
CLI::App const& parsed(CLI::App const& app) {
    auto const subs = app.get_subcommands();
    return subs.empty() ? app : *subs.front();
}

/// `heddle`, or `heddle explore` once that is known.
std::string full_name_of(CLI::App const& app) {
    CLI::App const& sub = parsed(app);
    return &sub == &app ? "heddle" : "heddle " + sub.get_name();
}

/// What to say about arguments that have no meaning.
std::string superfluous(CLI::App const& app) {
    std::vector<std::string> const left = app.remaining(true);
    std::string const argument = left.empty() ? "" : left.front();
    if (!argument.starts_with('-')) return "one argument too many: " + shown(argument) + "\n  ";
    std::vector<std::string> options;
    for (CLI::Option const* const option : parsed(app).get_options()) {
        for (std::string const& name : option->get_lnames()) options.push_back("--" + name);
    }
    std::vector<std::string_view> const names(options.begin(), options.end());
    return "unknown option " + shown(argument) + "\n  " + did_you_mean(argument.substr(0, argument.find('=')), names);
}

ExitStatus
parse_and_run(CLI::App& app, Action const& action, std::vector<std::string> const& arguments, Streams const& streams) {
    check_sub_command(arguments);
    try {
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (CLI::CallForHelp const&) {
        streams.out << app.help();
        return ExitStatus::as_expected;
    } catch (CLI::CallForVersion const& version) {
        streams.out << version.what() << "\n";
        return ExitStatus::as_expected;
    } catch (CLI::ExtrasError const&) {
        throw UsageError(superfluous(app) + full_name_of(app) + " --help tells what there is");
    } catch (CLI::ArgumentMismatch const& error) {
        std::string const option{error.what()};
        throw UsageError(
            option.substr(0, option.find(':')) + " needs a value\n  " + full_name_of(app) + " --help tells which");
    } catch (CLI::ParseError const& error) {
        throw UsageError(std::string{error.what()} + "\n  " + full_name_of(app) + " --help tells more");
    }
    return action(streams);
}

}  // namespace

ExitStatus run(std::vector<std::string> const& arguments, Streams streams) {
    CLI::App app{"", "heddle"};
    Action action;
    try {
        set_up(app, action);
        ExitStatus const status = parse_and_run(app, action, arguments, streams);
        streams.out.flush();
        return status;
    } catch (UsageError const& error) {
        streams.out.flush();
        streams.err << printable(full_name_of(app) + ": " + error.what());
        return ExitStatus::wrong_usage;
    } catch (std::exception const& error) {
        streams.out.flush();
        streams.err << printable(std::string{"heddle internal error: "} + error.what());
        return ExitStatus::failed;
    }
}

}  // namespace heddle::command
