// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/program.hpp>

#include <chrono>
#include <compare>
#include <optional>
#include <string>

namespace heddle::native {

/// How a native run ended. The names are printed and are part of the command's contract.
enum class Status {
    ok,       ///< the root thread ended
    stuck,    ///< it had not when the time was up
    crashed,  ///< the process ended before: a signal, or an exception that left a thread
};
char const* name_of(Status status) noexcept;

/// What a run came to.
struct Ending {
    Status status = Status::crashed;
    /// What observe() says. Nothing after a crash, nor when a thread that is stuck holds something that observe() needs.
    std::optional<std::string> outcome;
    std::string wrong;  ///< what check() says about a run that ended, or what ended the process

    auto operator<=>(Ending const&) const = default;
};

/// Runs the program once, over std and in a process of its own, which ends with the run: its root thread may take `limit`.
/// What it prints is thrown away. Demands a process with one thread. Throws std::system_error when there can be no
/// process.
Ending run_once(Program& program, std::chrono::milliseconds limit);

}  // namespace heddle::native
