// SPDX-License-Identifier: Apache-2.0
// Who may move: enabledness is asked, not maintained; the virtual clock; threads that poll.
#include <heddle/engine/engine.hpp>

#include <algorithm>

namespace heddle {

Ways Engine::ask(Operation const& operation) noexcept {
    if (operation.object != no_object) [[likely]]
        return ask_model(*objects_[index(operation.object)].model, operation);
    switch (operation.kind) {
    case OperationKind::choose:
        return {static_cast<std::uint32_t>(operation.operand), false, false, false};
    case OperationKind::await:
        return let_go(operation) ? one_way : Ways{};
    default:
        return possible_now(operation, {0, true, false, false});  // a sleep
    }
}

[[gnu::always_inline]] inline Ways Engine::ask_model(Object const& model, Operation const& operation) noexcept {
    if (operation.kind == OperationKind::join) [[unlikely]]
        return {};  // the end of the thread lets it go, without a choice
    Ways const ways = model.ways(operation);
    return ways.done_only() ? ways : possible_now(operation, ways);
}

/// Without the ways whose time has not come.
Ways Engine::possible_now(Operation const& operation, Ways ways) const noexcept {
    if (ways.timed_out() && !due(operation.operand)) ways = ways.without_timeout();
    if (ways.spurious() && spurious_left_ == 0) ways = ways.without_spurious();
    if (ways.failed() && weak_failures_left_ == 0) ways = ways.without_failed();
    return ways;
}

bool Engine::let_go(Operation const& await) noexcept {
    auto const& predicate = *reinterpret_cast<Predicate const*>(await.operand);
    Mode const mode = std::exchange(mode_, Mode::quiet);
    bool const does = predicate.holds(predicate.context);
    mode_ = mode;
    return does;
}

void Engine::refresh(ThreadRecord& thread) { enabled_.set(thread.id, ask(slots_[index(thread.id)].operation)); }

/// The object has changed: asks again for the threads that are parked on it.
void Engine::touch(ObjectId object) {
    if (object == no_object) return;  // sleeps and awaits
    ObjectSlot const& slot = objects_[index(object)];
    std::uint32_t left = slot.parked;
    for (std::size_t i = 0; left != 0; ++i) {
        if (waits_on_[i] != object) continue;
        --left;
        enabled_.set(static_cast<ThreadId>(i), ask_model(*slot.model, slots_[i].operation));
    }
}

/// Whether a thread is parked on the object that could not go on now. (Who has been notified could: it waits no more.)
bool Engine::waited_for(ObjectId object) const noexcept {
    for (std::size_t i = 0; i < thread_count_; ++i) {
        if (waits_on_[i] == object && objects_[index(object)].model->ways(slots_[i].operation).picks() == 0)
            return true;
    }
    return false;
}

void Engine::refresh_timed() {
    for (std::size_t i = 0; i < thread_count_; ++i) {
        if (threads_[i]->timed) refresh(*threads_[i]);
    }
}

void Engine::refresh_awaiting() {
    for (std::size_t i = 0; i < thread_count_; ++i) {
        if (threads_[i]->awaits) refresh(*threads_[i]);
    }
}

void Engine::refresh_all(OperationKind kind) {
    for (std::size_t i = 0; i < thread_count_; ++i) {
        if (waits_on_[i] != no_object && slots_[i].operation.kind == kind) refresh(*threads_[i]);
    }
}

/// An outcome without a cause was taken. When it was the last of its kind nobody has one any more, whatever the object.
void Engine::spend(OutcomeKind outcome) {
    if (outcome == OutcomeKind::spurious) {
        if (--spurious_left_ != 0) return;
        refresh_all(OperationKind::wake);
        refresh_all(OperationKind::look_again);
    } else if (--weak_failures_left_ == 0) {
        refresh_all(OperationKind::compare_exchange_weak);
    }
}

bool Engine::only_spurious() const noexcept {
    auto const choices = enabled_.choices();
    auto const is = [](Choice const& choice) { return choice.kind == OutcomeKind::spurious; };
    return std::all_of(choices.begin(), choices.end(), is);
}

bool Engine::due(std::uint64_t deadline) const noexcept {
    if (deadline <= now_ || deadline <= offered_time_) return true;
    return semantics_.time == Time::adversarial && deadline <= earliest_deadline();
}

/// Of the waits that a deadline could still end.
std::uint64_t Engine::earliest_deadline() const noexcept {
    std::uint64_t earliest = never;
    for (std::size_t i = 0; i < thread_count_; ++i) {
        if (!threads_[i]->timed) continue;
        Operation const& operation = slots_[i].operation;
        bool const could =
            operation.object == no_object || objects_[index(operation.object)].model->ways(operation).timed_out();
        if (could) earliest = std::min(earliest, operation.operand);
    }
    return earliest;
}

bool Engine::advance_clock() {
    if (timed_ == 0) return false;
    std::uint64_t const next = earliest_deadline();
    if (next == never || next <= now_) return false;
    now_ = next;
    refresh_timed();
    return true;
}

Choice Engine::ask_or_only(std::span<Choice const> enabled, std::uint32_t threads) {
    return enabled.size() > 1 || asks_always_ ? ask_strategy(enabled, threads) : enabled[0];
}

Choice Engine::end_with(Ending ending) noexcept {
    ending_ = ending;
    return no_choice;
}

Choice Engine::decide_slowly() {
    if (unended_ == 0) return end_with(Ending::finished);
    if (step_ >= semantics_.step_bound) return end_with(Ending::step_bound);
    if (std::exchange(unasked_, 0U) != 0) refresh_awaiting();
    if (enabled_.choices().empty()) {
        if (!advance_clock()) return end_with(Ending::deadlock);
    } else if (timed_ != 0 && only_spurious()) {
        return decide_between_chance_and_time();
    }
    return pollers_ != 0 ? decide_among_pollers() : ask_or_only(enabled_.choices(), enabled_.threads());
}

/// Time does not stand still because somebody might wake without a cause: who does may be sooner, or later.
Choice Engine::decide_between_chance_and_time() {
    offered_time_ = earliest_deadline();
    if (offered_time_ == never) offered_time_ = 0;
    refresh_timed();
    Choice const chosen = ask_or_only(enabled_.choices(), enabled_.threads());
    offered_time_ = 0;
    if (chosen.kind == OutcomeKind::spurious) refresh_timed();
    return chosen;
}

/// Idle pollers step back behind everybody else. When nobody else can move they take turns, without a choice, and the clock
/// moves in between.
Choice Engine::decide_among_pollers() {
    filtered_.clear();
    std::uint32_t threads = 0;
    Choice const* longest = nullptr;
    for (Choice const& choice : enabled_.choices()) {
        ThreadRecord const& thread = *threads_[index(choice.thread)];
        if (thread.at_boundary && thread.polling.idle(changes_)) {
            if (longest == nullptr || thread.last_step < threads_[index(longest->thread)]->last_step) longest = &choice;
            continue;
        }
        if (filtered_.empty() || filtered_.back().thread != choice.thread) ++threads;
        filtered_.push_back(choice);
    }
    if (!filtered_.empty()) return ask_or_only(filtered_, threads);
    if (nothing_will_change()) return end_with(Ending::livelock);
    pollers_turn_ = !pollers_turn_;
    return pollers_turn_ && advance_clock() ? decide_slowly() : *longest;
}

/// Every thread that can move polls, and has gone round often enough.
bool Engine::nothing_will_change() const noexcept {
    for (std::size_t i = 0; i < thread_count_; ++i) {
        ThreadRecord const& thread = *threads_[i];
        if (thread.ended) continue;
        bool const can_move = thread.timed || enabled_.has(thread.id);
        if (can_move && !thread.polling.polls_for_ever()) return false;
    }
    return true;
}

}  // namespace heddle
