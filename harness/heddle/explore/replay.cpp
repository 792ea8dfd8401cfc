// SPDX-License-Identifier: Apache-2.0
#include <heddle/explore/last_words.hpp>
#include <heddle/explore/replay.hpp>
#include <heddle/explore/runner.hpp>
#include <heddle/strategy/replay.hpp>
#include <heddle/strategy/table.hpp>

#include <stdexcept>

namespace heddle {

struct Replayed::Contents {
    Contents(Program& program, std::optional<std::uint64_t> break_at) : runner{program, break_at} {}

    Runner runner;
    Trace trace;
    std::vector<Finding> findings;
    std::string divergence;
};

Replayed::Replayed() = default;
Replayed::Replayed(Replayed&&) noexcept = default;
Replayed& Replayed::operator=(Replayed&&) noexcept = default;
Replayed::~Replayed() = default;

Trace const& Replayed::trace() const noexcept { return contents_->trace; }
std::vector<Finding> const& Replayed::findings() const noexcept { return contents_->findings; }
bool Replayed::same() const noexcept { return contents_->divergence.empty(); }
std::string const& Replayed::divergence() const noexcept { return contents_->divergence; }

namespace {

/// The strategy that makes the token's choices; `schedule` is it when it is a ReplayStrategy.
std::unique_ptr<Strategy> strategy_of(ReplayToken const& token, ReplayStrategy*& schedule) {
    if (auto const* const choices = std::get_if<Schedule>(&token.choices)) {
        auto strategy = std::make_unique<ReplayStrategy>(*choices);
        schedule = strategy.get();
        strategy->begin_execution(0);
        return strategy;
    }
    auto const& form = std::get<StrategyForm>(token.choices);
    auto strategy = make_strategy(form.strategy, form.seed, std::nullopt);
    if (!strategy->begin_execution(form.index)) {
        throw std::invalid_argument(
            "the token names execution " + std::to_string(form.index) + " of strategy " + form.strategy
            + ", which has no such execution");
    }
    return strategy;
}

}  // namespace

Replayed replay(Program& program, ReplayToken const& token, std::optional<std::uint64_t> break_at) {
    if (program.name != token.program) {
        throw std::invalid_argument(
            "the token is for program \"" + token.program + "\" and not for \"" + program.name + "\"");
    }
    if (break_at && !Breakpoint::debugged()) {
        throw std::invalid_argument(
            "to stop at step " + std::to_string(*break_at)
            + " a debugger is needed, and none is attached; run this under "
              "one, as gdb --args does");
    }
    program.semantics = token.semantics;
    Replayed replayed;
    replayed.contents_ = std::make_unique<Replayed::Contents>(program, break_at);
    Replayed::Contents& contents = *replayed.contents_;
    ReplayStrategy* schedule = nullptr;
    std::unique_ptr<Strategy> const strategy = strategy_of(token, schedule);
    LastWordsOfReplay const last_words;
    auto const close = contents.runner.look(*strategy, &contents.trace);
    if (break_at && !contents.runner.reached_breakpoint()) {
        throw std::invalid_argument(
            "there is no step " + std::to_string(*break_at) + " to stop at: the execution has "
            + std::to_string(close.conclusion.steps) + " steps, counted from 0");
    }
    contents.findings = close.findings;
    for (Finding& finding : contents.findings) finding.token = encode(token);
    if (schedule != nullptr && schedule->divergence()) {
        contents.divergence = text_of(*schedule->divergence());
    } else if (close.fingerprint != token.fingerprint) {
        contents.divergence =
            "every choice of the token could be made, but the trace is another one: the program does other "
            "things than when the token was made";
    }
    return replayed;
}

}  // namespace heddle
