// SPDX-License-Identifier: Apache-2.0
#include <tools/heddle/command.hpp>
#include <tools/heddle/not_built.hpp>
#include <tools/heddle/subcommands.hpp>
#include <tools/heddle/usage.hpp>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <exception>
#include <string_view>

namespace heddle::command {

namespace {

constexpr std::string_view sub_commands[] = {"list", "explore", "replay", "outcomes"};

void set_up(CLI::App& app, Action& action) {
    app.description("heddle finds concurrency bugs: it runs a multithreaded program one step at a time, tries\n"
                    "interleavings, and hands back a token that replays any failing one.\n");
    app.get_formatter()->column_width(38);
    app.require_subcommand(1);
    app.failure_message(CLI::FailureMessage::simple);
    add_list(app, action);
    add_explore(app, action);
    add_replay(app, action);
    add_outcomes(app, action);
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
    if (word.starts_with('-')
        || std::find(std::begin(sub_commands), std::end(sub_commands), word) != std::end(sub_commands))
        return;
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

/// What to say about an option that does not exist.
std::string unknown_option(CLI::App const& app, std::vector<std::string> const& arguments) {
    CLI::App const& sub = parsed(app);
    std::vector<std::string> options;
    for (CLI::Option const* const option : sub.get_options()) {
        for (std::string const& name : option->get_lnames()) options.push_back("--" + name);
    }
    std::vector<std::string_view> const names(options.begin(), options.end());
    for (std::string const& argument : arguments) {
        std::string const option = argument.substr(0, argument.find('='));
        if (!option.starts_with('-') || option == "-"
            || std::find(options.begin(), options.end(), option) != options.end())
            continue;
        return fmt::format("unknown option {}\n  {}", shown(option), did_you_mean(option, names));
    }
    return "there is an argument too many\n  ";
}

std::string prefix_of(CLI::App const& app) {
    CLI::App const& sub = parsed(app);
    return &sub == &app ? "heddle: " : "heddle " + sub.get_name() + ": ";
}

ExitStatus parse_and_run(CLI::App& app, Action& action, std::vector<std::string> arguments, Streams const& streams) {
    check_sub_command(arguments);
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    try {
        app.parse(std::move(reversed));
    } catch (CLI::CallForHelp const&) {
        streams.out << app.help();
        return ExitStatus::as_expected;
    } catch (CLI::ExtrasError const&) {
        throw UsageError(
            unknown_option(app, arguments) + prefix_of(app).substr(0, prefix_of(app).size() - 2)
            + " --help lists them");
    } catch (CLI::ParseError const& error) {
        throw UsageError(
            std::string{error.what()} + "\n  " + prefix_of(app).substr(0, prefix_of(app).size() - 2)
            + " --help tells more");
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
        streams.err << printable(prefix_of(app) + error.what());
        return ExitStatus::wrong_usage;
    } catch (std::exception const& error) {
        streams.out.flush();
        streams.err << printable(std::string{"heddle internal error: "} + error.what());
        return ExitStatus::failed;
    }
}

}  // namespace heddle::command
