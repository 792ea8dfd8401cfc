// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/condition_variable.hpp>
#include <heddle/primitives/lockable.hpp>
#include <heddle/primitives/stop_token.hpp>

namespace heddle {

/// std::condition_variable_any under control: the model of condition_variable, beside any lockable. A wait is four
/// scheduling points: wait, which joins the queue, the lockable's unlock, wake, and the lockable's lock. (The unlock comes
/// after the wait: whoever has the lock before it and notifies finds the waiter in the queue.) Waiting without holding
/// the lock is what the lockable makes of an unlock.
class condition_variable_any {
public:
    explicit condition_variable_any(Where where = Where::here())
        : id_{running("condition_variable_any")
                  .create<objects::Condition>(ObjectKind::condition, where, running("").semantics())} {}
    condition_variable_any(condition_variable_any const&) = delete;
    condition_variable_any& operator=(condition_variable_any const&) = delete;
    ~condition_variable_any() {
        if (active_engine != nullptr) active_engine->destroy(id_, {});
    }

    /// Wakes one waiter: any of them, which is a choice, or the oldest under notify = oldest.
    void notify_one(Where where = Where::here()) { perform(OperationKind::notify_one, where); }
    void notify_all(Where where = Where::here()) { perform(OperationKind::notify_all, where); }

    template <BasicLockable Lock>
    void wait(Lock& lock, Where where = Where::here()) {
        wait_until_deadline(lock, never, where);
    }
    template <BasicLockable Lock, class Predicate>
    void wait(Lock& lock, Predicate holds, Where where = Where::here()) {
        wait_until_holds(lock, never, holds, where);
    }
    template <BasicLockable Lock, virtual_clock Clock, class Duration>
    cv_status
    wait_until(Lock& lock, std::chrono::time_point<Clock, Duration> const& time, Where where = Where::here()) {
        return status(wait_until_deadline(lock, deadline_at(time), where));
    }
    template <BasicLockable Lock, virtual_clock Clock, class Duration, class Predicate>
    bool wait_until(
        Lock& lock, std::chrono::time_point<Clock, Duration> const& time, Predicate holds,
        Where where = Where::here()) {
        return wait_until_holds(lock, deadline_at(time), holds, where);
    }
    template <BasicLockable Lock, class Rep, class Period>
    cv_status wait_for(Lock& lock, std::chrono::duration<Rep, Period> const& duration, Where where = Where::here()) {
        return status(wait_until_deadline(lock, after(duration), where));
    }
    template <BasicLockable Lock, class Rep, class Period, class Predicate>
    bool wait_for(
        Lock& lock, std::chrono::duration<Rep, Period> const& duration, Predicate holds, Where where = Where::here()) {
        return wait_until_holds(lock, after(duration), holds, where);
    }

    // Until the predicate holds, or a stop is requested; tell whether it holds.

    template <BasicLockable Lock, class Predicate>
    bool wait(Lock& lock, stop_token token, Predicate holds, Where where = Where::here()) {
        return wait_unless_stopped(lock, token, never, holds, where);
    }
    template <BasicLockable Lock, virtual_clock Clock, class Duration, class Predicate>
    bool wait_until(
        Lock& lock, stop_token token, std::chrono::time_point<Clock, Duration> const& time, Predicate holds,
        Where where = Where::here()) {
        return wait_unless_stopped(lock, token, deadline_at(time), holds, where);
    }
    template <BasicLockable Lock, class Rep, class Period, class Predicate>
    bool wait_for(
        Lock& lock, stop_token token, std::chrono::duration<Rep, Period> const& duration, Predicate holds,
        Where where = Where::here()) {
        return wait_unless_stopped(lock, token, after(duration), holds, where);
    }

    ObjectId id() const noexcept { return id_; }

private:
    template <class Duration>
    static std::uint64_t after(Duration const& duration) {
        return deadline_after(running("condition_variable_any"), duration);
    }
    static cv_status status(bool woken) noexcept { return woken ? cv_status::no_timeout : cv_status::timeout; }

    std::uint64_t perform(OperationKind kind, Where where, std::uint64_t operand = 0) {
        return running("condition_variable_any").perform(kind, id_, no_object, operand, where);
    }

    /// Of a thread that is in the queue; false: the time was up.
    template <class Lock>
    bool be_woken(Lock& lock, std::uint64_t deadline, Where where) {
        try {
            unlock_at(lock, where);
        } catch (...) {
            perform(OperationKind::wake, where);  // out of the queue, for its time is up
            throw;
        }
        bool const woken = perform(OperationKind::wake, where, deadline) != 0;
        lock_at(lock, where);
        return woken;
    }
    template <class Lock>
    bool wait_until_deadline(Lock& lock, std::uint64_t deadline, Where where) {
        perform(OperationKind::wait, where);
        return be_woken(lock, deadline, where);
    }
    template <class Lock, class Predicate>
    bool wait_until_holds(Lock& lock, std::uint64_t deadline, Predicate& holds, Where where) {
        while (!holds()) {
            if (!wait_until_deadline(lock, deadline, where)) return holds();
        }
        return true;
    }
    /// To join the queue and to see that no stop was requested is one step: who was asked to stop takes no notification.
    template <class Lock, class Predicate>
    bool
    wait_unless_stopped(Lock& lock, stop_token const& token, std::uint64_t deadline, Predicate& holds, Where where) {
        if (token.id() == no_object) return wait_until_holds(lock, deadline, holds, where);
        stop_callback const wakes{token, [&] { notify_all(where); }, where};
        Engine& engine = running("condition_variable_any");
        while (!holds()) {
            if (engine.perform(OperationKind::wait_unless_stopped, token.id(), id_, 0, where) != 0) return false;
            if (!be_woken(lock, deadline, where)) return holds();
        }
        return true;
    }

    ObjectId id_;
};

}  // namespace heddle
