// SPDX-License-Identifier: Apache-2.0
#include <tools/heddle/exit_status.hpp>

namespace heddle::command {

namespace {

int badness(ExitStatus status) noexcept {
    switch (status) {
    case ExitStatus::as_expected:
        return 0;
    case ExitStatus::undecided:
        return 1;
    case ExitStatus::unexpected:
        return 2;
    case ExitStatus::wrong_usage:
        return 3;
    case ExitStatus::failed:
        break;
    }
    return 4;
}

}  // namespace

ExitStatus status_of(Expectation const& expected, bool complete, std::vector<Finding> const& findings) {
    for (Finding const& finding : findings) {
        if (!expected.contains(finding.kind)) return ExitStatus::unexpected;
    }
    if (expected.is_clean() || !findings.empty()) return ExitStatus::as_expected;
    return complete ? ExitStatus::unexpected : ExitStatus::undecided;
}

ExitStatus worse(ExitStatus a, ExitStatus b) noexcept { return badness(a) >= badness(b) ? a : b; }

std::optional<bool> as_expected(ExitStatus status) noexcept {
    if (status == ExitStatus::undecided) return std::nullopt;
    return status == ExitStatus::as_expected;
}

}  // namespace heddle::command
