// SPDX-License-Identifier: Apache-2.0
#include <heddle/strategy/races.hpp>

#include <algorithm>

namespace heddle {

namespace {

/// In another state the operation may come out in another way. Most can in one way only, whichever that is; where there are
/// several the first one stands for the others, which are its rivals.
void leave_open(Move& move) noexcept {
    switch (move.footprint.kind) {
    case OperationKind::wake:
    case OperationKind::look_again:
        break;
    case OperationKind::notify_one:
        move.pick = 0;
        break;
    case OperationKind::compare_exchange_weak:
        move.footprint.outcome = OutcomeKind::done;
        break;
    default:
        move.any = true;
    }
    move.total = false;
}

}  // namespace

/// False: rows of earlier executions are of no use any more.
bool Races::clear(std::size_t steps, std::size_t threads) {
    bool const same = threads <= width_;
    if (!same) width_ = std::max<std::size_t>(4, 2 * threads);
    events_.clear();
    previous_.clear();
    if (rows_.size() < steps * width_) rows_.resize(2 * steps * width_);
    own_.assign(width_ * width_, 0);
    ended_.assign(width_ * width_, 0);
    last_.assign(width_, 0);
    for (auto& steps_on_object : touched_) steps_on_object.clear();
    odd_.clear();
    all_.clear();
    stuck_.clear();
    joined_.assign(width_, 0);
    covered_.assign(width_, 0);
    races_.clear();
    return same;
}

void Races::follow(
    std::span<Step const> steps, std::size_t fresh, std::span<Event const> events, std::span<Operation const> pending,
    Directory const& directory, Time time) {
    steps_ = steps;
    directory_ = &directory;
    time_ = time;
    bool const known = clear(steps.size(), directory.threads());
    if (touched_.size() < directory.objects()) touched_.resize(directory.objects());
    for (Event const& event : events) {
        if (!noted(event.operation.kind)) events_.push_back(&event);
    }
    std::size_t step = 0;
    for (Event const& event : events) {
        if (noted(event.operation.kind)) {
            note(event);
        } else if (step < steps.size()) {
            take(step, event, step >= fresh, known);
            ++step;
        }
    }
    look_at_stuck(pending);
}

void Races::join(Clock* into, Clock const* from) const noexcept {
    for (std::size_t i = 0; i < width_; ++i) into[i] = std::max(into[i], from[i]);
}

/// What orders threads without being a step.
void Races::note(Event const& event) {
    ThreadId const thread = event.operation.thread;
    ThreadId const other = event.effect.other;
    switch (event.operation.kind) {
    case OperationKind::start:
        join(own(other), own(thread));
        break;
    case OperationKind::end:
        std::copy_n(own(thread), width_, &ended_[index(thread) * width_]);
        break;
    case OperationKind::join:
        join(own(thread), &ended_[index(other) * width_]);
        break;
    default:
        break;
    }
}

void Races::take(std::size_t step, Event const& event, bool fresh, bool known) {
    Operation const& operation = event.operation;
    std::size_t const thread = index(operation.thread);
    previous_.push_back(last_[thread]);
    Clock* const mine = own(operation.thread);
    if (fresh || !known) {
        scan({step, nobody}, operation, *steps_[step].move, fresh);
        bool const signalled = operation.kind == OperationKind::wake && event.outcome.kind == OutcomeKind::done;
        if (signalled) join(joined_.data(), row(notification_of(operation)));
        join(mine, joined_.data());
        mine[thread] = static_cast<Clock>(step + 1);
        std::copy_n(mine, width_, row(step));
    } else {
        std::copy_n(row(step), width_, mine);
    }
    last_[thread] = static_cast<std::uint32_t>(step + 1);
    auto const number = static_cast<std::uint32_t>(step);
    if (operation.object != no_object) touched_[index(operation.object)].push_back(number);
    if (operation.also != no_object && operation.also != operation.object)
        touched_[index(operation.also)].push_back(number);
    Move const& move = *steps_[step].move;
    bool const odd = move.total || operation.kind == OperationKind::await || event.outcome.kind == OutcomeKind::spurious
                     || event.outcome.kind == OutcomeKind::failed;
    if (odd) odd_.push_back(number);
    all_.push_back(number);
    if (operation.kind == OperationKind::watched_end) std::copy_n(mine, width_, &ended_[thread * width_]);
}

/// Which step woke the thread: the first one since it joined the condition's queue.
std::size_t Races::notification_of(Operation const& wake) const {
    auto const& steps = touched_[index(wake.object)];
    std::size_t notification = 0;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        Event const& event = *events_[*step];
        if (event.operation.thread == wake.thread && event.operation.kind != OperationKind::wake) break;
        bool const one = event.operation.kind == OperationKind::notify_one && event.effect.other == wake.thread;
        if (one || event.operation.kind == OperationKind::notify_all) notification = *step;
    }
    return notification;
}

/// A thread that cannot go on would have, had somebody else not been first.
void Races::look_at_stuck(std::span<Operation const> pending) {
    for (Operation const& operation : pending) {
        if (noted(operation.kind) || never_waits(operation.kind)) continue;
        bool const forestalled = !events_.empty() && events_.back()->operation.thread != operation.thread
                                 && was_enabled(events_.size() - 1, operation.thread);
        if (forestalled) continue;  // by the last step: a rival of that
        stuck_.push_back({operation, OutcomeKind::done, last_[index(operation.thread)]});
        Move move;
        move.footprint = {1, 0, operation.kind, OutcomeKind::done};
        scan({steps_.size(), stuck_.size() - 1}, operation, move, true);
    }
}

/// The latest step in any of the lists that was not looked at; SIZE_MAX when there is none. The lists' ends move down.
std::size_t Races::next_candidate(std::size_t (&places)[3], std::span<std::uint32_t const> const (&lists)[3]) const {
    std::size_t latest = SIZE_MAX;
    for (int i = 0; i < 3; ++i) {
        if (places[i] == 0) continue;
        std::size_t const step = lists[i][places[i] - 1];
        if (latest == SIZE_MAX || step > latest) latest = step;
    }
    for (int i = 0; i < 3; ++i) {
        if (places[i] != 0 && lists[i][places[i] - 1] == latest) --places[i];
    }
    return latest;
}

/// Goes back over what the operation conflicts with: into joined_ goes what is before it, and the nearest steps that it could
/// have come before are races.
void Races::scan(Later later, Operation const& operation, Move const& move, bool races) {
    std::fill(joined_.begin(), joined_.end(), 0U);
    std::fill(covered_.begin(), covered_.end(), 0U);
    bool const with_all = move.total || operation.kind == OperationKind::await;
    std::span<std::uint32_t const> lists[3];
    if (with_all) {
        lists[0] = all_;
    } else {
        if (operation.object != no_object) lists[0] = touched_[index(operation.object)];
        if (operation.also != no_object) lists[1] = touched_[index(operation.also)];
        lists[2] = odd_;
    }
    std::size_t places[3] = {lists[0].size(), lists[1].size(), lists[2].size()};
    Clock const* const prior = own(operation.thread);
    for (;;) {
        std::size_t const earlier = next_candidate(places, lists);
        if (earlier == SIZE_MAX) return;
        Operation const& before = events_[earlier]->operation;
        if (before.thread == operation.thread || prior[index(before.thread)] > earlier) continue;
        Move const& other = *steps_[earlier].move;
        Footprint const a{index(before.object), index(before.also), before.kind, other.footprint.outcome};
        Footprint const b{index(operation.object), index(operation.also), operation.kind, move.footprint.outcome};
        bool const by_object = dependent(a, b);
        if (!move.total && !other.total && !by_object) continue;
        bool const nearest = covered_[index(before.thread)] <= earlier;
        if (races && nearest) consider(earlier, later, operation, by_object || other.total);
        join(joined_.data(), row(earlier));
    }
}

/// `whatever`: in any outcome, the operation conflicts with the earlier step; else only as it came out.
void Races::consider(std::size_t earlier, Later later, Operation const& operation, bool whatever) {
    std::size_t const before = later.stuck == nobody ? previous_[later.step] : stuck_[later.stuck].previous;
    OutcomeKind const outcome = later.stuck == nobody ? events_[later.step]->outcome.kind : stuck_[later.stuck].outcome;
    Transition const move{operation, {0, outcome}};
    Possible const could =
        whatever ? possible(earlier, later.step, before, move) : possible_again(earlier, before, move);
    if (could == Possible::no) return;
    races_.push_back({earlier, later.step, later.stuck, whatever});
    if (could == Possible::yes) join(covered_.data(), row(earlier));
}

bool Races::removed(std::size_t step, std::size_t earlier) const noexcept {
    return step >= earlier && row(step)[index(events_[earlier]->operation.thread)] > earlier;
}

void Races::reversed(Race const& race, std::vector<Move>& moves) const {
    moves.clear();
    for (std::size_t step = race.earlier + 1; step < race.later; ++step) {
        if (!removed(step, race.earlier)) moves.push_back(*steps_[step].move);
    }
    if (race.stuck == nobody) {
        moves.push_back(*steps_[race.later].move);
        if (race.whatever) leave_open(moves.back());
        return;
    }
    Stuck const& stuck = stuck_[race.stuck];
    Operation const& operation = stuck.operation;
    Move move;
    move.thread = directory_->key(operation.thread);
    move.footprint = {
        directory_->key(operation.object), directory_->key(operation.also), operation.kind, stuck.outcome};
    leave_open(move);
    moves.push_back(move);
}

}  // namespace heddle
