// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/objects/relay.hpp>
#include <heddle/objects/shared_mutex.hpp>
#include <heddle/primitives/chrono.hpp>

#include <string_view>

namespace heddle {

/// What std::shared_mutex and std::shared_timed_mutex have in common. A thread that holds it in any way may not ask for it
/// again: locking it shared twice is a finding, and so is what then waits for itself. Neither readers nor writers are
/// preferred: every order that some implementation allows is explored.
template <bool Timed>
class basic_shared_mutex {
public:
    explicit basic_shared_mutex(Where where = Where::here())
        : id_{running("shared_mutex").create<objects::SharedMutex>(ObjectKind::shared_mutex, where)},
          readers_{running("shared_mutex").create<objects::Relay>(ObjectKind::readers, where)} {}
    explicit basic_shared_mutex(std::string_view name, Where where = Where::here()) : basic_shared_mutex{where} {
        set_name(*this, name);
    }
    basic_shared_mutex(basic_shared_mutex const&) = delete;
    basic_shared_mutex& operator=(basic_shared_mutex const&) = delete;
    /// Destroying one that is held, alone or shared, is a finding.
    ~basic_shared_mutex() {
        if (active_engine != nullptr) active_engine->destroy(id_, {});
    }

    /// Waits until nobody holds it, alone or shared.
    void lock(Where where = Where::here()) { lock_until(never, where); }
    bool try_lock(Where where = Where::here()) { return perform(OperationKind::try_lock, readers_, 0, where); }
    /// Unlocking one that is free, shared, or somebody else's is a finding.
    void unlock(Where where = Where::here()) { perform(OperationKind::unlock, no_object, 0, where); }

    /// Waits until nobody holds it alone.
    void lock_shared(Where where = Where::here()) { share_until(never, where); }
    bool try_lock_shared(Where where = Where::here()) {
        return perform(OperationKind::try_lock_shared, no_object, 0, where);
    }
    /// Ending a hold that the thread does not share is a finding.
    void unlock_shared(Where where = Where::here()) { perform(OperationKind::unlock_shared, readers_, 0, where); }

    /// Tells whether it has the mutex before the (virtual) time is up.
    template <class Rep, class Period>
    requires Timed bool try_lock_for(std::chrono::duration<Rep, Period> const& duration, Where where = Where::here()) {
        return lock_until(deadline_after(running("shared_timed_mutex"), duration), where);
    }
    template <virtual_clock Clock, class Duration>
    requires Timed bool
    try_lock_until(std::chrono::time_point<Clock, Duration> const& time, Where where = Where::here()) {
        return lock_until(deadline_at(time), where);
    }
    template <class Rep, class Period>
    requires Timed bool
    try_lock_shared_for(std::chrono::duration<Rep, Period> const& duration, Where where = Where::here()) {
        return share_until(deadline_after(running("shared_timed_mutex"), duration), where);
    }
    template <virtual_clock Clock, class Duration>
    requires Timed bool
    try_lock_shared_until(std::chrono::time_point<Clock, Duration> const& time, Where where = Where::here()) {
        return share_until(deadline_at(time), where);
    }

    ObjectId id() const noexcept { return id_; }

private:
    bool perform(OperationKind kind, ObjectId also, std::uint64_t operand, Where where) {
        return running("shared_mutex").perform(kind, id_, also, operand, where) != 0;
    }
    bool lock_until(std::uint64_t deadline, Where where) {
        return perform(OperationKind::lock, readers_, deadline, where);
    }
    bool share_until(std::uint64_t deadline, Where where) {
        return perform(OperationKind::lock_shared, no_object, deadline, where);
    }

    ObjectId id_;
    ObjectId readers_;
};

/// std::shared_mutex under control.
using shared_mutex = basic_shared_mutex<false>;
/// std::shared_timed_mutex under control.
using shared_timed_mutex = basic_shared_mutex<true>;

}  // namespace heddle
