// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/explore/explore.hpp>

#include <scenarios/scenario.hpp>

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace heddle::scenarios {

/// Every execution of a scenario's program, by dfs.
inline Report all_executions(std::string const& program, Parameters const& parameters) {
    Plan plan;
    plan.strategy = "dfs";
    plan.executions = 0;
    plan.keep_going = true;
    Report report = explore(*make_program(program, parameters), plan);
    EXPECT_TRUE(report.complete) << program;
    return report;
}

/// What can be observed of it.
inline std::set<std::string> all_outcomes(std::string const& program, Parameters const& parameters) {
    std::set<std::string> texts;
    for (OutcomeTally const& tally : all_executions(program, parameters).outcomes) texts.insert(tally.outcome);
    return texts;
}

}  // namespace heddle::scenarios
