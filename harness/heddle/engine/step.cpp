// SPDX-License-Identifier: Apache-2.0
// The hot path: announce, decide, take, switch. A step costs nanoseconds: no allocation, no lock, no formatting.
#include <heddle/core/announce.hpp>
#include <heddle/engine/engine.hpp>

#include <algorithm>

namespace heddle {

/// Fields are written straight into the thread's slot, where strategies, models and observers read them.
std::uint64_t Engine::perform(
    OperationKind kind, ObjectId object, ObjectId also, std::uint64_t operand, Where where, std::uint64_t expected) {
    if (mode_ != Mode::running) [[unlikely]] {
        return perform_quietly({operand, expected, where, object, also, running_->id, kind});
    }
    ThreadRecord& self = *running_;
    Operation& announced = slots_[index(self.id)].operation;  // its thread stays what it is
    announced.operand = operand;
    announced.expected = expected;
    announced.where = where;
    announced.object = object;
    announced.also = also;
    announced.kind = kind;
    {
        Unwatched const unwatched;
        announce(self, announced);
    }
    std::uint64_t const result = park(self);
    if constexpr (announces) make_edges_known(slots_[index(self.id)]);
    return result;
}

/// Leaves the running thread, which has announced its operation or has ended, and comes back when that was taken. Decides,
/// takes and switches on the parker's own stack: there is no scheduler fiber to go through. Nothing here has an address, so
/// that the switch is the last call of perform() and comes back straight into the user's code.
[[gnu::always_inline]] inline std::uint64_t Engine::park(ThreadRecord& self) {
    if (self.returns_to != nullptr) [[unlikely]]
        return switch_to(*std::exchange(self.returns_to, nullptr), 0);
    ThreadRecord* next = &host_;
    std::uint64_t result = 0;
    {
        Unwatched const unwatched;
        Choice const chosen = decide();
        if (chosen.thread != no_thread) [[likely]] {
            next = threads_[index(chosen.thread)].get();
            result = take(chosen, *next);
        }
    }
    return next == &self ? result : switch_to(*next, result);
}

/// park() for the other parts of the engine.
std::uint64_t Engine::park_here() { return park(*running_); }

[[gnu::always_inline]] inline std::uint64_t Engine::switch_to(ThreadRecord& next, std::uint64_t value) {
    ThreadRecord& from = *running_;
    running_ = &next;
    return substrate_.transfer(from.fiber, next.fiber, value);
}

/// switch_to() for the other parts of the engine.
std::uint64_t Engine::go_to(ThreadRecord& next) { return switch_to(next, 0); }

[[gnu::always_inline]] inline void Engine::announce(ThreadRecord& self, Operation const& operation) {
    if (never_waits(operation.kind)) {
        enabled_.set(self.id, one_way);
    } else {
        announce_waiting(self, operation);
    }
    bool const polite = traits(operation.kind).polite;
    if (polite || self.polling.suspicious()) [[unlikely]] {
        if (polite) {
            self.polling.round_over(changes_);
            self.at_boundary = true;
        } else {
            self.at_boundary = self.polling.read_again(operation, changes_);
        }
        if (self.at_boundary) ++pollers_;
    }
}

[[gnu::always_inline]] inline void Engine::announce_waiting(ThreadRecord& self, Operation const& operation) {
    waits_on_[index(self.id)] = operation.object;
    ++objects_[index(operation.object)].parked;
    if (operation.operand != never && traits(operation.kind).has_deadline) {
        self.timed = true;
        ++timed_;
        refresh_timed();
    } else if (operation.kind == OperationKind::await) {
        self.awaits = true;
        ++awaiting_;
    }
    enabled_.set(self.id, ask(operation));
}

/// Whose transition is taken next; no_choice when the execution has ended.
[[gnu::always_inline]] inline Choice Engine::decide() {
    std::span<Choice const> const enabled = enabled_.choices();
    bool const odd = (pollers_ | unasked_ | spurious_left_) != 0;
    if (enabled.empty() || odd || step_ >= semantics_.step_bound) [[unlikely]]
        return decide_slowly();
    if (enabled.size() == 1 && !asks_always_) return enabled[0];
    return ask_strategy(enabled, enabled_.threads());
}

Choice Engine::ask_strategy(std::span<Choice const> enabled, std::uint32_t threads) {
    point_.step = step_;
    point_.since = since_;
    point_.running = mover_;
    point_.threads = threads;
    point_.enabled = enabled;
    Decision const decision = strategy_->choose(point_);
    return decision == abandon ? end_with(Ending::abandoned) : enabled[decision];
}

[[gnu::always_inline]] inline std::uint64_t Engine::take(Choice chosen, ThreadRecord& actor) {
    Event& event = slots_[index(chosen.thread)];
    Operation const& operation = event.operation;
    Outcome const outcome =
        chosen.outcome();  // handed on as it is: what was just written in parts is slow to read whole
    event.outcome = outcome;
    event.effect = {};
    if (!never_waits(operation.kind)) stop_waiting(actor, operation, outcome);
    if (actor.at_boundary) [[unlikely]] {
        actor.at_boundary = false;
        actor.polling.go_on();
        --pollers_;
    }
    apply(operation, outcome, event.effect);
    std::uint64_t const step = step_++;
    if (mover_ != chosen.thread) {
        mover_ = chosen.thread;
        since_ = step;
    }
    actor.last_step = step;
    account_for(actor, event.effect);
    if (actor.polling.watching()) [[unlikely]]
        actor.polling.taken(operation, event.effect.result);
    if (objects_[index(operation.object)].parked != 0) touch(operation.object);
    if (operation.also != no_object && objects_[index(operation.also)].parked != 0) touch(operation.also);
    if (timed_ != 0 && semantics_.time == Time::adversarial) refresh_timed();
    record(event, step);
    return event.effect.result;
}

[[gnu::always_inline]] inline void
Engine::stop_waiting(ThreadRecord& actor, Operation const& operation, Outcome outcome) {
    --objects_[index(operation.object)].parked;
    waits_on_[index(actor.id)] = no_object;
    if (actor.timed) {
        actor.timed = false;
        --timed_;
        if (outcome.kind == OutcomeKind::timed_out) now_ = std::max(now_, operation.operand);
    }
    if (actor.awaits) {
        actor.awaits = false;
        --awaiting_;
    }
    if (outcome.kind >= OutcomeKind::spurious) [[unlikely]]
        spend(outcome.kind);
}

[[gnu::always_inline]] inline void Engine::apply(Operation const& operation, Outcome outcome, Effect& effect) {
    if (operation.object != no_object) [[likely]] {
        objects_[index(operation.object)].model->apply(operation, outcome, effect);
        if (operation.also != no_object) objects_[index(operation.also)].model->apply(operation, outcome, effect);
    } else if (operation.kind == OperationKind::choose) {
        effect.result = outcome.pick;
    } else if (operation.kind == OperationKind::await) {
        effect.flags = Effect::opaque;
    }
}

[[gnu::always_inline]] inline void Engine::record(Event const& event, std::uint64_t step) {
    for (Observer* const observer : listeners()) observer->on_event(event, step);
    bool const trouble = event.effect.misuse != Misuse::none || event.operation.kind == OperationKind::fail;
    if (trouble) [[unlikely]]
        record_trouble(event, step);
    if (trace_ != nullptr) [[unlikely]]
        trace_->add(event);
}

/// record() for the other parts of the engine.
void Engine::record_event(Event const& event) { record(event, step_); }

void Engine::record_trouble(Event const& event, std::uint64_t step) {
    wake_observers();
    for (Observer* const observer : troubles_) observer->on_event(event, step);
}

std::uint64_t Engine::note(OperationKind kind, ObjectId object, std::uint64_t operand, Where where) {
    if (mode_ != Mode::running) [[unlikely]] {
        return perform_quietly({operand, 0, where, object, no_object, running_->id, kind});
    }
    Event event{{operand, 0, where, object, no_object, running_->id, kind}, {}, {}};
    {
        Unwatched const unwatched;
        apply(event.operation, event.outcome, event.effect);
        account_for(*running_, event.effect);
        if (running_->polling.watching()) [[unlikely]]
            running_->polling.taken(event.operation, event.effect.result);
        record(event, step_);
    }
    if constexpr (announces) make_edges_known(event);
    return event.effect.result;
}

/// Its one observer is told by the last call, so that nothing needs to be saved.
void Engine::note_access(OperationKind kind, ObjectId variable, std::uint64_t operand, Where where) {
    ThreadRecord& self = *running_;
    listening_ = listeners_.size();
    bool const fast = mode_ == Mode::running && !seen_ && !self.polling.looks_closely() && listening_ == 1;
    if (announces || !fast) [[unlikely]]
        return note_access_slowly(kind, variable, operand, where);
    bool const writes = kind == OperationKind::plain_store;
    auto& model = static_cast<objects::Variable&>(*objects_[index(variable)].model);
    if (writes && model.put(operand)) {
        changed(self);
    } else {
        self.polling.read();
    }
    listeners_[0]->on_access(self.id, variable, writes);
}

[[gnu::noinline]] void
Engine::note_access_slowly(OperationKind kind, ObjectId variable, std::uint64_t operand, Where where) {
    if (mode_ == Mode::running && kind == OperationKind::plain_load && running_->polling.looks_on_and_on())
        perform(OperationKind::yield, no_object, no_object, 0, where);
    note(kind, variable, operand, where);
}

void Engine::note_misuse(Misuse misuse, OperationKind kind, ObjectId object, Where where) {
    if (mode_ != Mode::running) return;
    Unwatched const unwatched;
    Event event{{0, 0, where, object, no_object, running_->id, kind}, {}, {}};
    event.effect.misuse = misuse;
    record(event, step_);
}

void Engine::make_edges_known(Event const& event) noexcept {
    auto const known = [&](ObjectId object, bool acquires, bool releases) {
        if (acquires) announce_acquire(objects_[index(object)].model->anchor());
        if (releases) announce_release(objects_[index(object)].model->anchor());
    };
    Operation const& operation = event.operation;
    Effect const& effect = event.effect;
    if (effect.has(Effect::replaces))
        return announce_replacing_release(objects_[index(operation.object)].model->anchor());
    known(operation.object, effect.has(Effect::acquires), effect.has(Effect::releases));
    known(operation.also, effect.has(Effect::also_acquires), effect.has(Effect::also_releases));
}

/// Outside of the ordinary course: the host looks at the state, a predicate is evaluated, or threads are unwound.
std::uint64_t Engine::perform_quietly(Operation const& operation) {
    if (mode_ == Mode::dropping) {
        refuse_unless_releasing(operation.kind);
        return 0;
    }
    if (operation.object == no_object) return 0;
    Event event{operation, {}, {}};
    {
        Unwatched const unwatched;
        apply(event.operation, event.outcome, event.effect);
        if (mode_ == Mode::noting) {
            if (is_access(operation.kind)) listening_ = listeners_.size();
            for (Observer* const observer : listeners()) observer->on_event(event, step_);
        }
    }
    if constexpr (announces) {
        if (mode_ == Mode::noting) make_edges_known(event);
    }
    return event.effect.result;
}

}  // namespace heddle
