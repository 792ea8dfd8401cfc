// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/substrate.hpp>

#include <memory>
#include <string>

namespace heddle {

/// What the thread_local variables of the program under test are.
struct ThreadLocals {
    bool own =
        false;  ///< each thread has its own, new in each execution; or all share those of the thread that explores
    std::string why;  ///< if shared
};

/// What they are in this process: own if there are any, for they make a switch cost twice as much. In the environment,
/// HEDDLE_THREAD_LOCAL=own says that there are (what only libraries have that are loaded later is not seen; and errno,
/// pthread_self() and pthread keys are a thread's own with them), and HEDDLE_THREAD_LOCAL=shared makes all share. Nothing makes
/// each thread have its own where this build, machine or process cannot.
ThreadLocals thread_locals();

/// Carries threads accordingly.
std::unique_ptr<Substrate> make_substrate();

}  // namespace heddle
