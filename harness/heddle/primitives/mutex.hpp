// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/objects/mutex.hpp>
#include <heddle/primitives/chrono.hpp>

#include <string_view>

namespace heddle {

/// Says that an object begins as the copy that a fork makes of another one.
struct forked_t {
    explicit forked_t() = default;
};
inline constexpr forked_t forked{};

/// What std's four mutexes that one thread holds have in common. The kind is the difference; the timed ones are the same
/// model, whose lock may carry a deadline, and have two members more.
template <ObjectKind Kind, bool Timed = false>
class basic_mutex {
public:
    explicit basic_mutex(Where where = Where::here()) : id_{running("mutex").create<objects::Mutex>(Kind, where)} {}
    explicit basic_mutex(std::string_view name, Where where = Where::here()) : basic_mutex{where} {
        set_name(*this, name);
    }
    /// Ours: what a fork makes of the original in the memory of the child, in one step and with its name. A copy of a held
    /// mutex is held by a thread that the child does not have, and that will never unlock it; unless it is the thread
    /// that forks: then the child may unlock it. Nobody has to: a copy ends with its process, and neither its destruction nor
    /// the end of the execution finds it held.
    basic_mutex(forked_t, basic_mutex const& original, Where where = Where::here())
        : id_{running("mutex").create<objects::Mutex>(Kind, where, objects::Mutex::Origin::fork)} {
        Engine& engine = running("mutex");
        set_name(*this, engine.directory().object(original.id_).name);
        engine.perform(OperationKind::copy, original.id_, id_, 0, where);
    }
    basic_mutex(basic_mutex const&) = delete;
    basic_mutex& operator=(basic_mutex const&) = delete;
    /// Destroying a held mutex is a finding.
    ~basic_mutex() {
        if (active_engine != nullptr) active_engine->destroy(id_, {});
    }

    /// Waits until the mutex is free. The holder of a plain mutex that locks it again waits for ever, and is found.
    void lock(Where where = Where::here()) {
        running("mutex").perform(OperationKind::lock, id_, no_object, never, where);
    }
    bool try_lock(Where where = Where::here()) {
        return running("mutex").perform(OperationKind::try_lock, id_, no_object, 0, where) != 0;
    }
    /// Unlocking a mutex that is free or somebody else's is a finding.
    void unlock(Where where = Where::here()) {
        running("mutex").perform(OperationKind::unlock, id_, no_object, 0, where);
    }

    /// Tells whether it has the mutex before the (virtual) time is up. The holder of a plain one may not ask: a finding.
    template <class Rep, class Period>
    requires Timed bool try_lock_for(std::chrono::duration<Rep, Period> const& duration, Where where = Where::here()) {
        return lock_until(deadline_after(running("mutex"), duration), where);
    }
    template <virtual_clock Clock, class Duration>
    requires Timed bool
    try_lock_until(std::chrono::time_point<Clock, Duration> const& time, Where where = Where::here()) {
        return lock_until(deadline_at(time), where);
    }

    ObjectId id() const noexcept { return id_; }

private:
    bool lock_until(std::uint64_t deadline, Where where) {
        return running("mutex").perform(OperationKind::lock, id_, no_object, deadline, where) != 0;
    }

    ObjectId id_;
};

/// std::mutex under control.
using mutex = basic_mutex<ObjectKind::mutex>;
/// std::recursive_mutex under control.
using recursive_mutex = basic_mutex<ObjectKind::recursive_mutex>;
/// std::timed_mutex under control.
using timed_mutex = basic_mutex<ObjectKind::mutex, true>;
/// std::recursive_timed_mutex under control.
using recursive_timed_mutex = basic_mutex<ObjectKind::recursive_mutex, true>;

}  // namespace heddle
