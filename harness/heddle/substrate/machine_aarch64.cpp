// SPDX-License-Identifier: Apache-2.0
#include <heddle/substrate/machine.hpp>

#include <algorithm>

#if !defined(__aarch64__)
#error "this file is for aarch64, which CMAKE_SYSTEM_PROCESSOR named, but the compiler makes code for another machine"
#endif

namespace heddle::machine {

/// fpcr.
std::uint64_t control_words() noexcept {
    std::uint64_t fpcr = 0;
    asm volatile("mrs %0, fpcr" : "=r"(fpcr));
    return fpcr;
}

void* first_frame(std::uintptr_t top, Substrate::Entry entry, void* argument, std::uint64_t control_words) noexcept {
    constexpr std::size_t words = 22;  // fpcr and a gap, x19 to x30, d8 to d15
    auto* const frame = reinterpret_cast<std::uint64_t*>(top) - words;
    std::fill_n(frame, words, 0);  // x29 is 0: the chain of frame records ends here
    frame[0] = control_words;
    frame[2] = reinterpret_cast<std::uintptr_t>(entry);                 // x19
    frame[3] = reinterpret_cast<std::uintptr_t>(argument);              // x20
    frame[13] = reinterpret_cast<std::uintptr_t>(&heddle_fiber_entry);  // x30
    return frame;
}

}  // namespace heddle::machine
