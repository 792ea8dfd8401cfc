// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/operation.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace heddle {

/// The enabled transitions of all threads, by thread, then outcome; kept in place, so that a step which changes nobody's
/// ways costs one comparison, and one that opens or closes a thread moves a few choices by one.
class EnabledList {
public:
    void clear() noexcept {
        ways_.clear();
        size_ = 0;
        threads_ = 0;
    }
    void add_thread() {
        ways_.emplace_back();
        if (choices_.size() < ways_.size()) choices_.resize(2 * ways_.size());
    }

    /// From now on the thread has these ways.
    void set(ThreadId thread, Ways ways) {
        Ways const before = ways_[index(thread)];
        if (ways == before) return;
        if (ways == one_way && before.none()) {
            insert(thread);
        } else if (ways.none() && before == one_way) {
            erase(thread);
        } else {
            change(thread, ways);
        }
        ways_[index(thread)] = ways;
    }
    void remove(ThreadId thread) { set(thread, Ways{}); }

    bool has(ThreadId thread) const noexcept { return !ways_[index(thread)].none(); }
    std::span<Choice const> choices() const noexcept { return {choices_.data(), size_}; }
    std::uint32_t threads() const noexcept { return threads_; }

private:
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

    std::vector<Choice> choices_;  ///< the first size_ are in use
    std::vector<Ways> ways_;       ///< by thread
    std::size_t size_ = 0;
    std::uint32_t threads_ = 0;  ///< how many threads are in the list
};

}  // namespace heddle
