// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/directory.hpp>
#include <heddle/core/event.hpp>
#include <heddle/core/verdict.hpp>

#include <cstdint>
#include <span>

namespace heddle {

/// What an observer wants to be told, so that a search pays only for what it watches.
enum class Interest : std::uint8_t {
    every_event,
    accesses,  ///< every event from the first access to plain shared data on: what came before orders no two accesses
    troubles,  ///< only events with a misuse, `fail` and `leftover`
    ending,    ///< only on_begin and on_end, of executions with trouble
};

/// Whether such an observer is told of executions without trouble too.
constexpr bool listens(Interest interest) noexcept {
    return interest == Interest::every_event || interest == Interest::accesses;
}

/// Watches an execution. It reads Effects and never decides anything.
class Observer {
public:
    Observer() = default;
    Observer(Observer const&) = delete;
    Observer& operator=(Observer const&) = delete;
    virtual ~Observer() = default;

    virtual Interest interest() const noexcept { return Interest::every_event; }
    /// Before the first event the observer is told of; an observer of troubles or endings is told nothing at all of an execution
    /// that finished without trouble. The Directory grows during the execution and stays until the next one begins.
    virtual void on_begin(Directory const&) {}
    /// After each event, on the hot path. `step`: of a step its number, of a noted event the number of the step to come.
    virtual void on_event(Event const&, std::uint64_t step) { (void)step; }
    /// In place of on_event, for those interested in accesses: the thread reads, or `writes`, a variable.
    virtual void on_access(ThreadId, ObjectId variable, bool writes) { (void)variable, (void)writes; }
    /// `pending`: by thread, what each waits to do, the kind being `end` for threads that have ended; may be empty when the
    /// execution finished without trouble.
    virtual void on_end(Ending, std::span<Operation const> pending) { (void)pending; }
};

}  // namespace heddle
