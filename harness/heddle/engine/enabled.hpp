// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <heddle/core/operation.hpp>

namespace heddle {

/// The enabled transitions of all threads, by thread, then outcome; kept in place, so that a step which changes nobody's
/// ways costs one comparison, and one that opens or closes a thread moves a few choices by one.
class EnabledList {
public:
    void clear() noexcept {
        codes_.clear();
        size_ = 0;
        threads_ = 0;
    }
    void add_thread() {
        codes_.push_back(closed);
        if (choices_.size() < codes_.size()) choices_.resize(2 * codes_.size());
    }

    /// From now on the thread has these ways.
    void set(ThreadId thread, Ways ways) {
        std::uint32_t const now = code_of(ways);
        std::uint32_t const before = codes_[index(thread)];
        if (now == before) return;
        if (now == open && before == closed) {
            insert(thread);
        } else if (now == closed && before == open) {
            erase(thread);
        } else {
            change(thread, ways);
        }
        codes_[index(thread)] = now;
    }
    void remove(ThreadId thread) { set(thread, Ways{}); }

    bool has(ThreadId thread) const noexcept { return codes_[index(thread)] != closed; }
    std::span<Choice const> choices() const noexcept { return {choices_.data(), size_}; }
    std::uint32_t threads() const noexcept { return threads_; }

private:
    static constexpr std::uint32_t closed = 0;
    static constexpr std::uint32_t open = 1;  ///< one way, done

    static constexpr std::uint32_t code_of(Ways ways) noexcept {
        return std::uint32_t{ways.picks} | (ways.timed_out ? 1U << 16U : 0U) | (ways.spurious ? 1U << 17U : 0U) |
               (ways.failed ? 1U << 18U : 0U);
    }
    void insert(ThreadId thread) noexcept {
        std::size_t at = size_++;
        for (; at > 0 && choices_[at - 1].thread > thread; --at) choices_[at] = choices_[at - 1];
        choices_[at] = {0, thread, OutcomeKind::done};
        ++threads_;
    }
    void erase(ThreadId thread) noexcept {
        std::size_t at = 0;
        while (choices_[at].thread != thread) ++at;
        for (--size_; at < size_; ++at) choices_[at] = choices_[at + 1];
        --threads_;
    }
    void change(ThreadId thread, Ways ways);

    std::vector<Choice> choices_;       ///< the first size_ are in use
    std::vector<std::uint32_t> codes_;  ///< by thread: its ways, packed
    std::size_t size_ = 0;
    std::uint32_t threads_ = 0;         ///< how many threads are in the list
};

}  // namespace heddle
