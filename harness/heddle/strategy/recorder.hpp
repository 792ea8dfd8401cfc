// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/strategy.hpp>

namespace heddle {

/// Passes every call on to another strategy and writes down what it decides, as a schedule in canonical form. Takes
/// memory only when a schedule grows beyond all before it.
class Recorder final : public Strategy {
public:
    /// `inner` must live as long as the recorder.
    explicit Recorder(Strategy& inner);

    bool begin_execution(std::uint64_t index) override;
    void repeat_execution() override;
    Decision choose(SchedulingPoint const& point) noexcept override;
    void end_execution(Ending ending, std::span<Event const> events, std::span<Operation const> pending) override {
        inner_.end_execution(ending, events, pending);
    }
    bool jumps() const noexcept override { return inner_.jumps(); }
    Schedule schedule_so_far() const override { return schedule_; }
    bool wants_every_point() const noexcept override { return inner_.wants_every_point(); }
    bool wants_events() const noexcept override { return inner_.wants_events(); }
    bool exhaustive() const noexcept override { return inner_.exhaustive(); }
    std::string remark() const override { return inner_.remark(); }

    /// Of the execution that began last, up to now.
    Schedule const& schedule() const noexcept { return schedule_; }
    std::uint64_t preemptions() const noexcept { return preemptions_; }

private:
    void clear() noexcept;

    Strategy& inner_;
    Schedule schedule_;
    std::uint64_t preemptions_ = 0;
};

}  // namespace heddle
