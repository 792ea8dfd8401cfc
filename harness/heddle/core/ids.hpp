// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace heddle {

/// A thread of one execution: its place in the order of creation, the root being 0. What survives a different schedule
/// is the creation path, which Directory keeps.
enum class ThreadId : std::uint16_t {};

/// A synchronisation object of one execution, in order of creation. 0 is no object.
enum class ObjectId : std::uint32_t {};

/// A text interned in the Directory. 0 is the empty text.
enum class TextId : std::uint32_t {};

inline constexpr ThreadId no_thread{0xFFFF};
inline constexpr ThreadId root_thread{0};
inline constexpr ObjectId no_object{0};
inline constexpr TextId no_text{0};

/// A deadline that never comes, for every operation that may carry one. Deadlines are virtual nanoseconds.
inline constexpr std::uint64_t never = UINT64_MAX;

constexpr std::size_t index(ThreadId id) noexcept { return static_cast<std::size_t>(id); }
constexpr std::size_t index(ObjectId id) noexcept { return static_cast<std::size_t>(id); }
constexpr std::size_t index(TextId id) noexcept { return static_cast<std::size_t>(id); }

/// What an object is; decides its name in reports and its row in the dependence table.
/// The numbers are part of every fingerprint: append, never renumber.
enum class ObjectKind : std::uint8_t {
    none = 0,
    thread = 1,
    timer = 2,
    variable = 3,
    atomic = 4,
    mutex = 5,
    recursive_mutex = 6,
    condition = 7,
    semaphore = 8,
    event = 9,
    predicate = 10,
    console = 11,
    choice = 12,
    once = 13,
    future = 14,
    shared_mutex = 15,
    readers = 16,  ///< of a shared mutex: what they leave to the next writer
    stop_state = 17,
    stop_callback = 18,
    latch = 19,
    barrier = 20,
    phases = 21,  ///< of a barrier: what their ends tell those who waited
    roster = 22,  ///< which threads there are
    channel = 23,
};
inline constexpr std::size_t object_kinds = 24;

/// The kind as reports print it: "mutex", "condition variable".
char const* name_of(ObjectKind kind) noexcept;

}  // namespace heddle
