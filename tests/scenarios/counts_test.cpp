// SPDX-License-Identifier: Apache-2.0
// How many interleavings the scenarios have, and how many Mazurkiewicz traces, against figures that were worked out by brute
// force on another model.
#include <heddle/explore/explore.hpp>

#include <tests/scenarios/oracle_table.hpp>
#include <tests/scenarios/traces.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace heddle::scenarios {
namespace {

constexpr std::uint64_t most_interleavings = 20'000;

/// Why a program has other steps than the oracle's. Outcomes are the same, and so are traces unless something else is said.
enum class Steps : std::uint8_t {
    same,
    without_accesses,  ///< accesses to plain data are no steps here while races are findings: with them the counts are equal
    without_joins,  ///< a join is no choice here, and a step there
    without_print,  ///< the oracle's reader prints what it has read, a step of its own
    with_wakes,     ///< a wait is three steps here, wait, wake and lock; there two
    by_starts,      ///< starts and joins are steps there; accesses to plain data under a lock are none here; with_wakes
    with_polls,  ///< a poll is a load and a sleep here; there it is one step, taken when its condition holds. Traces differ
};

struct Known {
    std::string_view key;  ///< or its beginning, with a *
    Steps steps;
};

constexpr std::array other_steps{
    Known{"b_spin_2threads", Steps::with_polls},
    Known{"b_spin_3threads", Steps::with_polls},
    Known{"c_letters_spin", Steps::with_polls},
    Known{"d_mutex_early_read_*", Steps::without_print},
    Known{"d_mutex_join_N1", Steps::without_joins},
    Known{"e_while_*", Steps::with_wakes},
    Known{"e_if_*", Steps::with_wakes},
    Known{"e_insufficient", Steps::with_wakes},
    Known{"e2_*", Steps::with_wakes},
    Known{"f_shared_cv_while", Steps::with_wakes},
    Known{"f_two_waiters_notify_all", Steps::with_wakes},
    Known{"f_wg_*", Steps::by_starts},
    Known{"h_workers5", Steps::without_joins},
    Known{"j_event_early_set", Steps::without_print},
    Known{"j_notify_before_wait", Steps::with_wakes},
    Known{"m_late_locker_*", Steps::without_accesses},
    Known{"m_poll_*", Steps::without_accesses},
};

Steps steps_of(std::string_view key) {
    auto const is_meant = [&](Known const& known) {
        return known.key.ends_with('*') ? key.starts_with(known.key.substr(0, known.key.size() - 1)) : key == known.key;
    };
    auto const* const known = std::ranges::find_if(other_steps, is_meant);
    return known == other_steps.end() ? Steps::same : known->steps;
}

/// Where other operations conflict, or polls are counted.
std::uint64_t traces_wanted(std::string const& key, Oracle const& oracle) {
    if (key == "j_semaphore_2_of_3") return 258;  // 510 if releases conflicted with one another
    if (key == "m_worker_dies") return 0;         // it polls
    return steps_of(key) == Steps::with_polls ? 0 : oracle.traces;
}

std::vector<std::string> keys() {
    std::vector<std::string> all;
    for (auto const& [key, oracle] : oracle_table()) {
        bool const known = oracle.interleavings != 0;
        if (known && oracle.interleavings <= most_interleavings) all.push_back(key);
    }
    return all;
}

void check_executions(Enumerated const& enumerated, Oracle const& oracle) {
    EXPECT_EQ(enumerated.executions, oracle.interleavings);
    if (oracle.interleavings_of.empty()) return;  // too many outcomes to list
    EXPECT_EQ(enumerated.executions_of, oracle.interleavings_of);
}

/// An optimal search explores each trace once, and begins nothing in vain; with an await, whose predicate may look at
/// anything, it does.
std::uint64_t explored_by_dpor(Program& program) {
    Plan plan;
    plan.strategy = "dpor";
    plan.executions = 0;
    plan.keep_going = true;
    Report const report = explore(program, plan);
    EXPECT_TRUE(report.complete) << report.remark;
    bool const awaits = program.name == "kept_mutex.fixed";
    if (!awaits) {
        EXPECT_EQ(report.blocked, 0U);
    }
    return report.executions;
}

class Counts : public testing::TestWithParam<std::string> {};

TEST_P(Counts, AreTheOracles) {
    Oracle const& oracle = oracle_table().at(GetParam());
    Steps const steps = steps_of(GetParam());
    for (Resolved const& found : resolve(GetParam())) {
        std::unique_ptr<Program> const program = found.scenario->make(*found.variant, found.settings);
        SCOPED_TRACE(program->name);
        Enumerated const as_it_is = enumerate(*program);
        if (steps == Steps::same) {
            check_executions(as_it_is, oracle);
        } else {
            EXPECT_NE(as_it_is.executions, oracle.interleavings) << "it has the oracle's steps after all";
        }
        std::uint64_t const traces = traces_wanted(GetParam(), oracle);
        if (traces != 0) {
            EXPECT_EQ(as_it_is.traces, traces);
            EXPECT_EQ(explored_by_dpor(*program), traces);
        }
        EXPECT_LE(as_it_is.traces, as_it_is.executions);
        if (steps == Steps::without_accesses) {
            program->semantics.data_races = DataRaces::allowed;
            check_executions(enumerate(*program), oracle);
        }
    }
}

std::string test_name(testing::TestParamInfo<std::string> const& key) {
    std::string name = key.param;
    std::ranges::replace_if(
        name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Oracles, Counts, testing::ValuesIn(keys()), test_name);

TEST(Counts, AreEqualForMostKeys) {
    std::size_t equal = 0;
    for (auto const& [key, oracle] : oracle_table()) equal += steps_of(key) == Steps::same ? 1U : 0U;
    EXPECT_GE(equal, 53U);
}

}  // namespace
}  // namespace heddle::scenarios
