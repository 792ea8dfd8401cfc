// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/directory.hpp>
#include <heddle/core/event.hpp>
#include <heddle/core/wording.hpp>

#include <span>
#include <string>
#include <vector>

namespace heddle {

/// Who holds what, and what a parked thread waits for: read off events, for reports. Not for the hot path.
class Waiting {
public:
    struct Hold {
        ThreadId thread = no_thread;  ///< no_thread: nobody holds it
        std::uint32_t depth = 0;
        Where where;  ///< of the first lock that is not undone
        bool shared = false;
        bool copied = false;  ///< by a fork: the thread is one of another process, and has no use of this mutex
    };
    /// What one operation that cannot be taken waits for, in words.
    struct Need {
        std::string what;         ///< waits to lock mutex "right"
        std::string held;         ///< held by thread 2, called by thread 2, full; may be empty
        ThreadId on = no_thread;  ///< the thread that would have to move, when there is just one
    };

    void clear(Directory const& directory);
    void follow(Event const& event);

    /// Of several who share it, the one who has done so longest.
    Hold const& hold(ObjectId mutex) const noexcept;
    /// Everybody who holds it: one, or those who share it.
    std::span<Hold const> holds(ObjectId mutex) const noexcept;
    /// Not through a copy: that is another process's.
    bool holds(ThreadId thread, ObjectId mutex) const noexcept;
    /// Whose life an object of the kind `thread` is.
    ThreadId thread_of(ObjectId life) const noexcept;
    /// `thread 2 "right"` for the life of a thread, `mutex "left"` for any other object.
    std::string describe(ObjectId object) const;

    /// `pending`: by thread; needed to say whether a holder has ended.
    Need need(Operation const& operation, std::span<Operation const> pending) const;
    /// Adds a row for each thread of `stuck`: who, what it waits for, where.
    void add_needs(Rows& rows, std::span<ThreadId const> stuck, std::span<Operation const> pending) const;
    /// The condition's last notification when nobody waited; empty when there was none. Begins with a newline.
    std::string lost_notification(ObjectId condition) const;

private:
    struct Record {
        std::vector<Hold> holds;
        ThreadId life = no_thread;
        ThreadId requester = no_thread;  ///< of the stop, whose callbacks it runs
        ThreadId notifier = no_thread;   ///< the last who notified while nobody waited
        Where notified;
    };
    Record& record(ObjectId object);
    void follow_lock(Event const& event);
    void follow_copy(Operation const& operation);
    void follow_unlock(Operation const& operation);
    Need need_of_lock(Operation const& operation, std::span<Operation const> pending) const;
    Need need_of_stop(Operation const& operation) const;
    std::string
    holder(std::string const& held_by, ThreadId by, ThreadId asker, std::span<Operation const> pending) const;
    std::string sharers(std::span<Hold const> holds, ThreadId asker) const;

    Directory const* directory_ = nullptr;
    std::vector<Record> records_;  ///< by object
};

}  // namespace heddle
