// SPDX-License-Identifier: Apache-2.0
#include <heddle/explore/runner.hpp>
#include <heddle/substrate/thread_locals.hpp>

namespace heddle {

Watch::Watch(Semantics const& semantics, Effort effort) {
    for (DetectorEntry const& entry : detectors()) {
        auto detector = entry.make(semantics, effort);
        if (detector == nullptr) continue;
        observers_.push_back(detector.get());
        detectors_.push_back(std::move(detector));
    }
}

std::uint32_t Watch::fired(Conclusion const& conclusion) const noexcept {
    std::uint32_t mask = 0;
    for (std::size_t i = 0; i < detectors_.size(); ++i) {
        // The others were told nothing: what they say is of an execution before.
        if (!conclusion.troubled && !listens(detectors_[i]->interest())) continue;
        if (detectors_[i]->fired()) mask |= 1U << i;
    }
    return mask;
}

std::vector<Finding> Watch::findings(Conclusion const& conclusion) const {
    std::vector<Finding> found;
    std::uint32_t const mask = fired(conclusion);
    for (std::size_t i = 0; i < detectors_.size(); ++i) {
        if ((mask >> i & 1U) != 0) detectors_[i]->report(found);
    }
    return found;
}

namespace {

Substrate&
substrate_of(Substrate& carrier, std::optional<Breakpoint>& breakpoint, std::optional<std::uint64_t> break_at) {
    if (!break_at) return carrier;
    return breakpoint.emplace(*break_at, carrier);
}

}  // namespace

Runner::Runner(Program& program, std::optional<std::uint64_t> break_at)
    : program_{program},
      carrier_{make_substrate()},
      engine_{substrate_of(*carrier_, breakpoint_, break_at)},
      notice_{program.semantics, Effort::notice} {}

void Runner::run(Strategy& strategy) {
    if (!strategy.wants_events()) {
        engine_.run(program_, strategy, notice_.observers(), conclusion_);
        strategy.end_execution(conclusion_.ending, {}, {});
        return;
    }
    engine_.run(program_, strategy, notice_.observers(), conclusion_, &seen_);
    strategy.end_execution(conclusion_.ending, seen_.events, seen_.pending);
}

Runner::Close Runner::look(Strategy& strategy, Trace* trace) {
    if (explain_ == nullptr) {
        explain_ = std::make_unique<Watch>(program_.semantics, Effort::explain);
        explain_->observers().push_back(&fingerprint_);
        if (breakpoint_) explain_->observers().push_back(&*breakpoint_);
    }
    Close close;
    Recorder recorder{strategy};
    engine_.run(program_, recorder, explain_->observers(), close.conclusion, trace);
    recorder.end_execution(close.conclusion.ending, {}, {});
    close.findings = explain_->findings(close.conclusion);
    close.schedule = recorder.schedule();
    close.preemptions = recorder.preemptions();
    close.fingerprint = fingerprint_.value();
    for (Finding& finding : close.findings) {
        finding.steps = close.conclusion.steps;
        finding.preemptions = close.preemptions;
    }
    if (trace != nullptr) {
        trace->preemptions = close.preemptions;
        trace->fingerprint = close.fingerprint;
    }
    return close;
}

}  // namespace heddle
