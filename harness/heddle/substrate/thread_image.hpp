// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace heddle {

/// The thread_local variables of one thread, and what they begin with: one block a module of the process (the program
/// itself, each library). libc's are not among them: in its own block it keeps what belongs to the thread and not to the
/// program, the allocator's cache for one. Nor are those of libraries that were loaded while the process ran and that
/// came too late for a place in the thread's own memory.
class ThreadImage {
public:
    /// Of the calling thread, which must be new: it has used none of them yet.
    static ThreadImage of_this_thread();

    /// Puts everything back to its beginning: no destructors, no constructors, which run at the next use.
    void reset() const noexcept;

private:
    struct Block {
        char* place;
        char const* beginning;
        std::size_t given;  ///< bytes that begin with a value
        std::size_t size;   ///< the others begin with zero
    };
    std::vector<Block> blocks_;
};

/// Bytes that a new thread needs for the variables of all modules, libc's among them; about.
std::size_t size_of_thread_locals();

/// Whether any module that is there by now has thread_local variables; those of heddle and of the C++ runtime, which need
/// not be a thread's own, do not count.
bool are_there_thread_locals();

/// Why thread_local variables cannot be told from what libc or the allocator keeps for a thread; empty if they can.
std::string why_no_thread_image();

}  // namespace heddle
