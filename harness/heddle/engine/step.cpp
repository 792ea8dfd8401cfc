// SPDX-License-Identifier: Apache-2.0
// The hot path: announce, decide, take, switch. A step costs nanoseconds: no allocation, no lock, no formatting.
#include <heddle/core/announce.hpp>
#include <heddle/engine/engine.hpp>

namespace heddle {

std::uint64_t Engine::perform(OperationKind kind, ObjectId object, ObjectId also, std::uint64_t operand, Where where,
                              std::uint64_t expected) {
    Operation const operation{operand, expected, where, object, also, running_->id, kind};
    if (mode_ != Mode::running) [[unlikely]] return perform_quietly(operation);
    ThreadRecord& self = *running_;
    {
        Unwatched const unwatched;
        announce(self, operation);
    }
    std::uint64_t const result = park(self);
    if constexpr (announces) make_edges_known(pending_[index(self.id)], self.edges);
    return result;
}

/// Leaves the running thread, which has announced its operation or has ended, and comes back when that was taken. Decides,
/// takes and switches on the parker's own stack: there is no scheduler fiber to go through.
std::uint64_t Engine::park(ThreadRecord& self) {
    if (self.returns_to != nullptr) [[unlikely]] return switch_to(*std::exchange(self.returns_to, nullptr), 0);
    Choice chosen;
    std::uint64_t result = 0;
    bool moves = false;
    {
        Unwatched const unwatched;
        moves = decide(chosen);
        if (moves) [[likely]] result = take(chosen);
    }
    if (!moves) [[unlikely]] return switch_to(host_, 0);
    ThreadRecord& next = *threads_[index(chosen.thread)];
    return &next == &self ? result : switch_to(next, result);
}

std::uint64_t Engine::switch_to(ThreadRecord& next, std::uint64_t value) {
    ThreadRecord& from = *running_;
    running_ = &next;
    return substrate_.transfer(from.fiber, next.fiber, value);
}

void Engine::announce(ThreadRecord& self, Operation const& operation) {
    pending_[index(self.id)] = operation;
    self.parked = true;
    OperationTraits const& kind = traits(operation.kind);
    if (never_waits(operation.kind)) {
        enabled_.set_one_way(self.id);
    } else {
        self.waits_on = operation.object;
        ++parked_[index(operation.object)];
        if (kind.has_deadline && operation.operand != never) {
            self.timed = true;
            ++timed_;
            refresh_timed();
        } else if (operation.kind == OperationKind::await) {
            self.awaits = true;
            ++awaiting_;
        }
        enabled_.set(self.id, ask(operation));
    }
    if (kind.polite || self.polling.suspicious()) [[unlikely]] {
        if (kind.polite) {
            self.polling.round_over(changes_);
            self.at_boundary = true;
        } else {
            self.at_boundary = self.polling.read_again(operation, changes_);
        }
        if (self.at_boundary) ++pollers_;
    }
}

bool Engine::decide(Choice& chosen) {
    std::span<Choice const> const enabled = enabled_.choices();
    if (enabled.empty() || pollers_ != 0 || step_ >= semantics_.step_bound) [[unlikely]] return decide_slowly(chosen);
    if (enabled.size() == 1 && !asks_always_) {
        chosen = enabled[0];
        return true;
    }
    return ask_strategy(enabled, enabled_.threads(), chosen);
}

bool Engine::ask_strategy(std::span<Choice const> enabled, std::uint32_t threads, Choice& chosen) {
    point_.step = step_;
    point_.since = since_;
    point_.running = mover_;
    point_.threads = threads;
    point_.enabled = enabled;
    Decision const decision = strategy_->choose(point_);
    if (decision == abandon) [[unlikely]] {
        ending_ = Ending::abandoned;
        return false;
    }
    chosen = enabled[decision];
    return true;
}

std::uint64_t Engine::take(Choice chosen) {
    ThreadRecord& actor = *threads_[index(chosen.thread)];
    Event event{pending_[index(chosen.thread)], {}, {chosen.pick, chosen.kind}};
    Operation const& operation = event.operation;
    actor.parked = false;
    if (actor.waits_on != no_object || !never_waits(operation.kind)) {
        --parked_[index(actor.waits_on)];
        actor.waits_on = no_object;
        if (actor.timed) {
            actor.timed = false;
            --timed_;
            if (chosen.kind == OutcomeKind::timed_out && operation.operand > now_) now_ = operation.operand;
        }
        if (actor.awaits) {
            actor.awaits = false;
            --awaiting_;
        }
        if (chosen.kind == OutcomeKind::spurious) --spurious_left_;
    }
    if (actor.at_boundary) [[unlikely]] {
        actor.at_boundary = false;
        actor.polling.go_on();
        --pollers_;
    }
    if (operation.object != no_object) {
        objects_[index(operation.object)]->apply(operation, event.outcome, event.effect);
        if (operation.also != no_object) objects_[index(operation.also)]->apply(operation, event.outcome, event.effect);
    } else if (operation.kind == OperationKind::choose) {
        event.effect.result = chosen.pick;
    } else if (operation.kind == OperationKind::await) {
        event.effect.flags = Effect::opaque;
    }
    std::uint64_t const step = step_++;
    if (mover_ != chosen.thread) {
        mover_ = chosen.thread;
        since_ = step;
    }
    actor.last_step = step;
    if (event.effect.has(Effect::changes)) {
        ++changes_;
        actor.polling.changed();
        if (awaiting_ != 0) refresh_awaiting();
    } else {
        actor.polling.read();
    }
    if (actor.polling.watching()) actor.polling.taken(operation, event.effect.result);
    if (parked_[index(operation.object)] != 0 && operation.object != no_object) touch(operation.object);
    if (operation.also != no_object && parked_[index(operation.also)] != 0) touch(operation.also);
    if (timed_ != 0 && semantics_.time == Time::adversarial) refresh_timed();
    if constexpr (announces) actor.edges = event.effect;
    record(event, step);
    return event.effect.result;
}

void Engine::record(Event const& event, std::uint64_t step) {
    for (Observer* const observer : every_event_) observer->on_event(event, step);
    bool const trouble = event.effect.misuse != Misuse::none || event.operation.kind == OperationKind::fail;
    if (trouble) [[unlikely]] {
        for (Observer* const observer : troubles_) observer->on_event(event, step);
    }
    if (trace_ != nullptr) [[unlikely]] trace_->events.push_back(event);
}

std::uint64_t Engine::note(OperationKind kind, ObjectId object, std::uint64_t operand, Where where) {
    Event event{{operand, 0, where, object, no_object, running_->id, kind}, {}, {}};
    if (mode_ != Mode::running) [[unlikely]] return perform_quietly(event.operation);
    {
        Unwatched const unwatched;
        if (object != no_object) objects_[index(object)]->apply(event.operation, event.outcome, event.effect);
        if (event.effect.has(Effect::changes)) {
            ++changes_;
            running_->polling.changed();
            if (awaiting_ != 0) refresh_awaiting();
        }
        if (running_->polling.watching()) running_->polling.taken(event.operation, event.effect.result);
        record(event, step_);
    }
    if constexpr (announces) {
        make_edges_known(event.operation, event.effect);
    }
    return event.effect.result;
}

void Engine::note_misuse(Misuse misuse, OperationKind kind, ObjectId object, Where where) {
    if (mode_ != Mode::running) return;
    Unwatched const unwatched;
    Event event{{0, 0, where, object, no_object, running_->id, kind}, {}, {}};
    event.effect.misuse = misuse;
    record(event, step_);
}

void Engine::make_edges_known(Operation const& operation, Effect const& effect) noexcept {
    auto const known = [&](ObjectId object, bool acquires, bool releases) {
        if (acquires) announce_acquire(objects_[index(object)]->anchor());
        if (releases) announce_release(objects_[index(object)]->anchor());
    };
    if (effect.has(Effect::replaces)) return announce_replacing_release(objects_[index(operation.object)]->anchor());
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
        objects_[index(operation.object)]->apply(operation, {}, event.effect);
        if (mode_ == Mode::noting) {
            for (Observer* const observer : every_event_) observer->on_event(event, step_);
        }
    }
    if constexpr (announces) {
        if (mode_ == Mode::noting) make_edges_known(operation, event.effect);
    }
    return event.effect.result;
}

}  // namespace heddle
