// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/strategy.hpp>

#include <optional>

namespace heddle {

/// The first place at which a program did not follow a schedule.
struct Divergence {
    enum class Why : std::uint8_t {
        not_enabled,  ///< the choice was not among those of the point
        not_asked,    ///< there was nothing to choose at that step
        never_came,   ///< the execution ended and nobody had been asked at that step
    };
    std::uint64_t step = 0;
    Choice expected;
    Why why = Why::not_enabled;
    friend bool operator==(Divergence const&, Divergence const&) = default;
};

/// One line: what was expected at which step and why it could not be.
std::string text_of(Divergence const& divergence);

/// Runs one schedule: default_choice, except where the schedule departs from it. A departure that cannot be made is a
/// divergence; the first is noted and the execution goes on by default_choice and the rest of the schedule.
class ReplayStrategy final : public Strategy {
public:
    /// The steps of `schedule` rise.
    explicit ReplayStrategy(Schedule schedule);

    bool begin_execution(std::uint64_t index) override;
    void repeat_execution() override;
    Decision choose(SchedulingPoint const& point) noexcept override;
    void end_execution(Ending ending, std::span<Event const> events, std::span<Operation const> pending) override;
    std::string remark() const override;

    /// Nothing when the program followed. Final after end_execution.
    std::optional<Divergence> const& divergence() const noexcept { return divergence_; }

private:
    void note(Deviation const& deviation, Divergence::Why why) noexcept;

    Schedule schedule_;
    std::size_t next_ = 0;
    std::optional<Divergence> divergence_;
};

}  // namespace heddle
