// SPDX-License-Identifier: Apache-2.0
#include <heddle/explore/match.hpp>
#include <heddle/explore/runner.hpp>
#include <heddle/strategy/match.hpp>

#include <algorithm>
#include <chrono>
#include <limits>

namespace heddle {

namespace {

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

bool has_data_race(Runner const& runner) {
    auto const findings = runner.noticed().findings(runner.conclusion());
    auto const is = [](Finding const& finding) { return finding.kind == FindingKind::data_race; };
    return std::any_of(findings.begin(), findings.end(), is);
}

void look(Runner& runner, MatchStrategy& strategy, Match& match) {
    strategy.repeat_execution();
    Runner::Close const close = runner.look(strategy);
    ReplayToken token;
    token.program = runner.program().name;
    token.parameters = runner.program().parameters;
    token.semantics = runner.program().semantics;
    token.choices = close.schedule;
    token.fingerprint = close.fingerprint;
    match.found = strategy.matched();
    match.token = encode(token);
    match.preemptions = close.preemptions;
    match.steps = close.conclusion.steps;
}

/// How much of a text that cannot be printed can be: the same search again, which now leaves nothing that may print more.
void measure_longest(Runner& runner, std::string const& text, double until, Match& match) {
    MatchStrategy strategy{text, false};
    std::uint64_t index = 0;
    while (now() < until && strategy.begin_execution(index++)) runner.run(strategy);
    match.longest = strategy.longest();
    match.longest_is_exact = strategy.exhaustive();
}

}  // namespace

Match match(Program& program, std::string const& text, std::optional<double> budget) {
    double const begun = now();
    double const until = budget ? begun + *budget : std::numeric_limits<double>::infinity();
    Match match;
    Runner runner{program};
    MatchStrategy strategy{text};
    bool races = false;
    while (!match.found && now() < until && strategy.begin_execution(match.executions)) {
        runner.run(strategy);
        ++match.executions;
        races = races || has_data_race(runner);
        if (strategy.matched()) look(runner, strategy, match);
    }
    match.longest = match.found ? text.size() : strategy.longest();
    match.complete = !match.found && strategy.exhaustive() && !races;
    match.remark = strategy.remark();
    if (races) match.remark = "data races were found, and what is read in a race does not depend on the schedule alone";
    if (match.complete) measure_longest(runner, text, until, match);
    match.seconds = now() - begun;
    return match;
}

}  // namespace heddle
