// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace heddle {

enum class DataRaces : std::uint8_t { finding, allowed };
enum class Time : std::uint8_t { quiescent, adversarial };
enum class Notify : std::uint8_t { any, oldest };

/// What the words of the program mean, apart from who moves when. Part of the program and of every token.
struct Semantics {
    /// finding: accesses to shared<T> are events without a choice and races among them are reported.
    /// allowed: each access is a scheduling point and atomic by itself, as under Python's interpreter lock.
    DataRaces data_races = DataRaces::finding;
    /// quiescent: the clock moves to the earliest deadline when nothing else can move.
    /// adversarial: the earliest deadline may come at any point.
    Time time = Time::quiescent;
    /// Whom notify_one wakes: any waiter, which is a choice, or the one that waits longest.
    Notify notify = Notify::any;
    /// How many wake-ups without cause an execution may have, from condition variables and atomics.
    std::uint16_t spurious = 0;
    /// How many weak compare-exchanges of an execution may fail without cause.
    std::uint16_t weak_failures = 0;
    /// C++'s rule: when the root thread ends, the execution ends.
    bool main_ends_process = false;
    /// The execution is cut after this many steps; the search is then not complete.
    std::uint64_t step_bound = 1'000'000;

    friend bool operator==(Semantics const&, Semantics const&) = default;
};

}  // namespace heddle
