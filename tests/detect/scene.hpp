// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/directory.hpp>
#include <heddle/core/trace.hpp>
#include <heddle/detect/detector.hpp>

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace heddle::scene {

using Kind = OperationKind;

/// An execution written down by hand, event by event, with the Effects that the models would give. Objects are plain
/// data: the scene knows who holds a mutex and nothing else, so that a test can also tell of executions that cannot be.
class Scene {
public:
    explicit Scene(char const* file = "account.cpp") : file_{file} {
        threads_.push_back(directory_.add_thread(no_thread, {}));
        lives_.push_back(directory_.add_object(root_thread, ObjectKind::thread, {}));
        event(0, Kind::begin, lives_[0], 0, Effect::acquires).effect.other = root_thread;
    }

    /// The root starts a thread; its number.
    unsigned start(std::string const& name = {}, unsigned line = 0) {
        auto const number = static_cast<unsigned>(threads_.size());
        threads_.push_back(directory_.add_thread(root_thread, at(line)));
        if (!name.empty()) directory_.set_name(threads_.back(), name);
        lives_.push_back(directory_.add_object(root_thread, ObjectKind::thread, at(line)));
        event(0, Kind::start, lives_[number], line, Effect::releases).effect.other = threads_[number];
        event(number, Kind::begin, lives_[number], 0, Effect::acquires).effect.other = threads_[number];
        return number;
    }
    void end(unsigned thread) {
        event(thread, Kind::end, lives_[thread], 0, Effect::releases | Effect::changes).effect.other = threads_[thread];
        pend(thread, Kind::end, lives_[thread], 0);
    }
    void join(unsigned thread, unsigned other, unsigned line = 0) {
        event(thread, Kind::join, lives_[other], line, Effect::acquires).effect.other = threads_[other];
    }

    ObjectId object(ObjectKind kind, std::string const& name = {}) {
        ObjectId const made = directory_.add_object(root_thread, kind, at(1));
        if (!name.empty()) directory_.set_name(made, name);
        holders_.resize(directory_.objects(), no_thread);
        return made;
    }

    void lock(unsigned thread, ObjectId mutex, unsigned line = 0) {
        event(thread, Kind::lock, mutex, line, Effect::acquires | Effect::changes).effect.result = 1;
        holders_[index(mutex)] = threads_[thread];
    }
    void unlock(unsigned thread, ObjectId mutex, unsigned line = 0) {
        event(thread, Kind::unlock, mutex, line, Effect::releases | Effect::changes).effect.other =
            holders_[index(mutex)];
        holders_[index(mutex)] = no_thread;
    }
    void wait(unsigned thread, ObjectId condition, ObjectId mutex, unsigned line = 0) {
        event(thread, Kind::wait, condition, line, Effect::also_releases | Effect::changes).operation.also = mutex;
        holders_[index(mutex)] = no_thread;
    }
    void wake(unsigned thread, ObjectId condition, unsigned line = 0) {
        event(thread, Kind::wake, condition, line, 0).operation.operand = never;
    }
    void notify_one(unsigned thread, ObjectId condition, ThreadId woken, unsigned line = 0) {
        event(thread, Kind::notify_one, condition, line, Effect::changes).effect.other = woken;
    }
    void
    read(unsigned thread, ObjectId variable, unsigned line = 0, std::uint64_t value = 0, Kind kind = Kind::plain_load) {
        event(thread, kind, variable, line, 0).effect.result = value;
    }
    void write(
        unsigned thread, ObjectId variable, unsigned line = 0, std::uint64_t value = 0, std::uint64_t before = 0,
        Kind kind = Kind::plain_store) {
        Event& made = event(thread, kind, variable, line, Effect::changes);
        made.operation.operand = value;
        made.effect.result = before;
    }
    Event& atomic_load(unsigned thread, ObjectId atomic, unsigned line = 0) {
        return event(thread, Kind::atomic_load, atomic, line, Effect::acquires);
    }
    Event& atomic_store(unsigned thread, ObjectId atomic, unsigned line = 0) {
        return event(thread, Kind::atomic_store, atomic, line, Effect::releases | Effect::replaces | Effect::changes);
    }
    Event& fetch_add(unsigned thread, ObjectId atomic, unsigned line = 0) {
        return event(thread, Kind::fetch_add, atomic, line, Effect::acquires | Effect::releases | Effect::changes);
    }
    void fail(unsigned thread, std::string const& text, std::uint32_t pick, unsigned line = 0) {
        Event& made = event(thread, Kind::fail, no_object, line, 0);
        made.operation.operand = index(directory_.intern(text));
        made.outcome.pick = pick;
    }
    void leftover(unsigned thread, ObjectId object, Misuse misuse) {
        event(thread, Kind::leftover, object, 0, 0).effect.misuse = misuse;
    }

    /// Any event at all.
    Event& event(unsigned thread, Kind kind, ObjectId object, unsigned line, int flags) {
        Event made;
        made.operation.thread = threads_[thread];
        made.operation.kind = kind;
        made.operation.object = object;
        made.operation.where = at(line);
        if (traits(kind).has_deadline) made.operation.operand = never;
        made.effect.flags = static_cast<std::uint16_t>(flags);
        trace_.events.push_back(made);
        return trace_.events.back();
    }

    /// What the thread waits to do at the ending.
    Operation& pend(unsigned thread, Kind kind, ObjectId object, unsigned line = 0) {
        if (trace_.pending.size() <= thread) trace_.pending.resize(thread + 1);
        Operation& operation = trace_.pending[thread];
        operation = {};
        operation.thread = threads_[thread];
        operation.kind = kind;
        operation.object = object;
        operation.where = at(line);
        if (traits(kind).has_deadline) operation.operand = never;
        return operation;
    }
    void pend_lock(unsigned thread, ObjectId mutex, unsigned line = 0) { pend(thread, Kind::lock, mutex, line); }

    /// The trace so far; threads that were not said to wait have ended.
    Trace const& trace(Ending ending = Ending::finished) {
        trace_.directory = &directory_;
        trace_.ending = ending;
        trace_.ok = ending == Ending::finished;
        std::size_t const said = trace_.pending.size();
        trace_.pending.resize(threads_.size());
        for (std::size_t i = 0; i < threads_.size(); ++i) {
            if (i < said && trace_.pending[i].thread != no_thread) continue;
            trace_.pending[i] = {};
            trace_.pending[i].thread = threads_[i];
            trace_.pending[i].kind = Kind::end;
        }
        trace_.steps = 0;
        for (Event const& event : trace_.events) trace_.steps += noted(event.operation.kind) ? 0 : 1;
        return trace_;
    }

    Trace& edit() { return trace_; }
    ThreadId thread(unsigned number) const { return threads_[number]; }
    ObjectId life(unsigned thread) const { return lives_[thread]; }
    Directory& directory() { return directory_; }
    Where at(unsigned line) const { return line == 0 ? Where{} : Where::here(file_, line); }

private:
    char const* file_;
    Directory directory_;
    Trace trace_;
    std::vector<ThreadId> threads_;
    std::vector<ObjectId> lives_;
    std::vector<ThreadId> holders_;
};

/// Tells an observer interested in accesses, as the engine would: from the first one on, and of accesses now through the one
/// door, now through the other.
inline void tell_of_accesses(Detector& detector, Event const& event, std::uint64_t number, bool& begun) {
    Operation const& operation = event.operation;
    begun = begun || is_access(operation.kind);
    if (!begun) return;
    if (is_access(operation.kind) && number % 2 == 0) {
        detector.on_access(operation.thread, operation.object, operation.kind == Kind::plain_store);
    } else {
        detector.on_event(event, number);
    }
}

/// Shows the execution to the detector, as the engine would.
inline void show(Detector& detector, Trace const& trace) {
    detector.on_begin(*trace.directory);
    std::uint64_t step = 0;
    std::uint64_t number = 0;
    bool begun = false;
    for (Event const& event : trace.events) {
        Kind const kind = event.operation.kind;
        bool const trouble = event.effect.misuse != Misuse::none || kind == Kind::fail || kind == Kind::leftover;
        bool const told =
            detector.interest() == Interest::every_event || (detector.interest() == Interest::troubles && trouble);
        if (detector.interest() == Interest::accesses) tell_of_accesses(detector, event, number++, begun);
        if (told) detector.on_event(event, step);
        if (!noted(kind)) ++step;
    }
    detector.on_end(trace.ending, trace.pending);
}

/// The row of the table with that name.
inline DetectorEntry const& entry(std::string const& name) {
    for (DetectorEntry const& row : detectors()) {
        if (row.name == name) return row;
    }
    throw std::invalid_argument{"no detector " + name};
}

inline std::vector<Finding> findings(std::string const& name, Trace const& trace, Effort effort = Effort::explain) {
    auto const detector = entry(name).make({}, effort);
    show(*detector, trace);
    std::vector<Finding> found;
    detector->report(found);
    EXPECT_EQ(detector->fired(), !found.empty());
    return found;
}

/// The messages of all that the detector of this name finds, one after another.
inline std::string messages(std::string const& name, Trace const& trace) {
    std::string all;
    for (Finding const& finding : findings(name, trace)) all += finding.message + "\n";
    return all;
}

inline bool noticed(std::string const& name, Trace const& trace) {
    auto const detector = entry(name).make({}, Effort::notice);
    show(*detector, trace);
    return detector->fired();
}

}  // namespace heddle::scene
