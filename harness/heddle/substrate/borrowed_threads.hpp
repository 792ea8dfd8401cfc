// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/substrate/fibers.hpp>

#include <cstddef>

namespace heddle {

/// Fibers each of which has a thread's identity: thread_local variables, errno and pthread_self() of its own. Real threads
/// are made once and park for ever; the one that carries the fibers goes on in the place of each, on its stack and with its
/// thread pointer. Only where why_shared() says nothing against it.
///
/// The carrier's still: gettid(), the signal mask and the alternative signal stack, robust mutexes, sched_getcpu().
class BorrowedThreads final : public Substrate {
public:
    explicit BorrowedThreads(std::size_t stack_size = Fibers::default_stack_size) : fibers_{stack_size} {}

    void adopt(Fiber& host) override;
    /// As promised, and throws std::system_error when the operating system gives no more threads.
    void prepare(Fiber& fiber, Entry entry, void* argument, std::size_t slot) override;
    void end_thread(Fiber& fiber) override;
    std::uint64_t transfer(Fiber& from, Fiber& to, std::uint64_t value) override;
    std::uint64_t transfer_and_throw(Fiber& from, Fiber& to) override;
    void reconcile(Fiber& host, Fiber& fiber) override { fibers_.reconcile(host, fiber); }
    void abandon(Fiber& host, Fiber& fiber) override { fibers_.abandon(host, fiber); }
    void retire(Fiber& host, Fiber& fiber) override { fibers_.retire(host, fiber); }
    void release(Fiber& fiber) noexcept override;

private:
    Fibers fibers_;  ///< the frames that new fibers begin with
};

}  // namespace heddle
