// SPDX-License-Identifier: Apache-2.0
#include "traces.hpp"

#include <algorithm>

namespace heddle::language {

namespace {

enum class Kind { none, cell, mutex, condition, semaphore, event, console };

/// What one part of a statement does to one kind of object.
struct Use {
    Kind kind = Kind::none;
    int object = 0;
    bool reads = false;  ///< only
};

Use use_of(Traces::Step const& step, bool atomics) {
    switch (step.verb) {
    case Verb::load:
        return {Kind::cell, step.what, true};
    case Verb::add:
        return {Kind::cell, step.what, !atomics && step.part == 0};
    case Verb::store:
    case Verb::exchange:
        return {Kind::cell, step.what, false};
    case Verb::lock:
    case Verb::unlock:
    case Verb::try_lock:
        return {Kind::mutex, step.what, false};
    case Verb::wait:
    case Verb::wait_for:
        return step.part == 1 ? Use{Kind::condition, 0, false} : Use{Kind::mutex, step.what, false};
    case Verb::notify_one:
    case Verb::notify_all:
        return {Kind::condition, 0, false};
    case Verb::acquire:
    case Verb::try_acquire:
    case Verb::acquire_for:
    case Verb::release:
        return {Kind::semaphore, 0, false};
    case Verb::set:
    case Verb::reset:
        return {Kind::event, 0, false};
    case Verb::wait_event:
    case Verb::wait_event_for:
    case Verb::is_set:
        return {Kind::event, 0, true};
    case Verb::write:
        return {Kind::console, 0, false};
    default:
        return {};
    }
}

bool waits(Traces::Step const& step) { return step.verb == Verb::wait || step.verb == Verb::wait_for; }
bool joins_queue(Traces::Step const& step) { return waits(step) && step.part == 0; }
bool wakes(Traces::Step const& step) { return waits(step) && step.part == 1; }
bool notifies(Traces::Step const& step) { return step.verb == Verb::notify_one || step.verb == Verb::notify_all; }

std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
    hash ^= word + 0x9E3779B97F4A7C15U + (hash << 6U) + (hash >> 2U);
    hash *= 0xFF51AFD7ED558CCDU;
    return hash ^ (hash >> 33U);
}

}  // namespace

bool Traces::on_same(Step const& a, Step const& b) const {
    // A wait is a step of its mutex, and of the condition, whose queue it joins.
    auto const queue = [](Step const& step) { return joins_queue(step) || notifies(step); };
    if (queue(a) && queue(b)) return true;
    if (wakes(a) && wakes(b)) return false;
    auto const forestalls = [](Step const& one, Step const& other) {
        return wakes(one) && one.way != Way::done && notifies(other);
    };
    if (forestalls(a, b) || forestalls(b, a)) return true;
    if (wakes(a) || wakes(b)) return false;
    Use const mine = use_of(a, atomics_);
    Use const yours = use_of(b, atomics_);
    if (mine.kind == Kind::none || mine.kind != yours.kind || mine.object != yours.object) return false;
    if (mine.kind == Kind::condition) return true;
    if (a.verb == Verb::release && b.verb == Verb::release) return false;
    return !(mine.reads && yours.reads);
}

bool Traces::enables(Step const& first, Step const& second) const {
    return wakes(second) && second.way == Way::done && (first.woken >> second.worker & 1U) != 0;
}

bool Traces::dependent(Step const& first, Step const& second) const {
    if (first.moves_clock || second.moves_clock || first.worker == second.worker) return true;
    if (first.way == Way::spurious && second.way == Way::spurious) return true;  // one budget
    return on_same(first, second) || enables(first, second);
}

std::uint64_t Traces::canonical() const {
    std::vector<std::uint64_t> names;
    std::vector<std::uint64_t> events;
    int ordinals[most_threads]{};
    std::vector<std::uint64_t> before;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        Step const& step = steps_[i];
        auto const worker = static_cast<std::uint64_t>(step.worker);
        std::uint64_t const ordinal = static_cast<std::uint64_t>(ordinals[worker]++);
        names.push_back(worker << 32U | ordinal);
        before.clear();
        for (std::size_t j = 0; j < i; ++j) {
            if (dependent(steps_[j], step)) before.push_back(names[j]);
        }
        std::sort(before.begin(), before.end());
        std::uint64_t hash =
            mix(mix(names.back(), static_cast<std::uint64_t>(step.way)), static_cast<unsigned>(step.pick));
        for (std::uint64_t const name : before) hash = mix(hash, name);
        events.push_back(hash);
    }
    std::sort(events.begin(), events.end());
    std::uint64_t all = 0;
    for (std::uint64_t const event : events) all = mix(all, event);
    return all;
}

}  // namespace heddle::language
