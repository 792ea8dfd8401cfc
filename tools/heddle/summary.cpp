// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/wording.hpp>

#include <tools/heddle/summary.hpp>
#include <tools/heddle/values.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace heddle::command {

namespace {

bool failed(Result const& result) noexcept { return result.status == ExitStatus::failed; }

/// The kinds of findings, each once, in the order of finding.
std::string kinds_found(Report const& report) {
    std::vector<FindingKind> seen;
    std::string text;
    for (Finding const& finding : report.findings) {
        if (std::find(seen.begin(), seen.end(), finding.kind) != seen.end()) continue;
        seen.push_back(finding.kind);
        text.append(text.empty() ? "" : ", ").append(name_of(finding.kind));
    }
    return text;
}

std::string found(Result const& result) {
    constexpr std::size_t most = 24;
    Report const& report = result.report;
    if (failed(result)) return "internal error";
    if (report.verified()) return result.status == ExitStatus::as_expected ? "verified" : "nothing, complete";
    if (report.findings.empty()) return "nothing";
    std::string text = kinds_found(report);
    if (text.size() > most) text = text.substr(0, most - 3) + "...";
    return text;
}

/// The fewest preemptions with which something was found.
Finding const* gentlest(Report const& report) {
    auto const fewer = [](Finding const& a, Finding const& b) { return a.preemptions < b.preemptions; };
    auto const first = std::min_element(report.findings.begin(), report.findings.end(), fewer);
    return first == report.findings.end() ? nullptr : &*first;
}

void add_row(Rows& rows, Result const& result) {
    Report const& report = result.report;
    Finding const* const finding = gentlest(report);
    char const* mark = result.status == ExitStatus::as_expected ? "" : "!";
    if (result.status == ExitStatus::undecided) mark = "?";
    rows.add(
        {result.task->scenario->name, result.task->variant->name, report.strategy.substr(0, report.strategy.find(':')),
         fmt::format("{:>10}", grouped(report.executions)), mark + found(result),
         fmt::format("{:>11}", finding == nullptr ? "" : std::to_string(finding->preemptions)),
         fmt::format("{:>7}", seconds_text(report.seconds))});
}

void print_tokens(std::vector<Result> const& results, std::ostream& out) {
    Rows rows{{2}};
    for (Result const& result : results) {
        Finding const* const finding = gentlest(result.report);
        if (finding != nullptr && !finding->token.empty()) rows.add({result.report.program, finding->token});
    }
    if (rows.size() != 0) out << "\nsee one happen: heddle replay TOKEN --format columns" << rows.text() << "\n";
}

void print_surprises(std::vector<Result> const& results, std::ostream& out) {
    std::string text;
    for (Result const& result : results) {
        if (result.status != ExitStatus::as_expected)
            text += fmt::format("  {}: {}\n", result.report.program, verdict_of(result));
    }
    if (!text.empty()) out << "\nnot as expected:\n" << text;
}

void print_sums(std::vector<Result> const& results, std::ostream& out) {
    std::size_t expected = 0;
    std::size_t verified = 0;
    std::uint64_t executions = 0;
    double seconds = 0;
    for (Result const& result : results) {
        if (result.status == ExitStatus::as_expected) ++expected;
        if (!failed(result) && result.report.verified()) ++verified;
        executions += result.report.executions;
        seconds += result.report.seconds;
    }
    out << fmt::format(
        "\n{} variants, {} as expected, {} not; {} verified; {} executions in {}\n"
        "sequentially consistent interleavings only; verified: every one of them was explored\n",
        results.size(), expected, results.size() - expected, verified, grouped(executions), seconds_text(seconds));
}

}  // namespace

std::string text_of(Expectation const& expected) {
    std::string text;
    for (FindingKind const kind : expected.any_of) text.append(text.empty() ? "" : " or ").append(name_of(kind));
    return text;
}

std::string verdict_of(Result const& result) {
    Expectation const& expected = result.task->variant->expected;
    std::string const wanted = text_of(expected);
    std::string const kinds = kinds_found(result.report);
    switch (result.status) {
    case ExitStatus::as_expected:
        if (!kinds.empty()) return "as expected: it shows " + kinds;
        return result.report.verified() ? "as expected: clean, verified"
                                        : "as expected: nothing found; not every interleaving was explored";
    case ExitStatus::undecided:
        return fmt::format(
            "undecided: {} was not found, but not every interleaving was explored\n"
            "  give it more --executions or a longer --budget, another --seed or another --strategy",
            wanted);
    case ExitStatus::failed:
        return "the search failed: see the internal error";
    case ExitStatus::unexpected:
    case ExitStatus::wrong_usage:
        break;
    }
    if (kinds.empty()) return fmt::format("NOT as expected: no interleaving shows {}", wanted);
    if (expected.is_clean()) return fmt::format("NOT as expected: it shows {} and should be clean", kinds);
    return fmt::format("NOT as expected: it shows {} and should show {} only", kinds, wanted);
}

void print_summary(std::vector<Result> const& results, std::ostream& out) {
    Rows rows{{2, 2, 2, 2, 2, 2}};
    rows.add({"scenario", "variant", "strategy", "executions", "found", "preemptions", "   time"});
    for (Result const& result : results) add_row(rows, result);
    out << rows.text("").substr(1) << "\n";
    print_tokens(results, out);
    print_surprises(results, out);
    print_sums(results, out);
}

}  // namespace heddle::command
