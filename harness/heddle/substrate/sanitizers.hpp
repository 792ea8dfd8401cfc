// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

/// What the sanitizers want to be told of fibers; empty where they are not there. ThreadSanitizer is told of switches
/// without synchronisation: with it, every switch would order the two threads and hide the races between them.
#if defined(HEDDLE_TSAN)
extern "C" {
void* __tsan_get_current_fiber();
void* __tsan_create_fiber(unsigned flags);
void __tsan_destroy_fiber(void* fiber);
void __tsan_switch_to_fiber(void* fiber, unsigned flags);
}
#endif
#if defined(HEDDLE_ASAN)
extern "C" {
void __sanitizer_start_switch_fiber(void** fake_stack_save, void const* bottom, std::size_t size);
void __sanitizer_finish_switch_fiber(void* fake_stack_save, void const** bottom_old, std::size_t* size_old);
void __asan_unpoison_memory_region(void const volatile* address, std::size_t size);
void __lsan_ignore_object(void const* object);
}
#endif

namespace heddle {

inline constexpr unsigned tsan_no_sync = 1;  ///< a switch that does not synchronise

}  // namespace heddle
