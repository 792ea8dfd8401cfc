// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/objects/latch.hpp>
#include <heddle/primitives/running.hpp>

#include <cstddef>

namespace heddle {

/// std::latch under control. Counting below zero is a finding.
class latch {
public:
    explicit latch(std::ptrdiff_t expected, Where where = Where::here())
        : id_{running("latch").create<objects::Latch>(ObjectKind::latch, where, static_cast<std::uint64_t>(expected))} {
    }
    latch(latch const&) = delete;
    latch& operator=(latch const&) = delete;
    /// Destroying one that a thread waits on is a finding.
    ~latch() {
        if (active_engine != nullptr) active_engine->destroy(id_, {});
    }

    static constexpr std::ptrdiff_t max() noexcept { return PTRDIFF_MAX; }

    void count_down(std::ptrdiff_t update = 1, Where where = Where::here()) {
        perform(OperationKind::count_down, static_cast<std::uint64_t>(update), where);
    }
    /// Does not fail without cause.
    bool try_wait(Where where = Where::here()) const { return perform(OperationKind::arrival_check, 0, where) != 0; }
    void wait(Where where = Where::here()) const { perform(OperationKind::arrival_wait, 0, where); }
    void arrive_and_wait(std::ptrdiff_t update = 1, Where where = Where::here()) {
        count_down(update, where);
        wait(where);
    }

    ObjectId id() const noexcept { return id_; }

private:
    std::uint64_t perform(OperationKind kind, std::uint64_t operand, Where where) const {
        return running("latch").perform(kind, id_, no_object, operand, where);
    }

    ObjectId id_;
};

}  // namespace heddle
