// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/sync.hpp>

#include <cstdint>

namespace heddle::scenarios {

/// What a wait group waits and tells with. Several groups may share one, by mistake or not.
struct GroupSignal {
    GroupSignal() {
        sync::set_name(mutex, "guard of the group");
        sync::set_name(condition, "group");
    }

    sync::mutex mutex;
    sync::condition_variable condition;
};

/// A wait group as one writes it by hand: a count, a lock and a condition. The scenarios leave a part of it out.
class Group {
public:
    enum class Waits : std::uint8_t { once, until_zero };  ///< `if` or `while` round the wait
    enum class Tells : std::uint8_t { one, all };

    struct Rules {
        Waits waits = Waits::until_zero;
        Tells tells = Tells::all;
        bool done_locks = true;
    };

    Group(GroupSignal& signal, int count, Rules rules) : signal_{signal}, rules_{rules}, count_{count} {
        sync::set_name(count_, "wait_count");
    }

    void add(int tasks) {
        sync::lock_guard const guard{signal_.mutex};
        count_ += tasks;
    }

    /// As in the wild: once too often goes unnoticed.
    void done() {
        sync::unique_lock lock{signal_.mutex, sync::defer_lock};
        if (rules_.done_locks) lock.lock();
        int left = count_.load();
        if (left > 0) count_.store(--left);
        if (left > 0) return;
        if (rules_.tells == Tells::all) {
            signal_.condition.notify_all();
        } else {
            signal_.condition.notify_one();
        }
    }

    /// Waits for the tasks; returns how many were left when it let the caller pass.
    int wait() {
        sync::unique_lock lock{signal_.mutex};
        if (rules_.waits == Waits::once) {
            if (count_.load() > 0) signal_.condition.wait(lock);
        } else {
            while (count_.load() > 0) signal_.condition.wait(lock);
        }
        return count_.load();
    }

    int count() const { return count_.load(); }

private:
    GroupSignal& signal_;
    Rules rules_;
    sync::shared<int> count_;
};

}  // namespace heddle::scenarios
