// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/sync.hpp>

#include <scenarios/starting_gate.hpp>

#include <cstddef>
#include <exception>
#include <utility>

namespace heddle::scenarios {

/// Starts a thread for each callable, all of them peers, then joins them in this order. The first choice is free.
template <class... Bodies>
void starting_line(Bodies&&... bodies) {
    StartingGate gate;
    sync::thread threads[] = {sync::thread(behind(gate, std::forward<Bodies>(bodies)))...};
    gate.open(sizeof...(bodies));
    for (sync::thread& thread : threads) thread.join();
}

/// How many threads of one kind a scenario may have.
inline constexpr std::size_t most_peers = 32;

/// As starting_line with `count` (at most most_peers) threads that call body(0), body(1), ..., and the other callables
/// after them. Nothing is on the heap, so that an execution that gets stuck leaves nothing behind.
template <class Body, class... Others>
void starting_line_of(std::size_t count, Body body, Others&&... others) {
    StartingGate gate;
    sync::thread threads[most_peers + sizeof...(Others)];
    std::size_t started = 0;
    while (started < count) {
        threads[started] = sync::thread(behind(gate, [body, started] { body(started); }));
        ++started;
    }
    ((threads[started++] = sync::thread(behind(gate, std::forward<Others>(others)))), ...);
    gate.open(started);
    for (std::size_t i = 0; i < started; ++i) threads[i].join();
}

/// Runs a thread's body as Python does: an exception ends the thread, and no other thread hears of it.
template <class Body>
void swallowing_exceptions(Body&& body) {
    try {
        std::forward<Body>(body)();
    } catch (std::exception const&) {
        // Python would print it and go on.
    }
}

}  // namespace heddle::scenarios
