// SPDX-License-Identifier: Apache-2.0
// Scenarios over std: the same sources as those that heddle explores, run by the machine as it likes.
#include <scenarios/scenario.hpp>
#include <tools/native/run.hpp>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdint>
#include <exception>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace heddle::native {

namespace {

struct Options {
    std::string program;
    std::vector<std::string> assignments;
    std::uint64_t runs = 100;
    std::uint64_t limit = 1000;
    std::uint64_t most_stuck = 3;
    bool json = false;
    bool list = false;
};

struct Tally {
    std::map<Ending, std::uint64_t> endings;
    std::uint64_t runs = 0;
    std::uint64_t stuck = 0;
};

std::unique_ptr<Program> program_of(Options const& options) {
    std::size_t const dot = options.program.find('.');
    scenarios::Scenario const* const scenario = scenarios::find(options.program.substr(0, dot));
    scenarios::Variant const* const variant =
        scenario == nullptr || dot == std::string::npos ? nullptr : scenario->variant(options.program.substr(dot + 1));
    if (variant == nullptr) return scenarios::make_program(options.program, {});  // it says what is wrong
    return scenario->make(*variant, {scenario->name, scenario->parameters, options.assignments});
}

Tally run_all(Program& program, Options const& options) {
    Tally tally;
    while (tally.runs < options.runs && (options.most_stuck == 0 || tally.stuck < options.most_stuck)) {
        Ending const ending = run_once(program, std::chrono::milliseconds{options.limit});
        ++tally.endings[ending];
        ++tally.runs;
        if (ending.status == Status::stuck) ++tally.stuck;
    }
    return tally;
}

std::string json_of(Program const& program, Options const& options, Tally const& tally) {
    nlohmann::ordered_json object;
    std::size_t const dot = program.name.find('.');
    object["scenario"] = program.name.substr(0, dot);
    object["variant"] = program.name.substr(dot + 1);
    object["params"] = nlohmann::ordered_json::object();
    for (auto const& [name, value] : program.parameters) object["params"][name] = value;
    object["runs"] = tally.runs;
    object["limit_ms"] = options.limit;
    object["outcomes"] = nlohmann::ordered_json::array();
    for (auto const& [ending, runs] : tally.endings) {
        nlohmann::ordered_json outcome;
        outcome["status"] = name_of(ending.status);
        outcome["outcome"] = ending.outcome ? nlohmann::ordered_json(*ending.outcome) : nlohmann::ordered_json(nullptr);
        outcome["runs"] = runs;
        outcome["wrong"] = ending.wrong;
        object["outcomes"].push_back(std::move(outcome));
    }
    return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

char const* runs_of(std::uint64_t count) { return count == 1 ? "run" : "runs"; }

std::string text_of(Program const& program, Options const& options, Tally const& tally) {
    std::string text =
        fmt::format("{}: {} native {} of at most {} ms", program.name, tally.runs, runs_of(tally.runs), options.limit);
    if (tally.runs < options.runs) text += fmt::format("; {} got stuck, which is enough", tally.stuck);
    text += "\n";
    for (auto const& [ending, runs] : tally.endings) {
        std::string const outcome = ending.outcome ? nlohmann::json(*ending.outcome).dump() : "not known";
        text += fmt::format("  {:7}  {}  {} {}", name_of(ending.status), outcome, runs, runs_of(runs));
        text += ending.wrong.empty() ? "\n" : fmt::format("  {}\n", ending.wrong);
    }
    return text;
}

void list() {
    for (scenarios::Scenario const& scenario : scenarios::catalogue()) {
        for (scenarios::Variant const& variant : scenario.variants) {
            std::cout << scenario.name << '.' << variant.name << '\n';
        }
    }
}

void set_up(CLI::App& app, Options& options) {
    constexpr std::int64_t many = 1'000'000'000;
    app.get_formatter()->column_width(38);
    CLI::Option* const program = app.add_option("SCENARIO.VARIANT", options.program, "lost_update.buggy, say");
    program->type_name("");
    app.add_option("--set", options.assignments, "a parameter of the scenario; repeatable")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
    app.add_option("--runs", options.runs, "how many runs; 100 if not given")
        ->check(CLI::Range(std::int64_t{1}, many))
        ->type_name("N");
    app.add_option("--limit", options.limit, "a run that takes longer is stuck; 1000 if not given")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{3'600'000}))
        ->type_name("MS");
    app.add_option("--stuck", options.most_stuck, "to end after so many stuck runs, or 0: not to; 3 if not given")
        ->check(CLI::Range(std::int64_t{0}, many))
        ->type_name("N");
    app.add_flag("--json", options.json, "one object instead of text");
    app.add_flag("--list", options.list, "names all that can be run, and ends")->excludes(program);
    app.footer(
        "Each run is a process of its own, over std::thread and the rest of std; sleeps are a thousandth of what\n"
        "the scenario says. heddle outcomes tells which outcomes there are at all.\n"
        "Exit status: 0, or 2 for arguments that cannot be used, or 4 when there could be no run.");
}

int run(Options const& options) {
    if (options.list) {
        list();
        return 0;
    }
    if (options.program.empty())
        throw std::invalid_argument("SCENARIO.VARIANT is missing\n  heddle_native --list names all that can be run");
    std::unique_ptr<Program> const program = program_of(options);
    Tally const tally = run_all(*program, options);
    std::cout << (options.json ? json_of(*program, options, tally) : text_of(*program, options, tally));
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app{"heddle_native runs scenarios natively and counts how they end.\n", "heddle_native"};
    set_up(app, options);
    try {
        app.parse(argc, argv);
        return run(options);
    } catch (CLI::ParseError const& error) {
        if (error.get_exit_code() == 0) return app.exit(error);  // --help
        std::cerr << "heddle_native: " << error.what() << "\n  heddle_native --help tells more\n";
        return 2;
    } catch (std::invalid_argument const& error) {
        std::cerr << "heddle_native: " << error.what() << '\n';
        return 2;
    } catch (std::exception const& error) {
        std::cerr << "heddle_native: there could be no run: " << error.what() << '\n';
        return 4;
    }
}

}  // namespace heddle::native

int main(int argc, char** argv) { return heddle::native::main(argc, argv); }
