// SPDX-License-Identifier: Apache-2.0
#include <heddle/substrate/faults.hpp>
#include <heddle/substrate/stack_pool.hpp>

#include <sys/mman.h>

#include <algorithm>
#include <new>

namespace heddle {

namespace {

constexpr std::size_t least = std::size_t{16} * 1024;

std::size_t rounded(std::size_t size) noexcept { return (size + page_size() - 1) / page_size() * page_size(); }

}  // namespace

StackPool::StackPool(std::size_t size, std::size_t reserve)
    : size_{rounded(std::max(size, least))}, reserve_{rounded(reserve)} {}

StackPool::~StackPool() {
    for (void* const bottom : all_) {
        void* const base = static_cast<char*>(bottom) - page_size();
        remove_guard(base);
        munmap(base, page_size() + size_ + reserve_);
    }
}

void* StackPool::take() {
    if (!free_.empty()) {
        void* const bottom = free_.back();
        free_.pop_back();
        return bottom;
    }
    std::size_t const whole = page_size() + size_ + reserve_;
    void* const base =
        mmap(nullptr, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (base == MAP_FAILED) throw std::bad_alloc{};
    if (mprotect(base, page_size(), PROT_NONE) != 0) {
        munmap(base, whole);
        throw std::bad_alloc{};
    }
    void* const bottom = static_cast<char*>(base) + page_size();
    all_.push_back(bottom);
    free_.reserve(all_.size());
    add_guard(base, size_);
    return bottom;
}

void StackPool::give_back(void* bottom) noexcept { free_.push_back(bottom); }

}  // namespace heddle
