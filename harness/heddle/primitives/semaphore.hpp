// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/objects/semaphore.hpp>
#include <heddle/primitives/chrono.hpp>

#include <cstddef>

namespace heddle {

/// std::counting_semaphore under control. Releasing above the maximum is a finding.
template <std::ptrdiff_t LeastMaxValue = PTRDIFF_MAX>
class counting_semaphore {
public:
    explicit counting_semaphore(std::ptrdiff_t desired, Where where = Where::here())
        : id_{running("counting_semaphore")
                  .create<objects::Semaphore>(
                      ObjectKind::semaphore, where, static_cast<std::uint64_t>(desired),
                      static_cast<std::uint64_t>(LeastMaxValue))} {
        active_engine->directory().set_initial(id_, static_cast<std::uint64_t>(desired));
    }
    counting_semaphore(counting_semaphore const&) = delete;
    counting_semaphore& operator=(counting_semaphore const&) = delete;

    static constexpr std::ptrdiff_t max() noexcept { return LeastMaxValue; }

    void release(std::ptrdiff_t update = 1, Where where = Where::here()) {
        running("counting_semaphore")
            .perform(OperationKind::release, id_, no_object, static_cast<std::uint64_t>(update), where);
    }
    void acquire(Where where = Where::here()) { acquire_until(never, where); }
    bool try_acquire(Where where = Where::here()) {
        return running("counting_semaphore").perform(OperationKind::try_acquire, id_, no_object, 0, where) != 0;
    }
    template <class Rep, class Period>
    bool try_acquire_for(std::chrono::duration<Rep, Period> const& duration, Where where = Where::here()) {
        return acquire_until(deadline_after(running("counting_semaphore"), duration), where);
    }
    template <virtual_clock Clock, class Duration>
    bool try_acquire_until(std::chrono::time_point<Clock, Duration> const& time, Where where = Where::here()) {
        return acquire_until(deadline_at(time), where);
    }

    ObjectId id() const noexcept { return id_; }

private:
    bool acquire_until(std::uint64_t deadline, Where where) {
        return running("counting_semaphore").perform(OperationKind::acquire, id_, no_object, deadline, where) != 0;
    }

    ObjectId id_;
};

using binary_semaphore = counting_semaphore<1>;

}  // namespace heddle
