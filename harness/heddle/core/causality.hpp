// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/event.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace heddle {

/// Vector clocks of threads and objects (Mattern, Virtual Time and Global States of Distributed Systems, 1989): what of
/// each thread's past is known to each thread. follow() uses the synchronisation that Effects tell of; acquire(),
/// release() and replace() serve any other relation.
///
/// Rows of one flat matrix, as wide as there are threads (rounded up); memory is kept over executions, so that nothing
/// is allocated once the largest execution was seen. A release from a thread that knew all the object knew leaves a
/// copy of its clock; the releaser's epoch then stands for the whole row (Flanagan, Freund: FastTrack, PLDI 2009).
class Causality {
public:
    /// A thread's own time: grows at each of its releases; 0 is before everything.
    using Clock = std::uint32_t;

    /// Forgets everything but the memory.
    void clear() noexcept;

    /// Takes in what the event synchronises.
    void follow(Event const& event) {
        constexpr unsigned relevant =
            Effect::acquires | Effect::releases | Effect::also_acquires | Effect::also_releases;
        if ((event.effect.flags & relevant) == 0) return;
        know(event.operation.thread);
        synchronise(event);
    }

    /// Makes room for the thread; needed before a question about it, or acquire, release and replace.
    void know(ThreadId thread) {
        if (index(thread) >= threads_) add_threads(index(thread) + 1);
    }

    bool knows(ThreadId thread) const noexcept { return index(thread) < threads_; }

    void acquire(ThreadId thread, ObjectId object);
    /// The object learns what the thread knows.
    void release(ThreadId thread, ObjectId object);
    /// The object forgets, then learns what the thread knows.
    void replace(ThreadId thread, ObjectId object);

    /// The thread's own time.
    Clock now(ThreadId thread) const noexcept { return now_[index(thread)]; }
    /// Whether what `earlier` did at its time `when` happens before what `later` does now. Both must be known.
    bool before(ThreadId earlier, Clock when, ThreadId later) const noexcept {
        return when <= row(later)[index(earlier)];
    }
    /// The latest time of each other thread that `thread` knows of: width() numbers. Its own is UINT32_MAX: it knows
    /// all that it did.
    Clock const* row(ThreadId thread) const noexcept { return &clocks_[index(thread) << shift_]; }
    /// Numbers in a row, a power of two from 8 on; changes only when a thread comes that is beyond it.
    std::size_t width() const noexcept { return std::size_t{1} << shift_; }
    std::size_t shift() const noexcept { return shift_; }

private:
    struct Release {
        std::uint32_t slot = 0;  ///< its row in released_, plus 1; 0: never released
        Clock when = 0;          ///< with `by`: the epoch that stands for the row; 0: none does
        ThreadId by = no_thread;
    };

    void synchronise(Event const& event);
    void join(Clock* into, Clock const* from) noexcept;
    static void copy(Clock* into, Clock const* from, std::size_t width) noexcept;
    void add_threads(std::size_t count);
    void add_objects(std::size_t count);
    void widen(std::size_t width);
    Release& release_of(ObjectId object) {
        if (index(object) >= objects_) add_objects(index(object) + 1);
        return releases_[index(object)];
    }
    Clock* own(ThreadId thread) noexcept { return &clocks_[index(thread) << shift_]; }
    Clock* slot_of(Release const& release) noexcept { return &released_[std::size_t{release.slot - 1} << shift_]; }
    void add_slot(Release& release);

    std::size_t shift_ = 3;    ///< of the width, which is a multiple of 8 for the vector units
    std::size_t threads_ = 0;  ///< known in this execution
    std::size_t objects_ = 0;  ///< entries of releases_ that are valid in this execution
    std::size_t slots_ = 0;    ///< rows of released_ in use in this execution
    // A thread's own time stands apart from its row: a row that was written number by number is slow to read as a whole
    // right after.
    std::vector<Clock> now_;         ///< by thread
    std::vector<Clock> clocks_;      ///< rows by thread
    std::vector<Clock> released_;    ///< rows by slot
    std::vector<Release> releases_;  ///< by object
};

// SSE2 has no maximum of 32-bit numbers: for few threads, number by number is fewest instructions.
[[gnu::always_inline]] inline void Causality::join(Clock* into, Clock const* from) noexcept {
    for (std::size_t i = 0; i < threads_; ++i) {
        if (from[i] > into[i]) into[i] = from[i];
    }
}

[[gnu::always_inline]] inline void Causality::copy(Clock* into, Clock const* from, std::size_t width) noexcept {
    for (std::size_t i = 0; i < width; i += 8) std::memcpy(into + i, from + i, 8 * sizeof(Clock));
}

[[gnu::always_inline]] inline void Causality::synchronise(Event const& event) {
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

[[gnu::always_inline]] inline void Causality::acquire(ThreadId thread, ObjectId object) {
    Release const& release = release_of(object);
    if (release.slot == 0) return;
    Clock* const mine = own(thread);
    // Who knows the releaser's time of release knows all that the releaser knew then.
    if (release.when != 0 && release.when <= mine[index(release.by)]) return;
    join(mine, slot_of(release));
}

[[gnu::always_inline]] inline void Causality::release(ThreadId thread, ObjectId object) {
    Release const& release = release_of(object);
    if (release.slot == 0 || (release.when != 0 && release.when <= own(thread)[index(release.by)])) {
        replace(thread, object);
        return;
    }
    Clock* const theirs = slot_of(release);
    join(theirs, own(thread));
    theirs[index(thread)] = now_[index(thread)]++;
    releases_[index(object)].when = 0;
}

[[gnu::always_inline]] inline void Causality::replace(ThreadId thread, ObjectId object) {
    Release& release = release_of(object);
    if (release.slot == 0) add_slot(release);
    Clock* const theirs = slot_of(release);
    copy(theirs, own(thread), width());
    release.by = thread;
    release.when = theirs[index(thread)] = now_[index(thread)]++;
}

}  // namespace heddle
