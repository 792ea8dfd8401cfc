// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace heddle {

/// Stacks with a guard page below, mapped once and used again. Running into a guard page ends the process with a message
/// that says so (faults.hpp).
class StackPool {
public:
    /// `reserve` bytes more lie above each stack, for whoever takes it.
    explicit StackPool(std::size_t size, std::size_t reserve = 0);
    StackPool(StackPool const&) = delete;
    StackPool& operator=(StackPool const&) = delete;
    ~StackPool();

    /// The lowest usable address of a stack of size() bytes; what it holds is undefined. Throws std::bad_alloc.
    void* take();
    void give_back(void* bottom) noexcept;
    std::size_t size() const noexcept { return size_; }
    std::size_t reserve() const noexcept { return reserve_; }

private:
    std::size_t size_;
    std::size_t reserve_;
    std::vector<void*> free_;
    std::vector<void*> all_;
};

}  // namespace heddle
