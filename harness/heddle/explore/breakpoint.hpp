// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/observer.hpp>
#include <heddle/core/substrate.hpp>

#include <cstdint>

namespace heddle {

/// Stops in the debugger right after a step was taken, on the stack of the thread that took it: that thread comes back from
/// the call by which it announced the step. Watches the execution as an Observer and its switches as a Substrate around
/// another. Without a debugger the process would end: debugged() tells.
class Breakpoint final : public Observer, public Substrate {
public:
    /// `around` carries the threads and must live as long as this.
    Breakpoint(std::uint64_t step, Substrate& around) : step_{step}, around_{around} {}

    /// Whether a debugger is attached to this process.
    static bool debugged();

    /// Whether the execution came to the step.
    bool reached() const noexcept { return reached_; }

    void on_event(Event const& event, std::uint64_t step) override;

    void adopt(Fiber& host) override { around_.adopt(host); }
    void prepare(Fiber& fiber, Entry entry, void* argument, std::size_t slot) override;
    void end_thread(Fiber& fiber) override { around_.end_thread(fiber); }
    std::uint64_t transfer(Fiber& from, Fiber& to, std::uint64_t value) override;
    std::uint64_t transfer_and_throw(Fiber& from, Fiber& to) override { return around_.transfer_and_throw(from, to); }
    void reconcile(Fiber& host, Fiber& fiber) override { around_.reconcile(host, fiber); }
    void abandon(Fiber& host, Fiber& fiber) override { around_.abandon(host, fiber); }
    void retire(Fiber& host, Fiber& fiber) override { around_.retire(host, fiber); }
    void release(Fiber& fiber) noexcept override { around_.release(fiber); }

private:
    std::uint64_t step_;
    Substrate& around_;
    bool due_ = false;  ///< the step was taken, and its thread has not come back yet
    bool reached_ = false;
};

}  // namespace heddle
