// SPDX-License-Identifier: Apache-2.0
#include "explored.hpp"

#include <heddle/core/replay_token.hpp>

namespace heddle::explored {
namespace {

/// Two threads, of which the second does one thing more in every second execution.
Tale<Nothing> forgetful(int& executions, bool shows) {
    return Tale<Nothing>{
        [&executions](Nothing&) {
            bool const odd = ++executions % 2 == 1;
            atomic<int> x;
            thread one{[&] { x.store(1); }};
            thread two{[&, odd] {
                x.load();
                if (odd) x.store(2);
                x.load();
            }};
            one.join();
            two.join();
            require(false, "on purpose");
        },
        [&executions, shows](Nothing&) { return shows ? std::to_string(executions) : std::string{}; }};
}

TEST(Nondeterminism, is_reported_in_place_of_the_failure) {
    int executions = 0;
    auto program = forgetful(executions, false);
    Report const report = explore(program, plan_of("random", 1));
    ASSERT_EQ(report.findings.size(), 1U);
    EXPECT_EQ(report.findings[0].kind, FindingKind::nondeterminism);
    EXPECT_FALSE(report.complete);
}

TEST(Nondeterminism, names_the_first_step_that_differs) {
    int executions = 0;
    auto program = forgetful(executions, false);
    // Run until blocked: store by one; load, then store or load by two.
    Report const report = explore(program, plan_of("preempt:at=1000/1"));
    ASSERT_EQ(report.findings.size(), 1U);
    std::string const& message = report.findings[0].message;
    EXPECT_NE(message.find("first at step 2"), std::string::npos) << message;
    EXPECT_NE(message.find("thread 2"), std::string::npos) << message;
    EXPECT_NE(message.find("nondeterminism_test.cpp:"), std::string::npos) << message;
}

TEST(Nondeterminism, in_an_outcome_alone_is_found) {
    int executions = 0;
    Tale<Nothing> program{[&](Nothing&) { ++executions; }, [&](Nothing&) { return std::to_string(executions); }};
    Report const report = explore(program, plan_of("dfs"));
    EXPECT_EQ(kinds_of(report), std::set{FindingKind::nondeterminism});
}

TEST(Nondeterminism, makes_a_search_of_all_schedules_incomplete) {
    int executions = 0;
    Tale<Nothing> program{[&](Nothing&) {
        // A third thread in every fifth execution: the points of replayed prefixes change.
        bool const more = ++executions % 5 == 0;
        atomic<int> x;
        auto const touch = [&] {
            x.load();
            x.load();
        };
        thread one{touch};
        thread two{touch};
        thread three{[&, more] {
            if (more) x.load();
        }};
        one.join();
        two.join();
        three.join();
    }};
    Report const report = explore(program, plan_of("dfs", 1000));
    EXPECT_FALSE(report.complete);
}

TEST(Nondeterminism, is_not_seen_in_programs_that_only_use_choices) {
    Tale<Nothing> program{[](Nothing&) {
        atomic<unsigned> x;
        thread one{[&] { x.store(any_of(3)); }};
        thread two{[&] { x.fetch_add(any_of(2)); }};
        one.join();
        two.join();
        require(x.load() != 3, "on purpose");
    }};
    Report const report = explore(program, plan_of("dfs"));
    EXPECT_TRUE(report.complete);
    EXPECT_EQ(kinds_of(report), std::set{FindingKind::requirement});
}

}  // namespace
}  // namespace heddle::explored
