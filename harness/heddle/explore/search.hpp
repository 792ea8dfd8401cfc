// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/report.hpp>
#include <heddle/explore/plan.hpp>
#include <heddle/explore/runner.hpp>

#include <chrono>
#include <map>
#include <set>
#include <tuple>

namespace heddle {

/// One search: executions under one strategy until it has no more, the plan is used up, or something was found.
class Search {
public:
    /// Throws std::invalid_argument for a plan that makes no sense.
    Search(Program& program, Plan const& plan);

    Report run();

private:
    bool plan_used_up();
    void tell_progress(bool always);
    void one_execution(std::uint64_t index);
    void tally(std::uint64_t index);
    /// Runs the last execution again, closely, unless that was done; reports nondeterminism if it is another one: false.
    bool look_again(std::uint64_t index);
    void report_failure(std::uint64_t index);
    void report_nondeterminism(std::uint64_t index);
    std::string token_of(std::uint64_t index) const;
    void add(Finding finding);
    double seconds() const;

    Program& program_;
    Plan const& plan_;
    std::unique_ptr<Strategy> strategy_;
    std::string strategy_text_;
    Runner runner_;
    Report report_;
    std::map<std::pair<bool, std::string>, std::size_t, std::less<>> tallied_;  ///< to report_.outcomes
    std::size_t last_ = SIZE_MAX;  ///< the tally of the execution before: most are alike
    std::set<std::tuple<std::uint32_t, Ending, std::string>> failures_;  ///< detectors that fired, ending, outcome
    std::set<std::pair<FindingKind, std::string>> reported_;
    std::chrono::steady_clock::time_point begun_;
    double told_ = 0;
    Runner::Close close_;  ///< of the last execution, if looked_
    bool looked_ = false;
    bool same_ = false;
    bool cut_ = false;   ///< an execution was cut by the step bound
    bool stop_ = false;  ///< something was found that ends the search
};

}  // namespace heddle
