// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "machine.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

namespace heddle::language {

/// Tells the traces of a program apart: schedules that differ only in the order of steps that commute are one. The relation is
/// written down here once more, for the small language.
class Traces {
public:
    struct Step {
        int worker = 0;
        Verb verb = Verb::skip;
        int what = 0;
        int part = 0;
        Way way = Way::done;
        int pick = 0;
        unsigned woken = 0;  ///< a bit for each worker whom the step notified
        bool moves_clock = false;
    };

    explicit Traces(bool atomics) : atomics_{atomics} {}

    void push(Step step, bool moves_clock) {
        step.moves_clock = moves_clock;
        steps_.push_back(step);
    }
    void pop() { steps_.pop_back(); }
    /// The steps so far are a whole schedule.
    void finish() { seen_.insert(canonical()); }

    std::size_t count() const { return seen_.size(); }

private:
    std::uint64_t canonical() const;
    bool dependent(Step const& first, Step const& second) const;
    bool on_same(Step const& a, Step const& b) const;
    bool enables(Step const& first, Step const& second) const;

    bool atomics_;
    std::vector<Step> steps_;
    std::set<std::uint64_t> seen_;
};

}  // namespace heddle::language
