// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heddle {

/// How an execution ended. The names are printed and are part of the command's contract.
enum class Ending : std::uint8_t {
    finished,    ///< every thread ended
    deadlock,    ///< a thread has not ended and none can take a step
    livelock,    ///< only pollers can move and nothing will ever change for them
    failed,      ///< a requirement failed; the execution was stopped there
    step_bound,  ///< cut after Semantics::step_bound steps
    abandoned,   ///< cut by the strategy
};
char const* name_of(Ending ending) noexcept;

/// What is wrong with an execution. The names are printed and are part of the command's contract.
enum class FindingKind : std::uint8_t {
    data_race,
    deadlock,
    livelock,
    misuse,
    held_at_end,     ///< a mutex is still held when the execution has finished
    never_joined,    ///< a thread was neither joined nor detached
    exception,       ///< an exception left a thread
    requirement,     ///< require() or the scenario's check of the outcome failed
    nondeterminism,  ///< the same choices gave another execution
};
inline constexpr std::size_t finding_kinds = 9;
char const* name_of(FindingKind kind) noexcept;
/// The kind of that name; false when there is none.
bool finding_kind_of(std::string_view name, FindingKind& kind) noexcept;

/// One thing that is wrong, ready to be printed.
struct Finding {
    FindingKind kind{};
    std::string message;          ///< what; who and where; why: one headline, then indented lines
    std::string token;            ///< replays it
    std::uint64_t execution = 0;  ///< index in the search
    std::uint64_t steps = 0;
    std::uint64_t preemptions = 0;
};

/// What a variant of a scenario is expected to show: nothing, or at least one of these kinds.
struct Expectation {
    std::vector<FindingKind> any_of;

    static Expectation clean() { return {}; }
    bool is_clean() const noexcept { return any_of.empty(); }
    bool contains(FindingKind kind) const noexcept {
        for (FindingKind const expected : any_of) {
            if (expected == kind) return true;
        }
        return false;
    }
};

}  // namespace heddle
