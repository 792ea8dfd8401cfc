// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/causality.hpp>

#include <algorithm>
#include <bit>

namespace heddle {

namespace {

using Clock = Causality::Clock;

constexpr Clock own_time = UINT32_MAX;

/// The same rows, wider.
std::vector<Clock> widened(std::vector<Clock> const& rows, std::size_t shift, std::size_t wider_shift) {
    std::vector<Clock> wider(rows.size() >> shift << wider_shift, 0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::size_t const row = i >> shift;
        wider[(row << wider_shift) + i - (row << shift)] = rows[i];
    }
    return wider;
}

}  // namespace

void Causality::clear() noexcept {
    threads_ = 0;
    objects_ = 0;
    slots_ = 0;
}

void Causality::add_slot(Release& release) {
    release.slot = static_cast<std::uint32_t>(++slots_);
    if (released_.size() < slots_ << shift_) released_.resize((2 * slots_) << shift_);
}

void Causality::add_threads(std::size_t count) {
    if (count > width()) widen(count);
    if (now_.size() < count) {
        now_.resize(2 * count);
        clocks_.resize(now_.size() << shift_);
    }
    std::fill_n(own(static_cast<ThreadId>(threads_)), (count - threads_) << shift_, Clock{0});
    for (std::size_t i = threads_; i < count; ++i) {
        now_[i] = 1;
        clocks_[(i << shift_) + i] = own_time;
    }
    threads_ = count;
}

void Causality::add_objects(std::size_t count) {
    if (releases_.size() < count) releases_.resize(std::max(count, 2 * releases_.size()));
    std::fill(
        releases_.begin() + static_cast<std::ptrdiff_t>(objects_),
        releases_.begin() + static_cast<std::ptrdiff_t>(count), Release{});
    objects_ = count;
}

void Causality::widen(std::size_t width_needed) {
    std::size_t const wider = static_cast<std::size_t>(std::bit_width(width_needed - 1));
    clocks_ = widened(clocks_, shift_, wider);
    released_ = widened(released_, shift_, wider);
    shift_ = wider;
}

}  // namespace heddle
