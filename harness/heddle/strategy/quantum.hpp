// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/strategy.hpp>

namespace heddle {

/// Round robin by thread id, as a simple operating system would: a thread moves for up to `steps` steps, then comes the
/// next enabled thread after it. A thread that cannot go on gives the rest of its turn away. Always the first outcome.
/// A search of one execution.
///
/// When the turn is over and no other thread is enabled, the wheel comes straight back and a new turn of `steps` steps
/// begins. Nobody is asked where there is one choice, so this is not counted but computed: a thread that goes on alone
/// has its turns end at every multiple of `steps` after the step at which it began, and only there another thread,
/// enabled in the meantime, takes over.
class QuantumStrategy final : public Strategy {
public:
    /// `steps`: scheduling points in a turn, at least 1. Throws std::invalid_argument for 0.
    explicit QuantumStrategy(std::uint64_t steps);

    bool begin_execution(std::uint64_t index) override { return index == 0; }
    void repeat_execution() override {}
    Decision choose(SchedulingPoint const& point) noexcept override;

private:
    std::uint64_t steps_;
};

}  // namespace heddle
