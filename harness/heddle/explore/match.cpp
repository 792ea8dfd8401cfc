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

/// Goes on until the text is printed, nothing is left, or the time is up.
void search(Runner& runner, MatchStrategy& strategy, double until, Match& match, bool& races) {
    std::uint64_t index = 0;
    while (!match.found && now() < until && strategy.begin_execution(index++)) {
        runner.run(strategy);
        ++match.executions;
        races = races || has_data_race(runner);
        if (strategy.matched()) look(runner, strategy, match);
    }
    match.longest = std::max(match.longest, strategy.longest());
    match.remark = strategy.remark();
}

}  // namespace

Match match(Program& program, std::string const& text, std::optional<double> budget) {
    double const begun = now();
    double const until = budget ? begun + *budget : std::numeric_limits<double>::infinity();
    Match match;
    Runner runner{program};
    bool races = false;
    MatchStrategy quick{text};
    search(runner, quick, until, match, races);
    if (!match.found && quick.exhaustive()) {
        MatchStrategy exact{text, false};
        search(runner, exact, until, match, races);
        match.complete = !match.found && exact.exhaustive() && !races;
    }
    if (match.found) match.longest = text.size();
    if (races) match.remark = "data races were found, and what is read in a race does not depend on the schedule alone";
    match.seconds = now() - begun;
    return match;
}

}  // namespace heddle
