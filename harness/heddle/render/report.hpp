// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/report.hpp>

#include <ostream>

namespace heddle {

/// What a search found, in a few lines: the search and how far it got, its findings with their tokens, its outcomes
/// when there is more than one (the first 20). Says "verified" only when the report is.
void render_report(Report const& report, std::ostream& out);

/// One finding: its message, the execution it was found in, and how to replay it.
void render_finding(Finding const& finding, std::string const& strategy, std::ostream& out);

}  // namespace heddle
