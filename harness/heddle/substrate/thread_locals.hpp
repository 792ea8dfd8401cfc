// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/substrate.hpp>

#include <memory>
#include <string>

namespace heddle {

/// What the thread_local variables of the program under test are.
struct ThreadLocals {
    bool own = false;  ///< each thread has its own, new in each execution; or all share those of the thread that explores
    std::string why;   ///< if shared
};

/// What they are in this process. HEDDLE_THREAD_LOCAL=shared in the environment makes all share; nothing makes each have its
/// own where this build, machine or process cannot.
ThreadLocals thread_locals();

/// Carries threads accordingly.
std::unique_ptr<Substrate> make_substrate();

}  // namespace heddle
