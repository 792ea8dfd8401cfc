// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "language.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <string>

/// The state of one execution of a program of the small language, and what a step does to it.
namespace heddle::language {

inline constexpr std::size_t most_threads = 4;
inline constexpr std::uint64_t no_deadline = std::numeric_limits<std::uint64_t>::max();
inline constexpr int nobody = -1;

struct Worker {
    std::size_t at = 0;  ///< statement that comes next
    int part = 0;        ///< of statements that take several steps
    int value = 0;       ///< the register
    int kept = 0;        ///< between the parts
    bool holds[2]{};
    std::uint64_t deadline = no_deadline;
};

struct Machine {
    std::array<Worker, most_threads> workers;
    int cells[2]{};
    int holder[2]{nobody, nobody};
    std::array<int, most_threads> queue{};  ///< who waits on the condition, the oldest first
    int queued = 0;
    bool signalled[most_threads]{};
    int permits = 0;
    bool event = false;
    int spurious = 0;
    std::uint64_t now = 0;
    std::string output;
};

enum class Way { done, timed_out, spurious };
struct Move {
    int worker;
    Way way;
    int pick;
};

/// Does one step of the worker's statement; true when it was the statement's last.
bool act(Machine& machine, Worker& self, Statement const& statement, Move const& move, bool atomics);

}  // namespace heddle::language
