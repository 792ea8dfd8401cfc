// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace heddle {

/// One stack that can be left and come back to. The substrate fills and reads every field; the engine keeps the record.
struct Fiber {
    void* stack_pointer = nullptr;   ///< where it was left
    void* thread_pointer = nullptr;  ///< whose thread_local variables it has; null where all have the carrier's
    void* borrowed = nullptr;        ///< the thread that this belongs to, if it is not the carrier
    void* stack_bottom = nullptr;    ///< lowest usable address; null for the host's own stack
    std::size_t stack_size = 0;
    void* caught_exceptions = nullptr;  ///< the C++ runtime's per-thread exception state, carried over switches
    std::uint64_t uncaught_exceptions = 0;
    void* sanitizer = nullptr;  ///< ThreadSanitizer's context or AddressSanitizer's fake stack
    bool left_parked = false;   ///< it was abandoned on the way: its stack holds dead frames
};

/// Carries threads: how they are stopped and let go.
class Substrate {
public:
    using Entry = void (*)(void* argument);

    Substrate() = default;
    Substrate(Substrate const&) = delete;
    Substrate& operator=(Substrate const&) = delete;
    virtual ~Substrate() = default;

    /// The fiber of the OS thread that calls transfer first; to be called by it before each execution.
    virtual void adopt(Fiber& host) = 0;
    /// Makes the fiber begin with entry(argument) when it is next transferred to; entry must not return. A fiber that was
    /// prepared before keeps its stack. `slot` spreads stacks over the cache. Throws std::bad_alloc when no stack can be had.
    virtual void prepare(Fiber& fiber, Entry entry, void* argument, std::size_t slot) = 0;
    /// To be called by the fiber itself when the body of its thread is over: what ends with a thread ends here, its
    /// thread_local objects. Their destructors are the program's own code and may park.
    virtual void end_thread(Fiber& fiber) = 0;
    /// Leaves `from`, goes on in `to`; there `transfer` returns `value`. Does not synchronise the two for ThreadSanitizer.
    virtual std::uint64_t transfer(Fiber& from, Fiber& to, std::uint64_t value) = 0;
    /// As transfer, but in `to` the call throws Abandoned instead of returning, and for ThreadSanitizer `to` knows all that
    /// `from` knows. Only for unwinding at teardown.
    virtual std::uint64_t transfer_and_throw(Fiber& from, Fiber& to) = 0;
    /// For ThreadSanitizer: `host`, which is running, from now on knows all that the fiber did.
    virtual void reconcile(Fiber& host, Fiber& fiber) = 0;
    /// The fiber, parked for ever, is given up: its frames are dropped, not unwound. Reconciles.
    virtual void abandon(Fiber& host, Fiber& fiber) = 0;
    /// The fiber has come to its end. As abandon, for a stack with nothing left on it.
    virtual void retire(Fiber& host, Fiber& fiber) = 0;
    /// Gives the stack back for good.
    virtual void release(Fiber& fiber) noexcept = 0;
};

/// Thrown through a parked thread when teardown unwinds. Not a std::exception: user code should let it pass.
struct Abandoned {};

}  // namespace heddle
