// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/wording.hpp>
#include <heddle/render/describe.hpp>
#include <heddle/render/report.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace heddle {

namespace {

constexpr std::size_t most_outcomes = 20;

std::string counted(std::uint64_t number, char const* what) {
    return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

void put_search(Report const& report, std::ostream& out) {
    out << fmt::format(
        "{}: {}, seed {}: {}", report.program, report.strategy, report.seed, counted(report.executions, "execution"));
    if (report.blocked != 0) out << fmt::format(" and {} abandoned", report.blocked);
    out << fmt::format(
        ", {}, {:.2f} s, {}\n", counted(report.points, "step"), report.seconds,
        report.complete ? "complete" : "not complete");
    if (report.verified()) {
        out << "verified: every sequentially consistent interleaving was explored\n";
    } else if (report.complete) {
        out << "sequentially consistent interleavings only; every one was explored\n";
    } else {
        out << fmt::format(
            "sequentially consistent interleavings only; {} sampled, not exhaustive\n",
            counted(report.executions, "execution"));
    }
    if (!report.remark.empty()) out << report.remark << "\n";
}

void put_outcomes(Report const& report, std::ostream& out) {
    if (report.outcomes.size() < 2) return;
    out << "\n" << counted(report.outcomes.size(), "outcome") << ":";
    Rows rows{{2, 2, 2}};
    std::uint64_t rest = 0;
    for (std::size_t i = 0; i < report.outcomes.size(); ++i) {
        OutcomeTally const& tally = report.outcomes[i];
        if (i >= most_outcomes) {
            rest += tally.executions;
            continue;
        }
        std::string const number = counted(tally.executions, "execution");
        rows.add({tally.ok ? "ok" : "stuck", quoted(tally.outcome), number, tally.token});
    }
    out << rows.text() << "\n";
    if (report.outcomes.size() > most_outcomes) {
        out << fmt::format(
            "  ... and {} more in {}\n", report.outcomes.size() - most_outcomes, counted(rest, "execution"));
    }
}

}  // namespace

void render_finding(Finding const& finding, std::string const& strategy, std::ostream& out) {
    out << finding.message << "\n"
        << fmt::format(
               "execution {} of {}, step {}, {}\n", finding.execution, strategy, finding.steps,
               counted(finding.preemptions, "preemption"));
    if (!finding.token.empty()) out << "replay with: heddle replay " << finding.token << "\n";
}

void render_report(Report const& report, std::ostream& out) {
    put_search(report, out);
    for (Finding const& finding : report.findings) {
        out << "\n";
        render_finding(finding, report.strategy, out);
    }
    put_outcomes(report, out);
}

}  // namespace heddle
