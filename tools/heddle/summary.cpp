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

/// The finding with the fewest preemptions: the one whose token a row shows.
Finding const* gentlest(Report const& report) {
    auto const fewer = [](Finding const& a, Finding const& b) { return a.preemptions < b.preemptions; };
    auto const first = std::min_element(report.findings.begin(), report.findings.end(), fewer);
    return first == report.findings.end() ? nullptr : &*first;
}

/// What a cell of the table has room for: the kind that the row's token shows, and how many other kinds there are.
/// `nondeterminism` leaves no room for their number, and is never expected: all kinds stand below the table then.
std::string found(Result const& result) {
    constexpr std::size_t room = 14;
    Report const& report = result.report;
    if (failed(result)) return "internal error";
    if (report.verified()) return result.status == ExitStatus::as_expected ? "verified" : "none, complete";
    Finding const* const finding = gentlest(report);
    if (finding == nullptr) return "nothing";
    std::string const kinds = kinds_found(report);
    std::string const first = name_of(finding->kind);
    auto const others = std::count(kinds.begin(), kinds.end(), ',');
    std::string const text = others == 0 ? first : fmt::format("{}+{}", first, others);
    return text.size() > room ? first : text;
}

char const* mark_of(Result const& result) noexcept {
    if (result.status == ExitStatus::as_expected) return " ";
    return result.status == ExitStatus::undecided ? "?" : "!";
}

void add_row(Rows& rows, Result const& result) {
    Report const& report = result.report;
    Finding const* const finding = gentlest(report);
    rows.add(
        {result.task->scenario->name, result.task->variant->name, report.strategy.substr(0, report.strategy.find(':')),
         fmt::format("{:>10}", grouped(report.executions)), mark_of(result) + found(result),
         fmt::format("{:>3}", finding == nullptr ? "" : std::to_string(finding->preemptions)),
         fmt::format("{:>6}", seconds_text(report.seconds)), finding == nullptr ? "" : finding->token});
}

void print_table(std::vector<Result> const& results, std::ostream& out) {
    Rows rows{{1, 1, 1, 1, 1, 1, 2}};
    rows.add({"scenario", "variant", "strategy", "executions", " found", "pre", "  time", "token"});
    for (Result const& result : results) add_row(rows, result);
    out << rows.text("").substr(1)
        << "\n\n! not as expected, ? undecided; pre: the fewest preemptions that showed it\n";
    auto const has_token = [](Result const& result) {
        Finding const* const finding = gentlest(result.report);
        return finding != nullptr && !finding->token.empty();
    };
    if (std::ranges::any_of(results, has_token)) out << "see one happen: heddle replay TOKEN --format columns\n";
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
    print_table(results, out);
    print_surprises(results, out);
    print_sums(results, out);
}

}  // namespace heddle::command
