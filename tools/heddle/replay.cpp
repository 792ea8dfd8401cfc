// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/replay_token.hpp>
#include <heddle/explore/replay.hpp>
#include <heddle/render/columns.hpp>
#include <heddle/render/text.hpp>

#include <scenarios/scenario.hpp>
#include <tools/heddle/json.hpp>
#include <tools/heddle/not_built.hpp>
#include <tools/heddle/output.hpp>
#include <tools/heddle/perfetto.hpp>
#include <tools/heddle/subcommands.hpp>
#include <tools/heddle/token_program.hpp>
#include <tools/heddle/usage.hpp>
#include <tools/heddle/values.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <optional>

namespace heddle::command {

namespace {

struct ReplayOptions {
    std::string token;
    std::string format = "text";
    std::string output = "-";
    std::optional<std::uint64_t> break_at;
};

void check(ReplayOptions const& options) {
    static constexpr std::string_view formats[] = {"text", "columns", "json", "perfetto"};
    if (options.format == "html") throw UsageError(not_built("--format html", "--format columns"));
    if (std::find(std::begin(formats), std::end(formats), options.format) != std::end(formats)) return;
    throw UsageError(fmt::format(
        "unknown --format {}: nothing renders that\n  {}it is {}", shown(options.format),
        did_you_mean(options.format, formats), fmt::join(formats, ", ")));
}

void render(Replayed const& replayed, std::string const& format, std::ostream& out) {
    if (format == "json") {
        out << json_line(json_of(replayed.trace()));
        return;
    }
    if (format == "perfetto") {
        out << json_line(perfetto_of(replayed.trace()));
        return;
    }
    if (format == "columns") {
        render_columns(replayed.trace(), out);
    } else {
        render_text(replayed.trace(), out);
    }
    for (Finding const& finding : replayed.findings()) out << "\n" << finding.message << "\n";
}

std::string divergence_message(Replayed const& replayed, ReplayToken const& token) {
    return fmt::format(
        "heddle replay: the execution diverged from its token: {}\n"
        "  {} was changed since the token was made, or its build differs; look for the finding again with: heddle "
        "explore {}",
        replayed.divergence(), token.program, token.program.substr(0, token.program.find('.')));
}

ExitStatus replay_token(ReplayOptions const& options, Streams const& streams) {
    check(options);
    TokenProgram const known = program_of_token(options.token);
    Output output{"--output", options.output, streams.out};
    Replayed const replayed = reading([&] { return replay(*known.program, known.token, options.break_at); });
    render(replayed, options.format, output.stream());
    output.flush();
    if (replayed.same()) return ExitStatus::as_expected;
    streams.err << printable(divergence_message(replayed, known.token));
    return ExitStatus::unexpected;
}

}  // namespace

void add_replay(CLI::App& app, Action& action) {
    auto const options = std::make_shared<ReplayOptions>();
    CLI::App& sub = *app.add_subcommand("replay", "run one execution once more, exactly, and show it");
    sub.add_option("TOKEN", options->token, "as a report prints it: hd1-...")->type_name("")->required();
    sub.add_option("--format", options->format, "text (the default), columns, json or perfetto; html: not built yet")
        ->type_name("FORMAT");
    sub.add_option("--output", options->output, "write to FILE; - is standard output, the default")->type_name("FILE");
    sub.add_option("--break-at", options->break_at, "stop in the debugger when this step was taken")
        ->type_name("STEP")
        ->check(whole_number());
    sub.footer("Exit status: 0 the same trace, 1 it diverged, 2 wrong usage or a damaged token, 4 internal error.");
    sub.callback(
        [&action, options] { action = [options](Streams const& streams) { return replay_token(*options, streams); }; });
}

}  // namespace heddle::command
