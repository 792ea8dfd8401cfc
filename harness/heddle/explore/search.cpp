// SPDX-License-Identifier: Apache-2.0
#include <heddle/explore/last_words.hpp>
#include <heddle/explore/nondeterminism.hpp>
#include <heddle/explore/search.hpp>
#include <heddle/strategy/table.hpp>

#include <algorithm>
#include <utility>

namespace heddle {

namespace {

/// A schedule longer than this goes into a token as strategy, seed and index, where the strategy can jump to an index.
constexpr std::size_t longest_schedule = 48;

}  // namespace

Search::Search(Program& program, Plan const& plan)
    : program_{program},
      plan_{plan},
      strategy_{make_strategy(plan.strategy, plan.seed, plan.preemptions)},
      strategy_text_{canonical_strategy(plan.strategy)},
      runner_{program},
      begun_{std::chrono::steady_clock::now()} {
    report_.program = program.name;
    report_.strategy = strategy_text_;
    report_.seed = plan.seed;
    runner_.engine().set_teardown(plan.unwind ? Teardown::unwind : Teardown::drop);
}

double Search::seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
}

bool Search::plan_used_up() {
    if (plan_.executions != 0 && report_.executions + report_.blocked >= plan_.executions) return true;
    return plan_.budget && seconds() >= *plan_.budget;
}

void Search::tell_progress(bool always) {
    if (!plan_.progress) return;
    constexpr std::uint64_t executions_between_looks_at_the_clock = 64;
    if (!always && report_.executions % executions_between_looks_at_the_clock != 0) return;
    double const now = seconds();
    if (!always && now - told_ < 0.1) return;
    told_ = now;
    plan_.progress({report_.executions, report_.points, now, report_.outcomes.size(), report_.findings.size()});
}

Report Search::run() {
    bool exhausted = false;
    LastWordsOfSearch last_words{program_, *strategy_, strategy_text_, plan_.seed};
    for (std::uint64_t index = 0; !stop_; ++index) {
        if (!strategy_->begin_execution(index)) {
            exhausted = true;
            break;
        }
        if (plan_used_up()) break;
        last_words.set_execution(index);
        one_execution(index);
        tell_progress(false);
    }
    tell_progress(true);
    report_.complete = exhausted && strategy_->exhaustive() && !cut_ && !stop_;
    report_.remark = strategy_->remark();
    report_.seconds = seconds();
    auto const order = [](OutcomeTally const& a, OutcomeTally const& b) {
        return std::make_tuple(!a.ok, std::string_view{a.outcome})
               < std::make_tuple(!b.ok, std::string_view{b.outcome});
    };
    std::sort(report_.outcomes.begin(), report_.outcomes.end(), order);
    return std::move(report_);
}

void Search::one_execution(std::uint64_t index) {
    runner_.run(*strategy_);
    Conclusion const& conclusion = runner_.conclusion();
    report_.points += conclusion.steps;
    if (conclusion.ending == Ending::abandoned) {
        ++report_.blocked;
        return;
    }
    ++report_.executions;
    if (conclusion.ending == Ending::step_bound) cut_ = true;
    std::uint32_t const fired = runner_.noticed().fired(conclusion);
    looked_ = false;
    if (fired != 0 && failures_.emplace(fired, conclusion.ending, conclusion.outcome).second && look_again(index)) {
        report_failure(index);
    }
    if (plan_.outcomes) tally(index);
}

void Search::tally(std::uint64_t index) {
    Conclusion const& conclusion = runner_.conclusion();
    auto const is = [&](OutcomeTally const& tally) {
        return tally.ok == conclusion.ok && tally.outcome == conclusion.outcome;
    };
    if (last_ >= report_.outcomes.size() || !is(report_.outcomes[last_])) {
        auto const [place, added] = tallied_.try_emplace({conclusion.ok, conclusion.outcome}, report_.outcomes.size());
        last_ = place->second;
        if (added) {
            report_.outcomes.push_back({conclusion.ok, conclusion.outcome, 0, 0, {}});
            if (look_again(index)) {
                report_.outcomes[last_].token = token_of(index);
                report_.outcomes[last_].preemptions = close_.preemptions;
            }
        }
    }
    ++report_.outcomes[last_].executions;
}

bool Search::look_again(std::uint64_t index) {
    if (std::exchange(looked_, true)) return same_;
    strategy_->repeat_execution();
    close_ = runner_.look(*strategy_);
    Conclusion const& first = runner_.conclusion();
    same_ = close_.conclusion.ending == first.ending && close_.conclusion.steps == first.steps
            && close_.conclusion.outcome == first.outcome;
    if (!same_) report_nondeterminism(index);
    return same_;
}

void Search::report_failure(std::uint64_t index) {
    std::string const token = token_of(index);
    for (Finding& finding : close_.findings) {
        finding.token = token;
        finding.execution = index;
        add(std::move(finding));
    }
}

void Search::report_nondeterminism(std::uint64_t index) {
    Finding finding;
    finding.kind = FindingKind::nondeterminism;
    finding.execution = index;
    finding.steps = runner_.conclusion().steps;
    finding.message = describe_nondeterminism(runner_, *strategy_);
    add(std::move(finding));
}

void Search::add(Finding finding) {
    bool const beside_the_point = !plan_.expected.is_clean() && !plan_.expected.contains(finding.kind);
    if (!plan_.keep_going && !beside_the_point) stop_ = true;
    if (reported_.emplace(finding.kind, finding.message).second) report_.findings.push_back(std::move(finding));
}

std::string Search::token_of(std::uint64_t index) const {
    ReplayToken token;
    token.program = program_.name;
    token.parameters = program_.parameters;
    token.semantics = program_.semantics;
    if (close_.schedule.size() > longest_schedule && strategy_->jumps()) {
        token.choices = StrategyForm{strategy_text_, plan_.seed, index};
    } else {
        token.choices = close_.schedule;
    }
    token.fingerprint = close_.fingerprint;
    return encode(token);
}

}  // namespace heddle
