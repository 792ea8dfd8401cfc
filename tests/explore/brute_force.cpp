// SPDX-License-Identifier: Apache-2.0
#include "brute_force.hpp"

#include "machine.hpp"
#include "traces.hpp"

#include <algorithm>

namespace heddle::language {

namespace {

struct Moves {
    std::array<Move, 32> move;
    int count = 0;
    void add(int worker, Way way, int pick = 0) { move[static_cast<std::size_t>(count++)] = {worker, way, pick}; }
};

class Enumerator {
public:
    Enumerator(Source const& source, std::uint64_t limit) : source_{source}, limit_{limit}, traces_{source.atomics} {}

    Enumeration run() {
        Machine machine;
        machine.permits = source_.permits;
        machine.spurious = source_.spurious;
        for (int worker = 0; worker < threads(); ++worker) settle(machine, worker);
        follow(machine, nobody, 0, 0);
        found_.traces = traces_.count();
        return std::move(found_);
    }

private:
    int threads() const { return static_cast<int>(source_.threads.size()); }
    static Worker& of(Machine& machine, int worker) { return machine.workers[static_cast<std::size_t>(worker)]; }
    static Worker const& of(Machine const& machine, int worker) {
        return machine.workers[static_cast<std::size_t>(worker)];
    }
    bool ended(Machine const& machine, int worker) const {
        return of(machine, worker).at >= source_.threads[static_cast<std::size_t>(worker)].size();
    }
    Statement const& next(Machine const& machine, int worker) const {
        return source_.threads[static_cast<std::size_t>(worker)][of(machine, worker).at];
    }

    /// Passes over what is no step, up to the next one.
    void settle(Machine& machine, int worker) const {
        Worker& self = of(machine, worker);
        for (; !ended(machine, worker); ++self.at) {
            Statement const& statement = next(machine, worker);
            bool const holds = self.holds[statement.what];
            bool nothing = false;
            switch (statement.verb) {
            case Verb::skip:
                nothing = true;
                if (self.value == 0) ++self.at;
                break;
            case Verb::lock:
            case Verb::try_lock:
                nothing = holds;
                break;
            case Verb::unlock:
            case Verb::wait:
                nothing = !holds;
                break;
            case Verb::wait_for:
                nothing = !holds;
                [[fallthrough]];
            case Verb::acquire_for:
            case Verb::wait_event_for:
            case Verb::sleep:
                self.deadline = machine.now + statement.number + 1;
                break;
            default:
                break;
            }
            if (!nothing) return;
        }
    }

    bool has_deadline(Machine const& machine, int worker) const {
        Verb const verb = next(machine, worker).verb;
        return verb == Verb::acquire_for || verb == Verb::wait_event_for || verb == Verb::sleep
               || (verb == Verb::wait_for && of(machine, worker).part == 1);
    }
    /// Whether only a deadline (or nothing, or chance) could let the thread go on.
    bool stands(Machine const& machine, int worker) const {
        if (ended(machine, worker)) return true;
        Statement const& statement = next(machine, worker);
        int const part = of(machine, worker).part;
        switch (statement.verb) {
        case Verb::lock:
            return machine.holder[statement.what] != nobody;
        case Verb::wait:
        case Verb::wait_for:
            if (part == 1) return !machine.signalled[worker];
            return part == 2 && machine.holder[statement.what] != nobody;
        case Verb::acquire:
        case Verb::acquire_for:
            return machine.permits == 0;
        case Verb::wait_event:
        case Verb::wait_event_for:
            return !machine.event;
        case Verb::sleep:
            return true;
        default:
            return false;
        }
    }
    bool on_condition(Machine const& machine, int worker) const {
        Verb const verb = next(machine, worker).verb;
        return (verb == Verb::wait || verb == Verb::wait_for) && of(machine, worker).part == 1;
    }
    std::uint64_t earliest(Machine const& machine) const {
        std::uint64_t time = no_deadline;
        for (int worker = 0; worker < threads(); ++worker) {
            if (ended(machine, worker) || !has_deadline(machine, worker) || !stands(machine, worker)) continue;
            time = std::min(time, of(machine, worker).deadline);
        }
        return time;
    }

    /// What can move; when nothing can but by chance, time can.
    Moves moves(Machine const& machine) const {
        Moves all = moves(machine, source_.time == Time::adversarial ? earliest(machine) : machine.now);
        bool idle = true;
        for (int i = 0; i < all.count; ++i) idle = idle && all.move[static_cast<std::size_t>(i)].way == Way::spurious;
        std::uint64_t const time = earliest(machine);
        return idle && time != no_deadline ? moves(machine, time) : all;
    }
    /// With deadlines up to `first` come.
    Moves moves(Machine const& machine, std::uint64_t first) const {
        Moves all;
        for (int worker = 0; worker < threads(); ++worker) {
            if (ended(machine, worker)) continue;
            if (stands(machine, worker)) {
                std::uint64_t const deadline = of(machine, worker).deadline;
                bool const due = deadline <= std::max(machine.now, first);
                if (has_deadline(machine, worker) && due) all.add(worker, Way::timed_out);
                if (on_condition(machine, worker) && machine.spurious > 0) all.add(worker, Way::spurious);
                continue;
            }
            Statement const& statement = next(machine, worker);
            int ways = 1;
            if (statement.verb == Verb::any_of) ways = statement.number + 1;
            if (statement.verb == Verb::notify_one && source_.notify == Notify::any) ways = std::max(1, machine.queued);
            for (int pick = 0; pick < ways; ++pick) all.add(worker, Way::done, pick);
        }
        return all;
    }

    void follow(Machine const& machine, int mover, std::size_t preemptions, std::uint64_t steps) {
        if (!found_.whole) return;
        Moves const all = moves(machine);
        if (all.count == 0) return finish(machine, preemptions, steps);
        bool mover_could = false;
        for (int i = 0; i < all.count; ++i) mover_could |= all.move[static_cast<std::size_t>(i)].worker == mover;
        if (mover_could) {
            Verb const verb = next(machine, mover).verb;
            mover_could = verb != Verb::yield && verb != Verb::sleep;
        }
        for (int i = 0; i < all.count; ++i) {
            Move const& move = all.move[static_cast<std::size_t>(i)];
            Machine after = machine;
            step(after, move);
            traces_.push(trace_step(machine, after, move), after.now > machine.now);
            std::size_t const more = mover_could && move.worker != mover ? 1 : 0;
            follow(after, move.worker, preemptions + more, steps + 1);
            traces_.pop();
        }
    }

    void step(Machine& machine, Move const& move) const {
        Worker& self = of(machine, move.worker);
        Statement const& statement = next(machine, move.worker);
        if (move.way == Way::timed_out) machine.now = std::max(machine.now, self.deadline);
        if (move.way == Way::spurious) --machine.spurious;
        if (act(machine, self, statement, move, source_.atomics)) {
            self.part = 0;
            ++self.at;
            settle(machine, move.worker);
        } else {
            ++self.part;
        }
    }

    Traces::Step trace_step(Machine const& machine, Machine const& after, Move const& move) const {
        Statement const& statement = next(machine, move.worker);
        Traces::Step taken{
            move.worker, statement.verb, statement.what, of(machine, move.worker).part, move.way, move.pick, 0};
        for (int worker = 0; worker < threads(); ++worker) {
            if (after.signalled[worker] && !machine.signalled[worker])
                taken.woken |= 1U << static_cast<unsigned>(worker);
        }
        return taken;
    }

    void finish(Machine const& machine, std::size_t preemptions, std::uint64_t steps) {
        if (++found_.executions >= limit_) found_.whole = false;
        found_.steps += steps;
        traces_.finish();
        bool ok = true;
        std::string text;
        for (int const cell : machine.cells) text += std::to_string(cell) + ' ';
        text += '|';
        for (int worker = 0; worker < threads(); ++worker) {
            ok = ok && ended(machine, worker);
            text += ' ' + std::to_string(of(machine, worker).value);
        }
        text += " | " + std::to_string(machine.now) + " | " + machine.output;
        auto& tally = found_.outcomes[{ok, std::move(text)}];
        ++tally.executions[std::min(preemptions, Enumeration::most_preemptions)];
    }

    Source const& source_;
    std::uint64_t limit_;
    Enumeration found_;
    Traces traces_;
};

}  // namespace

Enumeration enumerate(Source const& source, std::uint64_t limit) { return Enumerator{source, limit}.run(); }

}  // namespace heddle::language
