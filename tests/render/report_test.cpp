// SPDX-License-Identifier: Apache-2.0
#include <heddle/render/report.hpp>

#include <tests/golden/golden.hpp>

#include <gtest/gtest.h>

#include <sstream>

namespace heddle {
namespace {

std::string report(Report const& report) {
    std::ostringstream out;
    render_report(report, out);
    return golden::masked(out.str());
}

Finding a_finding() {
    Finding finding;
    finding.kind = FindingKind::deadlock;
    finding.message = "deadlock: no thread can take a step\n  thread 1 waits for thread 1 to end";
    finding.token = "hd1-abc-12345678";
    finding.execution = 18;
    finding.steps = 9;
    finding.preemptions = 1;
    return finding;
}

Report a_report() {
    Report made;
    made.program = "bank_account";
    made.strategy = "dfs";
    made.executions = 924;
    made.points = 8316;
    made.seconds = 0.0123;
    return made;
}

TEST(RenderReport, SaysVerifiedOnlyWhenItIs) {
    Report made = a_report();
    EXPECT_EQ(report(made).find("verified"), std::string::npos);
    made.complete = true;
    golden::expect_golden("report_verified", report(made));
    made.findings.push_back(a_finding());
    EXPECT_EQ(report(made).find("verified"), std::string::npos);
    EXPECT_EQ(report(made).find("not exhaustive"), std::string::npos);
}

TEST(RenderReport, ShowsFindingsAndOutcomes) {
    Report made = a_report();
    made.strategy = "random";
    made.seed = 7;
    made.blocked = 3;
    made.remark = "the budget ended the search";
    made.findings.push_back(a_finding());
    made.outcomes.push_back({true, "2", 900, 0, "hd1-aaa-00000000"});
    made.outcomes.push_back({true, "W0 D \n", 23, 1, "hd1-bbb-00000000"});
    made.outcomes.push_back({false, "", 1, 1, "hd1-abc-12345678"});
    golden::expect_golden("report_findings", report(made));
}

TEST(RenderReport, CountsOutcomesBeyondTwenty) {
    Report made = a_report();
    for (std::uint64_t i = 0; i < 25; ++i) made.outcomes.push_back({true, std::to_string(i), i + 1, 0, ""});
    std::string const said = report(made);
    EXPECT_NE(said.find("25 outcomes:"), std::string::npos);
    EXPECT_NE(said.find("  ... and 5 more in 115 executions\n"), std::string::npos) << said;
}

TEST(RenderReport, HasNoTableForOneOutcome) {
    Report made = a_report();
    made.outcomes.push_back({true, "2", 924, 0, ""});
    EXPECT_EQ(report(made).find("outcome"), std::string::npos);
}

}  // namespace
}  // namespace heddle
