// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/causality.hpp>

namespace heddle {

namespace {

using Clock = Causality::Clock;

void join(Clock* into, Clock const* from, std::size_t width) noexcept {
    for (std::size_t i = 0; i < width; i += 8) {
        for (std::size_t j = i; j < i + 8; ++j) into[j] = std::max(into[j], from[j]);
    }
}

/// The same rows, `to` numbers wide instead of `from`.
std::vector<Clock> widened(std::vector<Clock> const& rows, std::size_t from, std::size_t to) {
    std::vector<Clock> wider(rows.size() / from * to, 0);
    for (std::size_t i = 0; i * from < rows.size(); ++i) {
        std::copy_n(rows.begin() + static_cast<std::ptrdiff_t>(i * from), from,
                    wider.begin() + static_cast<std::ptrdiff_t>(i * to));
    }
    return wider;
}

}  // namespace

void Causality::clear() noexcept {
    threads_ = 0;
    objects_ = 0;
    slots_ = 0;
}

void Causality::synchronise(Event const& event) {
    Operation const& operation = event.operation;
    Effect const& effect = event.effect;
    if (effect.has(Effect::acquires)) acquire(operation.thread, operation.object);
    if (effect.has(Effect::also_acquires)) acquire(operation.thread, operation.also);
    if (effect.has(Effect::releases)) {
        if (effect.has(Effect::replaces)) {
            replace(operation.thread, operation.object);
        } else {
            release(operation.thread, operation.object);
        }
    }
    if (effect.has(Effect::also_releases)) release(operation.thread, operation.also);
}

void Causality::acquire(ThreadId thread, ObjectId object) {
    Release const& release = release_of(object);
    if (release.slot == 0) return;
    Clock* const mine = own(thread);
    // Who knows the releaser's time of release knows all that the releaser knew then.
    if (release.when != 0 && release.when <= mine[index(release.by)]) return;
    join(mine, &released_[(release.slot - 1) * width_], width_);
}

void Causality::release(ThreadId thread, ObjectId object) {
    Release& release = release_of(object);
    Clock* const mine = own(thread);
    if (release.slot == 0 || (release.when != 0 && release.when <= mine[index(release.by)])) {
        copy(thread, release);
        return;
    }
    join(slot_of(release), mine, width_);
    release.when = 0;
    ++mine[index(thread)];
}

void Causality::replace(ThreadId thread, ObjectId object) { copy(thread, release_of(object)); }

void Causality::copy(ThreadId thread, Release& release) {
    Clock* const theirs = slot_of(release);
    Clock* const mine = own(thread);
    std::copy_n(mine, width_, theirs);
    release.by = thread;
    release.when = mine[index(thread)]++;
}

Clock* Causality::slot_of(Release& release) {
    if (release.slot == 0) {
        release.slot = static_cast<std::uint32_t>(++slots_);
        if (released_.size() < slots_ * width_) released_.resize(std::max(slots_, 2 * released_.size() / width_) * width_);
        std::fill_n(&released_[(slots_ - 1) * width_], width_, Clock{0});
    }
    return &released_[(release.slot - 1) * width_];
}

void Causality::add_threads(std::size_t count) {
    if (count > width_) widen(count);
    if (clocks_.size() < count * width_) clocks_.resize(std::max(count, 2 * clocks_.size() / width_) * width_);
    std::fill(clocks_.begin() + static_cast<std::ptrdiff_t>(threads_ * width_),
              clocks_.begin() + static_cast<std::ptrdiff_t>(count * width_), Clock{0});
    for (std::size_t i = threads_; i < count; ++i) clocks_[i * width_ + i] = 1;
    threads_ = count;
}

void Causality::add_objects(std::size_t count) {
    if (releases_.size() < count) releases_.resize(std::max(count, 2 * releases_.size()));
    std::fill(releases_.begin() + static_cast<std::ptrdiff_t>(objects_),
              releases_.begin() + static_cast<std::ptrdiff_t>(count), Release{});
    objects_ = count;
}

void Causality::widen(std::size_t width) {
    std::size_t const wider = (std::max(width, 2 * width_) + 7) / 8 * 8;
    clocks_ = widened(clocks_, width_, wider);
    released_ = widened(released_, width_, wider);
    width_ = wider;
}

}  // namespace heddle
