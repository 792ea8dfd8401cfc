// SPDX-License-Identifier: Apache-2.0
#include "random_programs.hpp"

#include "generate.hpp"
#include "woven.hpp"

#include <optional>

namespace heddle::language {

namespace {

Report
explore_all(Source const& source, std::optional<unsigned> preemptions = {}, std::string const& strategy = "dfs") {
    WovenProgram program{source};
    Plan plan;
    plan.strategy = strategy;
    plan.executions = 0;
    plan.keep_going = true;
    plan.preemptions = preemptions;
    return explore(program, plan);
}

std::string table_of(Report const& report) {
    std::string text;
    for (OutcomeTally const& tally : report.outcomes) {
        text += (tally.ok ? "ok    " : "stuck ") + tally.outcome + "   x" + std::to_string(tally.executions) + '\n';
    }
    return text;
}

std::string table_of(Enumeration const& all, std::size_t preemptions) {
    std::string text;
    for (bool const ok : {true, false}) {
        for (auto const& [outcome, tally] : all.outcomes) {
            if (outcome.first != ok || tally.within(preemptions) == 0) continue;
            text +=
                (ok ? "ok    " : "stuck ") + outcome.second + "   x" + std::to_string(tally.within(preemptions)) + '\n';
        }
    }
    return text;
}

/// Without the numbers: whether they are all, and nothing else.
std::string outcomes_of(Report const& report) {
    std::string text;
    for (OutcomeTally const& tally : report.outcomes) text += (tally.ok ? "ok    " : "stuck ") + tally.outcome + '\n';
    return text;
}

std::string outcomes_of(Enumeration const& all) {
    std::string text;
    for (bool const ok : {true, false}) {
        for (auto const& [outcome, tally] : all.outcomes) {
            if (outcome.first == ok) text += (ok ? "ok    " : "stuck ") + outcome.second + '\n';
        }
    }
    return text;
}

}  // namespace

void expect_dpor_finds_every_trace_once(int programs) {
    check_so_often(programs, [] {
        Enumeration all;
        Source const source = arbitrary_source(5'000, all);
        RC_LOG() << text_of(source) << '\n';
        Report const report = explore_all(source, {}, "dpor");
        RC_LOG() << all.executions << " schedules, " << all.traces << " traces, " << report.executions
                 << " executions, " << report.blocked << " blocked\n";
        // Deadlines that come while others can move: what is found is right, and not said to be all.
        if (source.time == Time::adversarial || source.spurious > 0) {
            if (report.complete) RC_ASSERT(outcomes_of(report) == outcomes_of(all));
            for (OutcomeTally const& tally : report.outcomes)
                RC_ASSERT(all.outcomes.contains({tally.ok, tally.outcome}));
            return;
        }
        RC_ASSERT(report.complete);
        RC_ASSERT(outcomes_of(report) == outcomes_of(all));
        RC_ASSERT(report.executions == all.traces);
        RC_ASSERT(report.blocked == 0U);
    });
}

void expect_dfs_finds_every_schedule(int programs) {
    check_so_often(programs, [] {
        Enumeration all;
        Source const source = arbitrary_source(20'000, all);
        RC_LOG() << text_of(source) << '\n';
        RC_ASSERT(source_in(text_of(source)) == source);
        Report const report = explore_all(source);
        RC_ASSERT(table_of(report) == table_of(all, Enumeration::most_preemptions));
        RC_ASSERT(report.executions == all.executions);
        RC_ASSERT(report.points == all.steps);
        RC_ASSERT(report.blocked == 0U);
        RC_ASSERT(report.complete);
    });
}

void expect_bounded_dfs_finds_what_is_within(int programs) {
    check_so_often(programs, [] {
        Enumeration all;
        Source const source = arbitrary_source(20'000, all);
        RC_LOG() << text_of(source) << '\n';
        for (unsigned bound = 0; bound <= 3; ++bound) {
            Report const report = explore_all(source, bound);
            RC_ASSERT(table_of(report) == table_of(all, bound));
            RC_ASSERT(report.executions == all.within(bound));
            RC_ASSERT(report.complete == (all.within(bound) == all.executions));
            for (OutcomeTally const& tally : report.outcomes) RC_ASSERT(tally.preemptions <= bound);
        }
    });
}

}  // namespace heddle::language
