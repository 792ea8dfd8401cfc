// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/event.hpp>
#include <heddle/core/semantics.hpp>

#include <algorithm>
#include <vector>

namespace heddle::objects {

/// Threads that wait to be notified, and those that were and have not woken yet: what condition variables and atomics
/// have in common.
class WaitQueue {
public:
    void reset(Semantics const& semantics) noexcept {
        waiters_.clear();
        signalled_.clear();
        oldest_ = semantics.notify == Notify::oldest;
        spurious_ = semantics.spurious > 0;
    }

    bool empty() const noexcept { return waiters_.empty(); }
    /// Nobody waits, and all who were notified have woken.
    bool deserted() const noexcept { return waiters_.empty() && signalled_.empty(); }
    bool has_signalled(ThreadId thread) const noexcept {
        return std::find(signalled_.begin(), signalled_.end(), thread) != signalled_.end();
    }
    /// Whether the program may wake without a cause at all.
    bool may_be_spurious() const noexcept { return spurious_; }
    /// Whom a notify_one may wake.
    Ways ways_to_notify() const noexcept {
        if (oldest_ || waiters_.size() < 2) return one_way;
        return {static_cast<std::uint32_t>(waiters_.size()), false, false, false};
    }

    void join(ThreadId thread) { waiters_.push_back(thread); }
    /// The thread wakes: signalled (done), or in another way.
    void leave(ThreadId thread, OutcomeKind how) noexcept {
        std::erase(how == OutcomeKind::done ? signalled_ : waiters_, thread);
    }
    /// The thread that is woken; no_thread when nobody waits.
    ThreadId notify_one(std::uint32_t pick) {
        if (waiters_.empty()) return no_thread;
        auto const chosen = waiters_.begin() + static_cast<std::ptrdiff_t>(pick);
        ThreadId const woken = *chosen;
        signalled_.push_back(woken);
        waiters_.erase(chosen);
        return woken;
    }
    /// How many are woken.
    std::size_t notify_all() {
        std::size_t const woken = waiters_.size();
        signalled_.insert(signalled_.end(), waiters_.begin(), waiters_.end());
        waiters_.clear();
        return woken;
    }

private:
    std::vector<ThreadId> waiters_;    ///< not signalled, the oldest first
    std::vector<ThreadId> signalled_;  ///< may wake
    bool oldest_ = false;
    bool spurious_ = false;
};

}  // namespace heddle::objects
