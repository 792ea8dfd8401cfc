// SPDX-License-Identifier: Apache-2.0
#include <heddle/substrate/machine.hpp>

#if !defined(__x86_64__)
#error "this file is for x86-64, which CMAKE_SYSTEM_PROCESSOR named, but the compiler makes code for another machine"
#endif

namespace heddle::machine {

/// mxcsr, and the x87 control word above it.
std::uint64_t control_words() noexcept {
    std::uint32_t mxcsr = 0;
    std::uint16_t control = 0;
    asm volatile("stmxcsr %0\n\tfnstcw %1" : "=m"(mxcsr), "=m"(control));
    return mxcsr | (std::uint64_t{control} << 32U);
}

void* first_frame(std::uintptr_t top, Substrate::Entry entry, void* argument, std::uint64_t control_words) noexcept {
    auto* const frame = reinterpret_cast<std::uint64_t*>(top) - 10;
    frame[0] = control_words;
    frame[1] = frame[2] = frame[3] = frame[6] = 0;          // r15 r14 r13 rbp
    frame[4] = reinterpret_cast<std::uintptr_t>(argument);  // r12
    frame[5] = reinterpret_cast<std::uintptr_t>(entry);     // rbx
    frame[7] = reinterpret_cast<std::uintptr_t>(&heddle_fiber_entry);
    frame[8] = frame[9] = 0;  // leaves rsp 16-aligned at the entry
    return frame;
}

}  // namespace heddle::machine
