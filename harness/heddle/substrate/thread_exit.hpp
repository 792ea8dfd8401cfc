// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <vector>

namespace heddle {

/// What has to be done when a thread ends that only lends itself, and so never does: the destructors of its thread_local
/// objects, then those of its pthread keys. The compiler's and libc's way of asking for them (__cxa_thread_atexit,
/// pthread_key_create) leads here, as long as heddle is linked before libstdc++ and libc, which it is.
class ThreadExit {
public:
    /// Does it, on the thread itself: last come, first served, until nobody asks for more.
    void run();
    /// Forgets it, on the thread itself: its objects are gone.
    void forget();

    /// Whether the compiler's calls do lead here: not so in a library that was loaded behind another libstdc++.
    static bool is_asked();

    void add(void (*destructor)(void*), void* object) { objects_.emplace_back(destructor, object); }

private:
    std::vector<std::pair<void (*)(void*), void*>> objects_;
};

/// Where the running thread keeps the pointer to its own; null there: libc sees to its end.
ThreadExit** place_of_thread_exit() noexcept;

}  // namespace heddle
