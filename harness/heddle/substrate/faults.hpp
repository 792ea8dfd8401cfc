// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

namespace heddle {

/// What there is to say when the program under test brings the process down. Asked by a signal handler on the thread that
/// last_words() was called on.
class LastWords {
public:
    LastWords() = default;
    LastWords(LastWords const&) = delete;
    LastWords& operator=(LastWords const&) = delete;
    virtual ~LastWords() = default;

    /// Lines, each with its end: what was running. May take no lock and no memory.
    virtual char const* running() noexcept = 0;
    /// A line with its end: how to come here again. May take memory: if that hangs, for the crash was in the allocator, an alarm
    /// ends the process.
    virtual std::string again() = 0;
};

/// From now on these are the last words of this OS thread; null: none. Returns those before.
LastWords* set_last_words(LastWords* words) noexcept;

/// Where they are kept, for a thread that lends its thread_local variables.
LastWords** place_of_last_words() noexcept;

/// Watches this OS thread for the signals of a crash (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT). If last words are set they are
/// said on stderr, after which the process ends as it would have. Running into a guard page ends it with a message that says
/// so, the last words, and status 4. May be called again.
void watch_for_faults();

/// The page at `address` lies below a stack of so many bytes. Guards are kept in a list that a signal handler can walk.
void add_guard(void* address, std::size_t stack_size);
void remove_guard(void* address) noexcept;

std::size_t page_size() noexcept;

}  // namespace heddle
