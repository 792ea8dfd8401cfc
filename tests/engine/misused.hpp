// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "executed.hpp"

#include <heddle/core/wording.hpp>

namespace heddle::executed {

/// Exactly these, by their words; misuse or what is left over, and nothing else but deadlocks.
template <class Body>
void expect_misuse(Misuse misuse, Body body, std::size_t findings = 1) {
    Executed const run{std::move(body)};
    std::string const word = name_of(misuse);
    EXPECT_FALSE(word.empty());
    bool told = false;
    for (Finding const& finding : run.findings()) told |= finding.message.find(word) != std::string::npos;
    EXPECT_TRUE(told) << word << " is not in\n" << run.messages();
    EXPECT_EQ(run.findings().size(), findings) << run.messages();
    // The fast look must fire as well, or a search never looks closely.
    Plan plan;
    plan.executions = 1;
    plan.keep_going = true;
    Report const report = explore("misuse", body, plan);
    EXPECT_EQ(report.findings.size(), findings) << word;
}

}  // namespace heddle::executed
