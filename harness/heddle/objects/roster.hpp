// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>

namespace heddle::objects {

/// Which threads there are: how many, for who they are the engine knows. Their starts are no steps and are told by a call.
class Roster final : public Object {
public:
    Roster() noexcept : Object{ObjectKind::roster} {}
    /// `stranger`: a thread that goes on and whose end nobody will tell of; no_thread if there is none.
    void reset(std::uint64_t threads, ThreadId stranger) noexcept {
        threads_ = threads;
        stranger_ = stranger;
    }
    void started() noexcept { ++threads_; }
    ThreadId stranger() const noexcept { return stranger_; }

    void apply(Operation const& operation, Outcome, Effect& effect) noexcept override {
        if (operation.kind == OperationKind::watched_end) --threads_;
        if (operation.kind == OperationKind::enumerate) effect.result = threads_;
    }

private:
    std::uint64_t threads_ = 0;
    ThreadId stranger_ = no_thread;
};

}  // namespace heddle::objects
