// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/event.hpp>
#include <heddle/core/schedule.hpp>
#include <heddle/core/verdict.hpp>

#include <cstdint>
#include <span>
#include <string>

namespace heddle {

/// An index into SchedulingPoint::enabled, or `abandon`.
using Decision = std::uint32_t;
inline constexpr Decision abandon = UINT32_MAX;

/// Decides who moves next. Sees pending operations and imports only this room's types. For equal calls it must make equal
/// decisions, on any machine.
class Strategy {
public:
    Strategy() = default;
    Strategy(Strategy const&) = delete;
    Strategy& operator=(Strategy const&) = delete;
    virtual ~Strategy() = default;

    /// The next execution of the search has this index, counted from 0. False: nothing is left to explore.
    virtual bool begin_execution(std::uint64_t index) = 0;

    /// The execution that comes next is the last one once more: the same decisions again, and no progress of the search.
    virtual void repeat_execution() = 0;

    /// Whether begin_execution takes any index at any time: strategy, seed and index then name an execution.
    virtual bool jumps() const noexcept { return true; }

    /// Of a strategy that does not jump: what the execution that runs has decided so far, in canonical form.
    virtual Schedule schedule_so_far() const { return {}; }

    /// Decides at a scheduling point with more than one choice (with one choice nobody is asked, unless
    /// wants_every_point). On the hot path: no allocation, no lock.
    virtual Decision choose(SchedulingPoint const& point) noexcept = 0;

    /// The execution that began last has ended. `events` is empty unless wants_events.
    virtual void end_execution(Ending, std::span<Event const> events, std::span<Operation const> pending) {
        (void)events, (void)pending;
    }

    virtual bool wants_every_point() const noexcept { return false; }
    virtual bool wants_events() const noexcept { return false; }

    /// Whether, once begin_execution has said false, every execution of the program was explored, and none cut by a bound.
    virtual bool exhaustive() const noexcept { return false; }

    /// What to say in a report when the search ended incomplete or did nothing ("" when there is nothing to say).
    virtual std::string remark() const { return {}; }
};

/// A strategy that walks a tree and can be stopped and resumed. (dfs today; checkpoint and jobs build on it.)
class TreeStrategy : public Strategy {
public:
    /// What is left to explore, as text without blanks.
    virtual std::string frontier() const = 0;
    /// Goes on where frontier() was taken. Throws std::invalid_argument when the text is none of this strategy's.
    virtual void restore(std::string const& frontier) = 0;
};

}  // namespace heddle
