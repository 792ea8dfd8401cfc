// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/ids.hpp>
#include <heddle/core/where.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace heddle {

/// Who is who in one execution: for every thread and object its kind, name, place of creation, and a key that does
/// not depend on the schedule.
class Directory {
public:
    struct Thread {
        std::string_view name;  ///< empty when nobody gave one
        Where where;            ///< where it was started
        ThreadId parent = no_thread;
        std::uint32_t child = 0;    ///< among the threads of its parent, from 1
        std::uint32_t threads = 0;  ///< how many it has created so far
        std::uint32_t objects = 0;
    };
    struct Object {
        std::string_view name;
        Where where;
        ThreadId creator = no_thread;
        std::uint32_t made = 0;     ///< among the objects of its creator, from 1
        std::uint32_t ordinal = 0;  ///< among the objects of its kind, from 1
        ObjectKind kind = ObjectKind::none;
        std::uint64_t initial =
            0;  ///< of a semaphore its count, of an event whether it is set, of a channel its capacity
    };

    Directory();
    Directory(Directory const&) = delete;
    Directory& operator=(Directory const&) = delete;

    /// Forgets threads and objects; interned texts stay.
    void clear() noexcept;

    ThreadId add_thread(ThreadId parent, Where where);
    ObjectId add_object(ThreadId creator, ObjectKind kind, Where where);
    void set_name(ThreadId thread, std::string_view name) { threads_[index(thread)].name = text(intern(name)); }
    void set_name(ObjectId object, std::string_view name) { objects_[index(object)].name = text(intern(name)); }

    void set_initial(ObjectId object, std::uint64_t state) { objects_[index(object)].initial = state; }

    std::size_t threads() const noexcept { return threads_.size(); }
    std::size_t objects() const noexcept { return objects_.size(); }  ///< one more than there are: 0 is no object
    Thread const& thread(ThreadId id) const noexcept { return threads_[index(id)]; }
    Object const& object(ObjectId id) const noexcept { return objects_[index(id)]; }

    /// The same in every execution in which it is created at the same point of the same thread's life: of the creation path,
    /// root's n-th child's m-th child.
    std::uint64_t key(ThreadId id) const noexcept;
    /// As for threads: of the creator, how many objects that thread had created, and the kind.
    std::uint64_t key(ObjectId id) const noexcept;

    /// The text's id; equal texts have equal ids as long as the Directory lives.
    TextId intern(std::string_view text);
    std::string_view text(TextId id) const noexcept { return texts_[index(id)].text; }
    /// A hash of the text's content, the same on every machine.
    std::uint64_t text_key(TextId id) const noexcept { return texts_[index(id)].key; }

    /// `thread 2 "right"`, or `thread 2` without a name.
    std::string describe(ThreadId id) const;
    /// `mutex "left"`, or `mutex 1` without a name.
    std::string describe(ObjectId id) const;
    /// `left` or `mutex 1`: for tables.
    std::string label(ObjectId id) const;

private:
    struct Text {
        std::string_view text;
        std::uint64_t key;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
    };

    std::vector<Thread> threads_;
    std::vector<Object> objects_;
    std::vector<std::uint32_t> made_;  ///< by ObjectKind
    std::vector<Text> texts_;
    std::unordered_map<std::string, TextId, Hash, std::equal_to<>> ids_;  ///< looked up, never walked
};

}  // namespace heddle
