// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <heddle/core/operation.hpp>

namespace heddle {

/// The enabled transitions of all threads, by thread, then outcome; kept in place, so that a step which changes nobody's
/// ways costs one comparison.
class EnabledList {
public:
    void clear() noexcept {
        choices_.clear();
        codes_.clear();
        threads_ = 0;
    }
    void add_thread() { codes_.push_back(0); }

    /// From now on the thread has these ways.
    void set(ThreadId thread, Ways ways) {
        std::uint32_t const code = code_of(ways);
        if (codes_[index(thread)] != code) change(thread, ways, code);
    }
    /// As set(thread, one_way).
    void set_one_way(ThreadId thread) {
        if (codes_[index(thread)] != 1) change(thread, one_way, 1);
    }
    void remove(ThreadId thread) { set(thread, Ways{}); }

    bool has(ThreadId thread) const noexcept { return codes_[index(thread)] != 0; }
    std::span<Choice const> choices() const noexcept { return choices_; }
    std::uint32_t threads() const noexcept { return threads_; }

private:
    static constexpr std::uint32_t code_of(Ways ways) noexcept {
        return std::uint32_t{ways.picks} | (ways.timed_out ? 1U << 16U : 0U) | (ways.spurious ? 1U << 17U : 0U) |
               (ways.failed ? 1U << 18U : 0U);
    }
    void change(ThreadId thread, Ways ways, std::uint32_t code);

    std::vector<Choice> choices_;
    std::vector<std::uint32_t> codes_;  ///< by thread: its ways, packed; 0: it is not in the list
    std::uint32_t threads_ = 0;         ///< how many threads are in the list
};

}  // namespace heddle
