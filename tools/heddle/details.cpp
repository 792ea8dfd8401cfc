// SPDX-License-Identifier: Apache-2.0
// One variant in full.
#include <heddle/core/replay_token.hpp>
#include <heddle/core/wording.hpp>
#include <heddle/explore/replay.hpp>
#include <heddle/render/columns.hpp>
#include <heddle/render/describe.hpp>
#include <heddle/render/report.hpp>

#include <tools/heddle/summary.hpp>
#include <tools/heddle/values.hpp>

#include <fmt/format.h>

namespace heddle::command {

namespace {

/// Replays the first finding that has a token, and shows it, if it is short enough to be looked at.
void print_failing_execution(Result const& result, std::ostream& out) {
    constexpr std::uint64_t most_steps = 200;
    for (Finding const& finding : result.report.findings) {
        if (finding.token.empty()) continue;
        if (finding.steps > most_steps) {
            out << fmt::format(
                "\nexecution {} has {} steps: heddle replay TOKEN --format columns shows it side by side\n",
                finding.execution, grouped(finding.steps));
            return;
        }
        Replayed const replayed = replay(*result.task->program, decode(finding.token));
        out << "\nexecution " << finding.execution << ", side by side:\n";
        render_columns(replayed.trace(), out);
        return;
    }
}

/// How much the outcomes that are shown say about those that are not.
std::string claim_of(Report const& report) {
    if (report.complete) return "every sequentially consistent interleaving was explored: there are no other outcomes";
    return "sequentially consistent interleavings only, and not all of them were explored: there may be other outcomes";
}

}  // namespace

void print_result(Result const& result, std::ostream& out) {
    if (result.status != ExitStatus::failed) {
        render_report(result.report, out);
        print_failing_execution(result, out);
    }
    out << "\n" << result.report.program << ": " << verdict_of(result) << "\n";
}

void print_outcomes(Result const& result, std::ostream& out) {
    Report const& report = result.report;
    if (result.status == ExitStatus::failed) return;
    out << fmt::format(
        "{}: {}, {} executions, {}\n", report.program, report.strategy, grouped(report.executions),
        seconds_text(report.seconds));
    Rows rows{{2, 2, 2}};
    rows.add({"status", "outcome", "executions", "replay token of the first"});
    for (OutcomeTally const& tally : report.outcomes) {
        rows.add(
            {tally.ok ? "ok" : "stuck", heddle::quoted(tally.outcome), fmt::format("{:>10}", grouped(tally.executions)),
             tally.token});
    }
    out << rows.text().substr(1) << "\n" << claim_of(report) << "\n";
    if (!report.findings.empty()) {
        out << "findings:";
        Rows findings{{2}};
        for (Finding const& finding : report.findings) {
            findings.add({name_of(finding.kind), finding.message.substr(0, finding.message.find('\n'))});
        }
        out << findings.text() << "\n";
    }
    out << verdict_of(result) << "\n";
}

}  // namespace heddle::command
