// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/schedule.hpp>

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace heddle {

/// What each thread has announced to print in any execution so far: a guess at who will print a text, and no more than that.
class Printers {
public:
    /// `thread` announces a write.
    void note(SchedulingPoint const& point, ThreadId thread);
    /// Whether the thread has been seen to print something that `rest` begins with.
    bool may_print(SchedulingPoint const& point, ThreadId thread, std::string_view rest) const noexcept;

private:
    static constexpr std::size_t most_texts = 16;  ///< of one thread; who prints more is mostly at a write anyway

    std::unordered_map<std::uint64_t, std::vector<TextId>> texts_;  ///< by the thread's key; looked up, never walked
};

}  // namespace heddle
