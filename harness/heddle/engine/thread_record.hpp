// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/ids.hpp>
#include <heddle/core/substrate.hpp>
#include <heddle/engine/polling.hpp>

#include <cstdint>

namespace heddle {

class Engine;

/// What the engine keeps of one thread. Records and their fibers outlive executions.
struct ThreadRecord {
    Fiber fiber;
    ThreadRecord* returns_to = nullptr;  ///< on an excursion: who gets control back when this thread parks
    ThreadId id = no_thread;
    ObjectId object = no_object;  ///< its life
    Where where;                  ///< where it was started
    bool ended = false;
    bool timed = false;        ///< parked with a deadline
    bool awaits = false;       ///< parked with a predicate
    bool at_boundary = false;  ///< counted among the pollers
    std::uint64_t last_step = 0;
    Polling polling;
    void (*body)(void*) = nullptr;
    void* closure = nullptr;
    Engine* engine = nullptr;
};

/// What a pending await points to.
struct Predicate {
    bool (*holds)(void* context);
    void* context;
};

}  // namespace heddle
