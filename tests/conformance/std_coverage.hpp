// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tests/conformance/worlds.hpp>

#include <algorithm>
#include <concepts>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>

/// What of std there is, shown at compile time. Concepts over a world name the public members that std has; each is asserted of
/// both worlds, so that std itself checks the list. What heddle lacks is asserted true of std and false of heddle. Whatever
/// was asserted so is noted here by the name of its row, to be held against the table in the map.
namespace conformance {

/// What assertions show of a row: that it is there, and what it lacks.
struct Shown {
    bool is_there = false;
    std::set<std::string> missing;
};
/// By the row's name.
std::map<std::string, Shown>& covered();

/// Notes what an assertion shows.
struct Covered {
    explicit Covered(std::string const& row) { covered()[row].is_there = true; }
    explicit Covered(std::string const& row, std::string const& missing) { covered()[row].missing.insert(missing); }
};

template <std::size_t Count>
constexpr bool all_of(bool const (&list)[Count]) {
    return std::all_of(std::begin(list), std::end(list), [](bool one) { return one; });
}
template <std::size_t Count>
constexpr bool none_of(bool const (&list)[Count]) {
    return std::none_of(std::begin(list), std::end(list), [](bool one) { return one; });
}

/// For operands that are looked at and never evaluated.
template <class T>
T& a() noexcept;
template <class T>
T&& moved() noexcept;

/// What std's mutexes and their like are.
template <class T>
concept NotCopied = !std::is_copy_constructible_v<T> && !std::is_copy_assignable_v<T>;
/// What std's handles are.
template <class T>
concept OnlyMoved = NotCopied<T> && std::movable<T> && std::is_nothrow_move_constructible_v<T>;

/// A clock that is neither std's nor heddle's.
struct OtherClock {
    using duration = std::chrono::milliseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<OtherClock>;
    static constexpr bool is_steady = true;
    static time_point now() noexcept { return {}; }
};
using Duration = std::chrono::milliseconds;
using Predicate = bool (*)();

/// A function template of a namespace as a member of a world: can be called as the function can, and is noexcept as it is.
#define HEDDLE_WORLD_FUNCTION(space, name)                                                                             \
    template <class... Arguments>                                                                                      \
    static auto name(Arguments&&... arguments) noexcept(noexcept(space::name(std::forward<Arguments>(arguments)...)))  \
        ->decltype(space::name(std::forward<Arguments>(arguments)...)) {                                               \
        return space::name(std::forward<Arguments>(arguments)...);                                                     \
    }

/// The worlds of the suite with functions that tell what they can be called with.
struct OfStd : Std {
    using memory_order = std::memory_order;
    HEDDLE_WORLD_FUNCTION(std, lock)
    HEDDLE_WORLD_FUNCTION(std, try_lock)
    HEDDLE_WORLD_FUNCTION(std, call_once)
    HEDDLE_WORLD_FUNCTION(std, async)
    HEDDLE_WORLD_FUNCTION(std, atomic_thread_fence)
    HEDDLE_WORLD_FUNCTION(std, atomic_signal_fence)
    HEDDLE_WORLD_FUNCTION(std::this_thread, get_id)
    HEDDLE_WORLD_FUNCTION(std::this_thread, yield)
    HEDDLE_WORLD_FUNCTION(std::this_thread, sleep_for)
    HEDDLE_WORLD_FUNCTION(std::this_thread, sleep_until)
};
struct OfHeddle : Heddle {
    using memory_order = heddle::memory_order;
    HEDDLE_WORLD_FUNCTION(heddle, lock)
    HEDDLE_WORLD_FUNCTION(heddle, try_lock)
    HEDDLE_WORLD_FUNCTION(heddle, call_once)
    HEDDLE_WORLD_FUNCTION(heddle, async)
    HEDDLE_WORLD_FUNCTION(heddle, atomic_thread_fence)
    HEDDLE_WORLD_FUNCTION(heddle, atomic_signal_fence)
    HEDDLE_WORLD_FUNCTION(heddle::this_thread, get_id)
    HEDDLE_WORLD_FUNCTION(heddle::this_thread, yield)
    HEDDLE_WORLD_FUNCTION(heddle::this_thread, sleep_for)
    HEDDLE_WORLD_FUNCTION(heddle::this_thread, sleep_until)
};

}  // namespace conformance

#define HEDDLE_NOTE_JOINED(line, ...) [[maybe_unused]] static conformance::Covered const covered_##line(__VA_ARGS__)
#define HEDDLE_NOTE(line, ...) HEDDLE_NOTE_JOINED(line, __VA_ARGS__)

/// Both worlds have what the concept names.
#define HEDDLE_HAS(row, concept_of)                                                                                    \
    static_assert(concept_of<OfStd>, row ": this is not what std has");                                                \
    static_assert(concept_of<OfHeddle>, row ": heddle lacks what the map calls there");                                \
    HEDDLE_NOTE(__COUNTER__, row)

/// std has what the concept names, and heddle has not.
#define HEDDLE_LACKS(row, missing, concept_of)                                                                         \
    static_assert(concept_of<OfStd>, row " " missing ": this is not what std has");                                    \
    static_assert(!concept_of<OfHeddle>, row " " missing ": heddle has what the map calls missing");                   \
    HEDDLE_NOTE(__COUNTER__, row, missing)

/// Of the calls in the list each is noexcept in std, and none in heddle.
#define HEDDLE_LACKS_NOEXCEPT(row, list_of)                                                                            \
    static_assert(all_of(list_of<OfStd>), row ": one of these is not noexcept in std");                                \
    static_assert(none_of(list_of<OfHeddle>), row ": one of these is noexcept, which the map calls missing");          \
    HEDDLE_NOTE(__COUNTER__, row, "noexcept")

/// std has the name, and heddle has not: if it had, a name in the assertions would be ambiguous. A type is told from other
/// types only, and what is no type from what is none. To be used outside
/// of namespaces: names of a nearer one than heddle would hide heddle's.
#define HEDDLE_LACKS_NAME(row, space, name)                                                                            \
    namespace std_has_##name {                                                                                         \
        using space::name;                                                                                             \
    }                                                                                                                  \
    namespace type_##name {                                                                                            \
        struct name {};                                                                                                \
    }                                                                                                                  \
    namespace value_##name {                                                                                           \
        inline constexpr bool name = true;                                                                             \
    }                                                                                                                  \
    namespace no_type_##name {                                                                                         \
        using namespace heddle;                                                                                        \
        using namespace type_##name;                                                                                   \
        static_assert(std::is_same_v<name, type_##name::name>);                                                        \
    }                                                                                                                  \
    namespace no_value_##name {                                                                                        \
        using namespace heddle;                                                                                        \
        using namespace value_##name;                                                                                  \
        static_assert(name);                                                                                           \
    }                                                                                                                  \
    HEDDLE_NOTE(__COUNTER__, row, #name)
