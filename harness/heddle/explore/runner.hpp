// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/fingerprint.hpp>
#include <heddle/core/program.hpp>
#include <heddle/core/replay_token.hpp>
#include <heddle/detect/detector.hpp>
#include <heddle/engine/engine.hpp>
#include <heddle/explore/breakpoint.hpp>
#include <heddle/strategy/recorder.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace heddle {

/// The detectors that a program needs, all with the same effort.
class Watch {
public:
    Watch(Semantics const& semantics, Effort effort);

    /// Which of them fired in the execution that ended so, one bit each in the order of the table.
    std::uint32_t fired(Conclusion const& conclusion) const noexcept;
    std::vector<Finding> findings(Conclusion const& conclusion) const;
    std::vector<Observer*>& observers() noexcept { return observers_; }

private:
    std::vector<std::unique_ptr<Detector>> detectors_;
    std::vector<Observer*> observers_;
};

/// Runs executions of one program, in two ways: fast, noticing only that something is wrong; or closely, when an execution
/// has to be explained, named by a token, or shown.
class Runner {
public:
    /// With `break_at` look() stops in the debugger after that step.
    explicit Runner(Program& program, std::optional<std::uint64_t> break_at = std::nullopt);

    /// The strategy's begin_execution has said true. end_execution is called.
    void run(Strategy& strategy);
    Conclusion const& conclusion() const noexcept { return conclusion_; }
    Watch const& noticed() const noexcept { return notice_; }

    /// What a close look at an execution gives.
    struct Close {
        Conclusion conclusion;
        std::vector<Finding> findings;  ///< kind, message, steps and preemptions filled in
        Schedule schedule;
        std::uint64_t preemptions = 0;
        std::uint64_t fingerprint = 0;
    };
    /// As run(), closely. Fills in the trace unless it is null.
    Close look(Strategy& strategy, Trace* trace = nullptr);

    bool reached_breakpoint() const noexcept { return breakpoint_ && breakpoint_->reached(); }

    Engine& engine() noexcept { return engine_; }
    Program& program() noexcept { return program_; }

private:
    Program& program_;
    std::unique_ptr<Substrate> carrier_;
    std::optional<Breakpoint> breakpoint_;
    Engine engine_;
    Watch notice_;
    std::unique_ptr<Watch> explain_;
    Fingerprint fingerprint_;
    Conclusion conclusion_;
    Trace seen_;  ///< for strategies that want events
};

}  // namespace heddle
