// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/condition_variable.hpp>
#include <heddle/primitives/shared.hpp>

#include <stdexcept>

namespace heddle {

/// Waits for a group of tasks (Go's WaitGroup). Composed of a mutex, a condition variable and a count: no model of its own.
class wait_group {
public:
    explicit wait_group(Where where = Where::here()) : mutex_{where}, all_done_{where}, count_{0, where} {}

    /// More tasks to wait for. To be called before the task starts, by whoever starts it.
    void add(int tasks = 1, Where where = Where::here()) {
        lock_guard const guard{mutex_, where};
        count_.store(count_.load(where) + tasks, where);
    }
    /// One task is done. Throws std::logic_error when there is none to be done.
    void done(Where where = Where::here()) {
        lock_guard const guard{mutex_, where};
        int const left = count_.load(where) - 1;
        if (left < 0)
            throw std::logic_error("heddle::wait_group: done() without a task: add() comes before the start of a task");
        count_.store(left, where);
        if (left == 0) all_done_.notify_all(where);
    }
    /// Waits until every task is done.
    void wait(Where where = Where::here()) {
        unique_lock lock{mutex_, where};
        while (count_.load(where) > 0) all_done_.wait(lock, where);
    }

private:
    mutex mutex_;
    condition_variable all_done_;
    shared<int> count_;
};

}  // namespace heddle
