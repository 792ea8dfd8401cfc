// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace heddle {

/// Stacks with a guard page below, mapped once and used again. Running into a guard page ends the process with a message
/// that says so, and with status 4.
class StackPool {
public:
    explicit StackPool(std::size_t size);
    StackPool(StackPool const&) = delete;
    StackPool& operator=(StackPool const&) = delete;
    ~StackPool();

    /// The lowest usable address of a stack of size() bytes; what it holds is undefined. Throws std::bad_alloc.
    void* take();
    void give_back(void* bottom) noexcept;
    std::size_t size() const noexcept { return size_; }

    /// Called from a signal handler when a stack has overflowed, before the process ends; returns what to add to the message
    /// (a replay token, say) or null. For explore.
    static void set_last_words(char const* (*last_words)() noexcept) noexcept;

private:
    std::size_t size_;
    std::vector<void*> free_;
    std::vector<void*> all_;
};

/// Installs, once per OS thread, the alternative stack on which an overflow can be reported.
void watch_for_overflow();

}  // namespace heddle
