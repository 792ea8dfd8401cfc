// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Tells ThreadSanitizer the happens-before of the program under test. The scheduler itself is not instrumented and is
/// silent, so these edges, made from Effects, are all that ThreadSanitizer knows. Without ThreadSanitizer: nothing.
#if defined(HEDDLE_TSAN)
extern "C" {
void __tsan_acquire(void* address);
void __tsan_release(void* address);
void __tsan_atomic8_store(char volatile* address, char value, int order);
void AnnotateIgnoreReadsBegin(char const* file, int line);
void AnnotateIgnoreReadsEnd(char const* file, int line);
void AnnotateIgnoreWritesBegin(char const* file, int line);
void AnnotateIgnoreWritesEnd(char const* file, int line);
}
#endif

namespace heddle {

#if defined(HEDDLE_TSAN)
inline constexpr bool announces = true;
inline void announce_acquire(void* object) noexcept { __tsan_acquire(object); }
inline void announce_release(void* object) noexcept { __tsan_release(object); }
/// As release, but what the object had is forgotten. There is no call for that alone: `object` must be a byte to write to.
inline void announce_replacing_release(void* object) noexcept {
    constexpr int memory_order_release = 3;
    __tsan_atomic8_store(static_cast<char*>(object), 0, memory_order_release);
}

/// While one lives, accesses of the current fiber are not watched: for the scheduler's own work, which calls memmove,
/// malloc and the like through ThreadSanitizer's interceptors.
class Unwatched {
public:
    Unwatched() noexcept {
        AnnotateIgnoreReadsBegin(__FILE__, __LINE__);
        AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
    }
    ~Unwatched() {
        AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
        AnnotateIgnoreReadsEnd(__FILE__, __LINE__);
    }
    Unwatched(Unwatched const&) = delete;
    Unwatched& operator=(Unwatched const&) = delete;
};
#else
inline constexpr bool announces = false;
inline void announce_acquire(void*) noexcept {}
inline void announce_release(void*) noexcept {}
inline void announce_replacing_release(void*) noexcept {}

struct Unwatched {
    Unwatched() noexcept {}
    ~Unwatched() {}
    Unwatched(Unwatched const&) = delete;
    Unwatched& operator=(Unwatched const&) = delete;
};
#endif

}  // namespace heddle
