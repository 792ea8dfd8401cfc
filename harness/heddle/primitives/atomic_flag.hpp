// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/atomic.hpp>

namespace heddle {

/// std::atomic_flag under control: an atomic<bool> with fewer names, for that is what it is.
class atomic_flag {
public:
    /// Clear.
    explicit atomic_flag(Where where = Where::here()) : value_{false, where} {}
    atomic_flag(atomic_flag const&) = delete;
    atomic_flag& operator=(atomic_flag const&) = delete;

    /// Clears it.
    void clear(memory_order order = std::memory_order_seq_cst, Where where = Where::here()) {
        value_.store(false, order, where);
    }
    /// Sets it and returns whether it was set before.
    bool test_and_set(memory_order order = std::memory_order_seq_cst, Where where = Where::here()) {
        return value_.exchange(true, order, where);
    }
    /// Whether it is set.
    bool test(memory_order order = std::memory_order_seq_cst, Where where = Where::here()) const {
        return value_.load(order, where);
    }
    /// Returns when it is not `old`, as atomic::wait does.
    void wait(bool old, memory_order order = std::memory_order_seq_cst, Where where = Where::here()) const {
        value_.wait(old, order, where);
    }
    /// Wakes one who waits.
    void notify_one(Where where = Where::here()) { value_.notify_one(where); }
    /// Wakes all who wait.
    void notify_all(Where where = Where::here()) { value_.notify_all(where); }

    ObjectId id() const noexcept { return value_.id(); }

private:
    atomic<bool> value_;
};

}  // namespace heddle
