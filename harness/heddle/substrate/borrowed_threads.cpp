// SPDX-License-Identifier: Apache-2.0
#include <heddle/substrate/borrowed_thread.hpp>
#include <heddle/substrate/borrowed_threads.hpp>
#include <heddle/substrate/machine.hpp>
#include <heddle/substrate/thread_pointer.hpp>

#include <cstdint>
#include <utility>

namespace heddle {

void BorrowedThreads::adopt(Fiber& host) {
    fibers_.adopt(host);
    host.thread_pointer = thread_pointer();
}

void BorrowedThreads::prepare(Fiber& fiber, Entry entry, void* argument, std::size_t slot) {
    if (fiber.borrowed == nullptr) {
        BorrowedThread& thread = borrow_thread(fibers_.stack_size());
        fiber.borrowed = &thread;
        fiber.thread_pointer = thread.thread_pointer();
        fiber.stack_bottom = thread.stack_bottom();
        fiber.stack_size = thread.stack_size();
    }
    static_cast<BorrowedThread*>(fiber.borrowed)->begin(fiber.left_parked);
    fibers_.prepare(fiber, entry, argument, slot);
}

void BorrowedThreads::end_thread(Fiber& fiber) { static_cast<BorrowedThread*>(fiber.borrowed)->exit().run(); }

/// Between the two neither side's thread_local variables may be used. The exception state is among them, and so moves too.
std::uint64_t BorrowedThreads::transfer(Fiber& from, Fiber& to, std::uint64_t value) {
    set_thread_pointer(to.thread_pointer);
    return heddle_switch(&from.stack_pointer, to.stack_pointer, value);
}

std::uint64_t BorrowedThreads::transfer_and_throw(Fiber& from, Fiber& to) {
    set_thread_pointer(to.thread_pointer);
    return heddle_switch_throw(&from.stack_pointer, to.stack_pointer);
}

/// A thread that was left on the way is forgotten now, for nobody will know later.
void BorrowedThreads::release(Fiber& fiber) noexcept {
    if (fiber.borrowed == nullptr) return;
    if (fiber.left_parked) static_cast<BorrowedThread*>(fiber.borrowed)->begin(true);
    give_back(*static_cast<BorrowedThread*>(std::exchange(fiber.borrowed, nullptr)));
    fiber.stack_bottom = nullptr;
    fiber.thread_pointer = nullptr;
    fibers_.release(fiber);
}

}  // namespace heddle
