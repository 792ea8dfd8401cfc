// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include <heddle/core/substrate.hpp>
#include <heddle/substrate/stack_pool.hpp>

namespace heddle {

/// Fibers on one OS thread: an assembly switch (x86-64), pooled stacks with guard pages, the C++ runtime's exception state
/// carried along, AddressSanitizer and ThreadSanitizer told of every switch. All fibers share the carrier's thread_local
/// variables.
class Fibers final : public Substrate {
public:
    /// Stacks have `stack_size` bytes (rounded up to pages, at least 16 KiB).
    explicit Fibers(std::size_t stack_size = default_stack_size);
    ~Fibers() override;

    static constexpr std::size_t default_stack_size = std::size_t{256} * 1024;

    void adopt(Fiber& host) override;
    void prepare(Fiber& fiber, Entry entry, void* argument, std::size_t slot) override;
    std::uint64_t transfer(Fiber& from, Fiber& to, std::uint64_t value) override;
    std::uint64_t transfer_and_throw(Fiber& from, Fiber& to) override;
    void abandon(Fiber& host, Fiber& fiber) override;
    void retire(Fiber& host, Fiber& fiber) override;
    void release(Fiber& fiber) noexcept override;

private:
    StackPool stacks_;
    std::uint64_t control_words_ = 0;  ///< of the carrier: mxcsr, and the x87 control word above it; new fibers begin with them
    void* exception_state_ = nullptr;  ///< __cxa_get_globals() of the carrier
    bool synchronises_ = false;        ///< announce switches as synchronisation: only to prove that this hides races
};

}  // namespace heddle
