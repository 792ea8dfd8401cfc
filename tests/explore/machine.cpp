// SPDX-License-Identifier: Apache-2.0
#include "machine.hpp"

#include <algorithm>

namespace heddle::language {

namespace {

int leave(Machine& machine, int place) {
    int const worker = machine.queue[static_cast<std::size_t>(place)];
    std::copy(machine.queue.begin() + place + 1, machine.queue.end(), machine.queue.begin() + place);
    --machine.queued;
    return worker;
}

bool access(int& cell, Worker& self, Statement const& statement, bool atomics) {
    switch (statement.verb) {
    case Verb::load:
        self.value = cell;
        return true;
    case Verb::store:
        cell = self.value + statement.number;
        return true;
    case Verb::exchange:
        if (atomics) self.value = cell;
        cell = statement.number;
        return true;
    default:
        break;
    }
    if (atomics) {
        self.value = cell;
        cell += statement.number;
        return true;
    }
    if (self.part == 0) {
        self.kept = cell;
        return false;
    }
    cell = self.kept + statement.number;
    return true;
}

void exclude(int& holder, Worker& self, Statement const& statement, int worker) {
    bool& holds = self.holds[statement.what];
    if (statement.verb == Verb::unlock) {
        holder = nobody;
        holds = false;
        return;
    }
    holds = holder == nobody;
    if (holds) holder = worker;
    if (statement.verb == Verb::try_lock) self.value = holds ? 1 : 0;
}

bool wait(Machine& machine, Worker& self, Statement const& statement, Move const& move) {
    if (self.part == 0) {
        machine.queue[static_cast<std::size_t>(machine.queued++)] = move.worker;
        machine.holder[statement.what] = nobody;
        return false;
    }
    if (self.part == 1) {
        self.kept = move.way == Way::timed_out ? 0 : 1;
        for (int i = 0; i < machine.queued; ++i) {
            if (machine.queue[static_cast<std::size_t>(i)] == move.worker) leave(machine, i);
        }
        machine.signalled[move.worker] = false;
        return false;
    }
    machine.holder[statement.what] = move.worker;
    if (statement.verb == Verb::wait_for) self.value = self.kept;
    return true;
}

void count(Machine& machine, Worker& self, Verb verb, Way way) {
    switch (verb) {
    case Verb::acquire:
        --machine.permits;
        break;
    case Verb::try_acquire:
    case Verb::acquire_for:
        self.value = way == Way::done && machine.permits > 0 ? 1 : 0;
        machine.permits -= self.value;
        break;
    case Verb::release:
        ++machine.permits;
        break;
    case Verb::set:
        machine.event = true;
        break;
    case Verb::reset:
        machine.event = false;
        break;
    case Verb::wait_event_for:
        self.value = way == Way::done ? 1 : 0;
        break;
    case Verb::is_set:
        self.value = machine.event ? 1 : 0;
        break;
    default:
        break;
    }
}

}  // namespace

bool act(Machine& machine, Worker& self, Statement const& statement, Move const& move, bool atomics) {
    switch (statement.verb) {
    case Verb::load:
    case Verb::store:
    case Verb::add:
    case Verb::exchange:
        return access(machine.cells[statement.what], self, statement, atomics);
    case Verb::lock:
    case Verb::unlock:
    case Verb::try_lock:
        exclude(machine.holder[statement.what], self, statement, move.worker);
        return true;
    case Verb::wait:
    case Verb::wait_for:
        return wait(machine, self, statement, move);
    case Verb::notify_one:
        if (machine.queued > 0) machine.signalled[leave(machine, move.pick)] = true;
        return true;
    case Verb::notify_all:
        while (machine.queued > 0) machine.signalled[leave(machine, 0)] = true;
        return true;
    case Verb::any_of:
        self.value = move.pick;
        return true;
    case Verb::write:
        machine.output += std::to_string(self.value);
        return true;
    default:
        count(machine, self, statement.verb, move.way);
        return true;
    }
}

}  // namespace heddle::language
