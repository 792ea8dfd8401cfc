// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/substrate/faults.hpp>
#include <heddle/substrate/thread_exit.hpp>
#include <heddle/substrate/thread_image.hpp>

#include <cstddef>

namespace heddle {

/// A thread of the operating system that does nothing but lend what is its own: thread pointer, thread_local variables,
/// errno, pthread_self(), a stack. It parks for ever, with all signals blocked; the carrier goes on in its place.
class BorrowedThread {
public:
    /// Makes it as new for one more life. `cut` says that its last life was given up on the way.
    void begin(bool cut);

    void* thread_pointer() const noexcept { return thread_pointer_; }
    void* stack_bottom() const noexcept { return stack_bottom_; }
    std::size_t stack_size() const noexcept { return stack_size_; }
    ThreadExit& exit() noexcept { return exit_; }

    BorrowedThread() = default;
    BorrowedThread(BorrowedThread const&) = delete;
    BorrowedThread& operator=(BorrowedThread const&) = delete;
    /// It never ends: the process ends around it.
    ~BorrowedThread() = default;

private:
    friend class BorrowedThreadPool;
    int start(std::size_t whole_stack);  ///< the error of pthread_create
    static void* park(void* introduction);
    void look_at_oneself();

    void* thread_pointer_ = nullptr;
    void* stack_bottom_ = nullptr;
    std::size_t stack_size_ = 0;
    bool has_room_ = false;  ///< to park above the stack that it lends
    int* errno_ = nullptr;
    ThreadExit** exit_of_thread_ = nullptr;
    LastWords** last_words_ = nullptr;
    ThreadImage image_;
    ThreadExit exit_;
};

/// A thread whose stack has `stack_size` bytes, from those that were given back or a new one. Throws std::system_error
/// when the operating system gives no more threads, std::bad_alloc when it gives no stack.
BorrowedThread& borrow_thread(std::size_t stack_size);
void give_back(BorrowedThread& thread) noexcept;

}  // namespace heddle
