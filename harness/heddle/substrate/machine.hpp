// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/substrate.hpp>

#include <cstdint>

/// What the switch needs to know of the machine. One pair of files each, and the build takes the pair of its processor:
/// switch_<machine>.S leaves one stack for another, machine_<machine>.cpp writes the frame that a new stack begins with.
extern "C" {

/// Leaves this stack, whose pointer goes to `*saved`, for `target`, and returns `value` there.
std::uint64_t heddle_switch(void** saved, void* target, std::uint64_t value);

/// As heddle_switch, but in place of returning there calls heddle_throw_abandoned: to the unwinder, whoever switched away
/// from `target` has called it.
std::uint64_t heddle_switch_throw(void** saved, void* target);

[[noreturn]] void heddle_throw_abandoned();

/// The first frame of a fiber. It calls heddle_fiber_begin, which never returns, and the unwinder stops at it.
void heddle_fiber_entry();

void heddle_fiber_begin(heddle::Substrate::Entry entry, void* argument);

}  // extern "C"

namespace heddle::machine {

/// How this OS thread does floating point (rounding, traps, denormals), as the switch keeps it on a stack. New fibers
/// begin with the carrier's.
std::uint64_t control_words() noexcept;

/// Writes below `top`, which is a multiple of 16, what heddle_switch takes off a stack on arrival, so that it arrives in
/// heddle_fiber_entry. Returns the stack pointer to switch to.
void* first_frame(std::uintptr_t top, Substrate::Entry entry, void* argument, std::uint64_t control_words) noexcept;

}  // namespace heddle::machine
