// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/event.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace heddle {

class Directory;
struct Semantics;

/// What each thread announced last, by thread: operations that may stand apart in memory.
class Pending {
public:
    Pending() noexcept = default;
    Pending(std::span<Operation const> operations) noexcept
        : first_{reinterpret_cast<std::byte const*>(operations.data())},
          stride_{sizeof(Operation)},
          size_{operations.size()} {}
    Pending(std::vector<Operation> const& operations) noexcept : Pending{std::span<Operation const>{operations}} {}
    Pending(std::span<Event const> slots) noexcept
        : first_{reinterpret_cast<std::byte const*>(slots.data()) + offsetof(Event, operation)},
          stride_{sizeof(Event)},
          size_{slots.size()} {}

    Operation const& operator[](std::size_t thread) const noexcept {
        return *reinterpret_cast<Operation const*>(first_ + thread * stride_);
    }
    std::size_t size() const noexcept { return size_; }

private:
    std::byte const* first_ = nullptr;
    std::size_t stride_ = 0;
    std::size_t size_ = 0;
};

/// What a strategy sees when it decides. Kept in place from point to point: valid only during the call.
struct SchedulingPoint {
    std::uint64_t step = 0;                ///< the number this step will have
    std::uint64_t since = 0;               ///< the first step of `running`'s present turn
    ThreadId running = no_thread;          ///< who moved last; it may have ended since
    std::uint32_t threads = 0;             ///< how many different threads are in `enabled`
    std::span<Choice const> enabled;       ///< by thread, then outcome; never empty
    Pending pending;                       ///< by thread, enabled or not; of an ended thread: its last
    Directory const* directory = nullptr;  ///< names, for strategies that are told about objects by name
    Semantics const* semantics = nullptr;  ///< what the program's words mean
};

/// Which of point.enabled comes first of a thread; enabled.size() when it is not enabled.
std::size_t first_choice_of(SchedulingPoint const& point, ThreadId thread) noexcept;

/// Run until blocked: `running` goes on while it can and is not polite (yield, sleep); otherwise the next enabled thread
/// after it in the order of ids, round and round. Always the first outcome. An index into point.enabled.
/// Replay tokens are written as differences from this rule: it is frozen.
std::uint32_t default_choice(SchedulingPoint const& point) noexcept;

/// Whether going on with point.enabled[choice] is a preemption: a switch away from a thread whose announced operation is
/// enabled and is not a yield or a sleep.
bool is_preemption(SchedulingPoint const& point, std::uint32_t choice) noexcept;

/// Where a schedule departs from default_choice.
struct Deviation {
    std::uint64_t step = 0;
    Choice choice;
    friend bool operator==(Deviation const&, Deviation const&) = default;
};

/// The choices of one execution in canonical form: departures from run-until-blocked, in order of steps.
using Schedule = std::vector<Deviation>;

}  // namespace heddle
