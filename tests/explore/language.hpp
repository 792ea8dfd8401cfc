// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/semantics.hpp>

#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// A small language of concurrent programs, for random ones. Every thread has a register and knows which of the two
/// mutexes it holds; what a statement does follows from that and from the shared state alone.
namespace heddle::language {

enum class Verb : char {
    load = 'l',      ///< register = cell
    store = 's',     ///< cell = register + number
    add = 'a',       ///< atomic cells: register = fetch_add(number); others: a load and a store
    exchange = 'x',  ///< atomic cells only (others: a store of the number)
    lock = 'L',      ///< nothing if the thread holds the mutex
    unlock = 'U',    ///< nothing unless it does
    try_lock = 'T',  ///< as lock; register = whether it was taken
    wait = 'W',      ///< on the condition, with the mutex; nothing unless the thread holds it
    wait_for = 'V',  ///< for number + 1; register = whether it was woken
    notify_one = 'n',
    notify_all = 'N',
    acquire = 'P',  ///< the semaphore
    try_acquire = 'Q',
    acquire_for = 'R',
    release = 'v',
    set = 'e',  ///< the event
    reset = 'f',
    wait_event = 'E',
    wait_event_for = 'F',
    is_set = 'i',
    any_of = 'c',  ///< register = any_of(number + 1)
    write = 'w',   ///< prints the register
    skip = 'k',    ///< leaves out the next statement if the register is 0
    yield = 'y',   ///< at most one of yield and sleep in a thread
    sleep = 'z',
};
inline constexpr std::string_view verbs = "lsaxLUTWVnNPQRvefEFicwkyz";

constexpr bool is_one_of(Verb verb, std::string_view some) {
    return some.find(static_cast<char>(verb)) != std::string_view::npos;
}

struct Statement {
    Verb verb = Verb::load;
    std::uint8_t what = 0;    ///< which cell or mutex: 0 or 1
    std::uint8_t number = 0;  ///< 0 to 3
    friend bool operator==(Statement const&, Statement const&) = default;
};

struct Source {
    bool atomics = false;  ///< the cells are atomic; otherwise shared, with data races allowed
    Notify notify = Notify::any;
    Time time = Time::quiescent;
    std::uint8_t spurious = 0;
    std::uint8_t permits = 0;  ///< of the semaphore, at the beginning
    std::vector<std::vector<Statement>> threads;
    friend bool operator==(Source const&, Source const&) = default;
};

/// As source_in reads it: `sor01/l00 s11/L00 U00`.
inline std::string text_of(Source const& source) {
    std::string text;
    text += source.atomics ? 'a' : 's';
    text += source.notify == Notify::any ? 'n' : 'o';
    text += source.time == Time::quiescent ? 'q' : 'd';
    text += static_cast<char>('0' + source.spurious);
    text += static_cast<char>('0' + source.permits);
    for (auto const& thread : source.threads) {
        text += '/';
        for (Statement const& statement : thread) {
            if (text.back() != '/') text += ' ';
            text += static_cast<char>(statement.verb);
            text += static_cast<char>('0' + statement.what);
            text += static_cast<char>('0' + statement.number);
        }
    }
    return text;
}

inline Statement statement_in(std::string_view text) {
    if (text.size() != 3 || verbs.find(text[0]) == std::string_view::npos)
        throw std::invalid_argument("no statement: " + std::string{text});
    return {
        static_cast<Verb>(text[0]), static_cast<std::uint8_t>(text[1] - '0'), static_cast<std::uint8_t>(text[2] - '0')};
}

inline Source source_in(std::string_view text) {
    if (text.size() < 5) throw std::invalid_argument("no program: " + std::string{text});
    Source source;
    source.atomics = text[0] == 'a';
    source.notify = text[1] == 'o' ? Notify::oldest : Notify::any;
    source.time = text[2] == 'd' ? Time::adversarial : Time::quiescent;
    source.spurious = static_cast<std::uint8_t>(text[3] - '0');
    source.permits = static_cast<std::uint8_t>(text[4] - '0');
    for (std::size_t at = 5; at < text.size();) {
        if (text[at] == '/') {
            source.threads.emplace_back();
            ++at;
        } else if (text[at] == ' ') {
            ++at;
        } else {
            source.threads.back().push_back(statement_in(text.substr(at, 3)));
            at += 3;
        }
    }
    return source;
}

/// Puts a source that may hold anything into the bounds of the language: few polite statements, few threads.
inline void tidy(Source& source) {
    for (auto& thread : source.threads) {
        bool polite = false;
        for (Statement& statement : thread) {
            bool const is = statement.verb == Verb::yield || statement.verb == Verb::sleep;
            if (is && polite) statement.verb = Verb::is_set;
            polite = polite || is;
        }
    }
}

/// Takes away the last statement of the longest thread; false when nothing is left.
inline bool shorten(Source& source) {
    std::vector<Statement>* longest = nullptr;
    for (auto& thread : source.threads) {
        if (longest == nullptr || thread.size() >= longest->size()) longest = &thread;
    }
    if (longest == nullptr || longest->empty()) return false;
    longest->pop_back();
    return true;
}

}  // namespace heddle::language
