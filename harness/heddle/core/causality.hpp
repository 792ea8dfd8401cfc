// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <heddle/core/event.hpp>

namespace heddle {

/// Vector clocks of threads and objects (Mattern, Virtual Time and Global States of Distributed Systems, 1989): what of
/// each thread's past is known to each thread. follow() uses the synchronisation that Effects tell of; acquire(),
/// release() and replace() serve any other relation.
///
/// Rows of one flat matrix, as wide as there are threads (rounded up); memory is kept over executions, so that nothing
/// is allocated once the largest execution was seen. A release from a thread that knew all the object knew leaves a copy
/// of its clock; the releaser's epoch then stands for the whole row (Flanagan, Freund: FastTrack, PLDI 2009).
class Causality {
public:
    /// A thread's own time: grows at each of its releases; 0 is before everything.
    using Clock = std::uint32_t;

    /// Forgets everything but the memory.
    void clear() noexcept;

    /// Takes in what the event synchronises.
    void follow(Event const& event) {
        constexpr unsigned relevant = Effect::acquires | Effect::releases | Effect::also_acquires | Effect::also_releases;
        if ((event.effect.flags & relevant) == 0) return;
        know(event.operation.thread);
        synchronise(event);
    }

    /// Makes room for the thread; needed before a question about it, or acquire, release and replace.
    void know(ThreadId thread) {
        if (index(thread) >= threads_) add_threads(index(thread) + 1);
    }

    void acquire(ThreadId thread, ObjectId object);
    /// The object learns what the thread knows.
    void release(ThreadId thread, ObjectId object);
    /// The object forgets, then learns what the thread knows.
    void replace(ThreadId thread, ObjectId object);

    /// The thread's own time.
    Clock now(ThreadId thread) const noexcept { return row(thread)[index(thread)]; }
    /// Whether what `earlier` did at its time `when` happens before what `later` does now. Both must be known.
    bool before(ThreadId earlier, Clock when, ThreadId later) const noexcept { return when <= row(later)[index(earlier)]; }
    /// The latest time of each thread that `thread` knows of: width() numbers.
    Clock const* row(ThreadId thread) const noexcept { return &clocks_[index(thread) * width_]; }
    /// Numbers in a row; changes only when a thread comes that is beyond it.
    std::size_t width() const noexcept { return width_; }

private:
    struct Release {
        std::uint32_t slot = 0;      ///< its row in released_, plus 1; 0: never released
        Clock when = 0;              ///< with `by`: the epoch that stands for the row; 0: none does
        ThreadId by = no_thread;
    };

    void synchronise(Event const& event);
    void add_threads(std::size_t count);
    void add_objects(std::size_t count);
    void widen(std::size_t width);
    Release& release_of(ObjectId object) {
        if (index(object) >= objects_) add_objects(index(object) + 1);
        return releases_[index(object)];
    }
    Clock* own(ThreadId thread) noexcept { return &clocks_[index(thread) * width_]; }
    Clock* slot_of(Release& release);
    void copy(ThreadId thread, Release& release);

    std::size_t width_ = 8;             ///< a multiple of 8, for the vector units
    std::size_t threads_ = 0;           ///< known in this execution
    std::size_t objects_ = 0;           ///< entries of releases_ that are valid in this execution
    std::size_t slots_ = 0;             ///< rows of released_ in use in this execution
    std::vector<Clock> clocks_;         ///< by thread
    std::vector<Clock> released_;       ///< by slot
    std::vector<Release> releases_;     ///< by object
};

}  // namespace heddle
