// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The register by which code finds thread_local variables, and who may write it. Another machine is added here.

#if defined(__x86_64__) && defined(__linux__)
#include <sys/auxv.h>
#endif

namespace heddle {

#if defined(__x86_64__) && defined(__linux__)

inline constexpr bool has_thread_pointer = true;

/// Whether the kernel lets user code write it.
inline bool thread_pointer_is_ours() noexcept {
    constexpr unsigned long fsgsbase = 2;  // HWCAP2_FSGSBASE
    return (getauxval(AT_HWCAP2) & fsgsbase) != 0;
}

inline void* thread_pointer() noexcept {
    void* pointer = nullptr;
    asm volatile("mov %%fs:0, %0" : "=r"(pointer));  // the ABI keeps a copy where it points to
    return pointer;
}

inline void set_thread_pointer(void* pointer) noexcept { asm volatile("wrfsbase %0" : : "r"(pointer) : "memory"); }

#else

inline constexpr bool has_thread_pointer = false;
inline bool thread_pointer_is_ours() noexcept { return false; }
inline void* thread_pointer() noexcept { return nullptr; }
inline void set_thread_pointer(void*) noexcept {}

#endif

}  // namespace heddle
