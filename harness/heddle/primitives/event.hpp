// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/objects/event.hpp>
#include <heddle/primitives/chrono.hpp>

namespace heddle {

/// A flag to wait for (Python's threading.Event): it remembers that it was set, which a notify does not.
class manual_reset_event {
public:
    explicit manual_reset_event(bool set = false, Where where = Where::here())
        : id_{running("manual_reset_event").create<objects::ManualResetEvent>(ObjectKind::event, where, set)} {
        active_engine->directory().set_initial(id_, set ? 1 : 0);
    }
    manual_reset_event(manual_reset_event const&) = delete;
    manual_reset_event& operator=(manual_reset_event const&) = delete;

    void set(Where where = Where::here()) { perform(OperationKind::event_set, 0, where); }
    void reset(Where where = Where::here()) { perform(OperationKind::event_reset, 0, where); }
    bool is_set(Where where = Where::here()) const { return perform(OperationKind::event_check, 0, where) != 0; }
    void wait(Where where = Where::here()) const { perform(OperationKind::event_wait, never, where); }
    /// False: the time was up before the event was set.
    template <class Rep, class Period>
    bool wait_for(std::chrono::duration<Rep, Period> const& duration, Where where = Where::here()) const {
        return perform(OperationKind::event_wait, deadline_after(running("manual_reset_event"), duration), where) != 0;
    }

    ObjectId id() const noexcept { return id_; }

private:
    std::uint64_t perform(OperationKind kind, std::uint64_t operand, Where where) const {
        return running("manual_reset_event").perform(kind, id_, no_object, operand, where);
    }

    ObjectId id_;
};

}  // namespace heddle
