// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>
#include <heddle/core/semantics.hpp>

#include <gtest/gtest.h>

namespace heddle::asked {

using Kind = OperationKind;

inline constexpr ThreadId ann{1};
inline constexpr ThreadId ben{2};
inline constexpr ThreadId cat{3};
inline constexpr Ways must_wait{};
inline constexpr Ways only_timeout{0, true, false, false};

inline Operation operation(ThreadId thread, Kind kind, std::uint64_t operand = 0, std::uint64_t expected = 0) {
    Operation made;
    made.thread = thread;
    made.kind = kind;
    made.operand = operand;
    made.expected = expected;
    return made;
}

/// The kinds that carry a deadline, without one.
inline Operation untimed(ThreadId thread, Kind kind) { return operation(thread, kind, never); }

inline Effect take(Object& object, Operation const& taken, Outcome outcome = {}) {
    Effect effect;
    object.apply(taken, outcome, effect);
    return effect;
}

inline constexpr Outcome timed_out{0, OutcomeKind::timed_out};
inline constexpr Outcome spurious{0, OutcomeKind::spurious};

inline std::uint64_t bits(std::int64_t value) { return static_cast<std::uint64_t>(value); }

}  // namespace heddle::asked
