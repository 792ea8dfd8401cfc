// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/report.hpp>
#include <heddle/core/verdict.hpp>

#include <optional>
#include <vector>

namespace heddle::command {

/// What the process returns. Part of the command's contract.
enum class ExitStatus : int {
    as_expected =
        0,  ///< clean and nothing found, verified or not; or an expected finding; or a replay with the same trace
    unexpected = 1,   ///< a finding nobody expected; an expected one that does not exist; a replay that diverged
    wrong_usage = 2,  ///< the arguments cannot be used
    undecided = 3,    ///< the expected finding was not found, but not everything was searched
    failed = 4,       ///< the tool itself failed
};

/// What the search of one variant comes to.
ExitStatus status_of(Expectation const& expected, bool complete, std::vector<Finding> const& findings);
inline ExitStatus status_of(Expectation const& expected, Report const& report) {
    return status_of(expected, report.complete, report.findings);
}

/// The worse of two, in the order failed, wrong_usage, unexpected, undecided, as_expected.
ExitStatus worse(ExitStatus a, ExitStatus b) noexcept;

/// Whether the variant is what it is expected to be; nothing when the search ended before it could tell.
std::optional<bool> as_expected(ExitStatus status) noexcept;

}  // namespace heddle::command
