// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/objects/condition.hpp>
#include <heddle/primitives/chrono.hpp>
#include <heddle/primitives/lock.hpp>

#include <condition_variable>

namespace heddle {

using std::cv_status;

/// std::condition_variable under control. A wait is three scheduling points: wait, which releases the mutex, wake, and the
/// lock of the mutex. Waiting without holding the mutex is a finding.
class condition_variable {
public:
    explicit condition_variable(Where where = Where::here())
        : id_{running("condition_variable")
                  .create<objects::Condition>(ObjectKind::condition, where, running("").semantics())} {}
    condition_variable(condition_variable const&) = delete;
    condition_variable& operator=(condition_variable const&) = delete;
    ~condition_variable() {
        if (active_engine != nullptr) active_engine->destroy(id_, {});
    }

    /// Wakes one waiter: any of them, which is a choice, or the oldest under notify = oldest.
    void notify_one(Where where = Where::here()) {
        running("condition_variable").perform(OperationKind::notify_one, id_, no_object, 0, where);
    }
    void notify_all(Where where = Where::here()) {
        running("condition_variable").perform(OperationKind::notify_all, id_, no_object, 0, where);
    }

    void wait(unique_lock<mutex>& lock, Where where = Where::here()) { wait_until_deadline(lock, never, where); }
    template <class Predicate>
    void wait(unique_lock<mutex>& lock, Predicate holds, Where where = Where::here()) {
        while (!holds()) wait(lock, where);
    }

    template <virtual_clock Clock, class Duration>
    cv_status wait_until(
        unique_lock<mutex>& lock, std::chrono::time_point<Clock, Duration> const& time, Where where = Where::here()) {
        return wait_until_deadline(lock, deadline_at(time), where);
    }
    template <virtual_clock Clock, class Duration, class Predicate>
    bool wait_until(
        unique_lock<mutex>& lock, std::chrono::time_point<Clock, Duration> const& time, Predicate holds,
        Where where = Where::here()) {
        return wait_until_deadline(lock, deadline_at(time), holds, where);
    }
    template <class Rep, class Period>
    cv_status wait_for(
        unique_lock<mutex>& lock, std::chrono::duration<Rep, Period> const& duration, Where where = Where::here()) {
        return wait_until_deadline(lock, deadline_after(running("condition_variable"), duration), where);
    }
    template <class Rep, class Period, class Predicate>
    bool wait_for(
        unique_lock<mutex>& lock, std::chrono::duration<Rep, Period> const& duration, Predicate holds,
        Where where = Where::here()) {
        return wait_until_deadline(lock, deadline_after(running("condition_variable"), duration), holds, where);
    }

    ObjectId id() const noexcept { return id_; }

private:
    cv_status wait_until_deadline(unique_lock<mutex>& lock, std::uint64_t deadline, Where where) {
        Engine& engine = running("condition_variable");
        ObjectId const released = lock.mutex()->id();
        engine.perform(OperationKind::wait, id_, released, 0, where);
        bool const woken = engine.perform(OperationKind::wake, id_, no_object, deadline, where) != 0;
        engine.perform(OperationKind::lock, released, no_object, never, where);
        return woken ? cv_status::no_timeout : cv_status::timeout;
    }
    template <class Predicate>
    bool wait_until_deadline(unique_lock<mutex>& lock, std::uint64_t deadline, Predicate& holds, Where where) {
        while (!holds()) {
            if (wait_until_deadline(lock, deadline, where) == cv_status::timeout) return holds();
        }
        return true;
    }

    ObjectId id_;
};

}  // namespace heddle
