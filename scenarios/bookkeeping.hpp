// SPDX-License-Identifier: Apache-2.0
#pragma once

#if defined(HEDDLE_SYNC_STD)
#include <mutex>
#else
#include <heddle/core/announce.hpp>
#endif

namespace heddle::scenarios {

/// Guards what the threads of a scenario note down and the program that is shown does not have. While an Entry lives,
/// nobody else has one. Under heddle that costs no scheduling point, and there must be none while one lives; over std it
/// is a mutex.
class Bookkeeping {
public:
#if defined(HEDDLE_SYNC_STD)
    class Entry {
    public:
        explicit Entry(Bookkeeping& books) : guard_{books.mutex_} {}

    private:
        std::lock_guard<std::mutex> guard_;
    };

private:
    std::mutex mutex_;
#else
    class Entry {
    public:
        explicit Entry(Bookkeeping&) {}

    private:
        Unwatched unwatched_;
    };
#endif
};

}  // namespace heddle::scenarios
