// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/event.hpp>

namespace heddle {

/// The model of a synchronisation object: a state machine without threads. The engine asks `ways` and calls `apply`;
/// nothing else changes a model.
class Object {
public:
    explicit Object(ObjectKind kind) noexcept : kind_{kind} {}
    Object(Object const&) = delete;
    Object& operator=(Object const&) = delete;
    virtual ~Object() = default;

    /// Every way in which the operation could complete now; none: it must wait. `timed_out` says that a deadline may end
    /// the wait; whether its time has come is the engine's business. Depends on this object's state alone.
    virtual Ways ways(Operation const&) const noexcept { return one_way; }

    /// Takes the transition: changes the state and fills in `effect`, which comes in empty.
    virtual void apply(Operation const& operation, Outcome outcome, Effect& effect) noexcept = 0;

    /// What is wrong with this object when the execution has finished; who is to blame goes into `holder`.
    virtual Misuse leftover(ThreadId& holder) const noexcept {
        (void)holder;
        return Misuse::none;
    }

    ObjectKind kind() const noexcept { return kind_; }

    /// The byte that stands for this object towards ThreadSanitizer.
    void* anchor() noexcept { return &anchor_; }

private:
    ObjectKind kind_;
    char anchor_ = 0;
};

}  // namespace heddle
