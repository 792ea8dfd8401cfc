// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/directory.hpp>
#include <heddle/core/semantics.hpp>
#include <heddle/strategy/dpor.hpp>

#include <algorithm>
#include <utility>

namespace heddle {

namespace {

Move move_of(SchedulingPoint const& point, Choice const& choice) noexcept {
    Operation const& operation = point.pending[index(choice.thread)];
    Move move;
    move.thread = point.directory->key(choice.thread);
    move.footprint = {
        point.directory->key(operation.object), point.directory->key(operation.also), operation.kind, choice.kind};
    move.pick = choice.pick;
    return move;
}

}  // namespace

bool DporStrategy::begin_execution(std::uint64_t) {
    if (done_) return false;
    if (begun_) {
        while (used_ > 0) {
            Node& node = path_[used_ - 1];
            if (!node.in_vain) node.sleep.push_back(node.move);
            if (!node.tree.empty()) break;
            --used_;
        }
        if (used_ == 0) {
            done_ = true;
            return false;
        }
        Node& node = path_[used_ - 1];
        WakeupTree::Branch branch = node.tree.take_first();
        node.move = branch.move;
        node.choice = no_choice;
        node.in_vain = false;
        below_ = std::move(branch.below);
        fresh_ = used_ - 1;
    }
    begun_ = true;
    repeating_ = lost_ = false;
    depth_ = 0;
    replay_ = used_;
    return true;
}

void DporStrategy::repeat_execution() {
    repeating_ = true;
    lost_ = false;
    depth_ = 0;
    replay_ = used_;
}

Decision DporStrategy::choose(SchedulingPoint const& point) noexcept {
    directory_ = point.directory;
    time_ = point.semantics->time;
    spurious_ = point.semantics->spurious;
    if (point.semantics->main_ends_process) cut_ = true;  // whose last step the others come before is not compared
    if (lost_) return default_choice(point);
    if (depth_ >= replay_) {
        if (repeating_) return diverge(point);
        std::size_t const here = depth_;
        Decision const decision = go_on(point);
        if (here > fresh_) note_what_was_taken_away(path_[here - 1], point);
        return decision;
    }
    Node& node = path_[depth_];
    return node.choice.thread == no_thread ? branch_off(point) : follow(point);
}

Decision DporStrategy::follow(SchedulingPoint const& point) noexcept {
    Node const& node = path_[depth_];
    auto const place = std::find(point.enabled.begin(), point.enabled.end(), node.choice);
    if (place == point.enabled.end()) return diverge(point);
    ++depth_;
    return static_cast<Decision>(place - point.enabled.begin());
}

/// The last point of the path, at which something else is taken than before.
Decision DporStrategy::branch_off(SchedulingPoint const& point) {
    Node& node = path_[depth_];
    enter(node, point);
    Decision const decision = find(node, point);
    if (decision == abandon) node.in_vain = true;
    return decision == abandon ? abandon : take(node, point, decision);
}

/// Beyond the path: as the tree says, or freely.
Decision DporStrategy::go_on(SchedulingPoint const& point) {
    Node& node = add_node();
    if (used_ > 1) {
        Node const& parent = path_[used_ - 2];
        for (Move const& sleeper : parent.sleep) {
            if (!conflict(sleeper, parent.move)) node.sleep.push_back(sleeper);
        }
    }
    node.tree.become(std::exchange(below_, {}));
    enter(node, point);
    Decision decision = abandon;
    if (node.tree.empty()) {
        decision = pick(node, point);
    } else {
        WakeupTree::Branch branch = node.tree.take_first();
        node.move = branch.move;
        below_ = std::move(branch.below);
        decision = find(node, point);
    }
    if (decision == abandon) {
        node.in_vain = true;
        return abandon;
    }
    return take(node, point, decision);
}

DporStrategy::Node& DporStrategy::add_node() {
    if (used_ == path_.size()) path_.emplace_back();
    Node& node = path_[used_++];
    node.sleep.clear();
    node.rivals.clear();
    node.tree.clear();
    node.now = 0;
    node.in_vain = false;
    node.choice = no_choice;
    replay_ = used_;
    return node;
}

/// What the point says, whatever is taken.
void DporStrategy::enter(Node& node, SchedulingPoint const& point) {
    node.step = point.step;
    node.now = depth_ > 0 ? path_[depth_ - 1].now : 0;
    node.enabled.assign(point.enabled.begin(), point.enabled.end());
    node.rivals.clear();
}

/// Where the node's move is among what is enabled; abandon when it is not.
Decision DporStrategy::find(Node const& node, SchedulingPoint const& point) const noexcept {
    for (Decision i = 0; i < point.enabled.size(); ++i) {
        Choice const& choice = point.enabled[i];
        if (point.directory->key(choice.thread) != node.move.thread || asleep(node, point, choice)) continue;
        bool const fits = choice.kind == node.move.footprint.outcome && choice.pick == node.move.pick;
        if (fits || node.move.any) return i;
    }
    return abandon;
}

/// What comes next by default, if it is not asleep; of the others the first that is none of chance or time.
Decision DporStrategy::pick(Node const& node, SchedulingPoint const& point) const noexcept {
    Decision const usual = default_choice(point);
    if (point.enabled[usual].kind == OutcomeKind::done && !asleep(node, point, point.enabled[usual])) return usual;
    Decision best = abandon;
    for (Decision i = 0; i < point.enabled.size(); ++i) {
        if (asleep(node, point, point.enabled[i])) continue;
        if (best == abandon || point.enabled[i].kind < point.enabled[best].kind) best = i;
    }
    return best;
}

bool DporStrategy::asleep(Node const& node, SchedulingPoint const& point, Choice const& choice) const noexcept {
    if (node.sleep.empty()) return false;
    std::uint64_t const thread = point.directory->key(choice.thread);
    return std::any_of(node.sleep.begin(), node.sleep.end(), [&](Move const& sleeper) {
        return sleeper.thread == thread && sleeper.footprint.outcome == choice.kind && sleeper.pick == choice.pick;
    });
}

Decision DporStrategy::take(Node& node, SchedulingPoint const& point, Decision decision) {
    Choice const& taken = point.enabled[decision];
    node.choice = taken;
    node.is_default = decision == default_choice(point);
    node.move = move_of(point, taken);
    std::uint64_t const deadline = point.pending[index(taken.thread)].operand;
    if (taken.kind == OutcomeKind::timed_out) {
        // Where deadlines come at any time this one might have been the first to move the clock.
        node.move.total = deadline > node.now || time_ == Time::adversarial;
        node.now = std::max(node.now, deadline);
        if (node.move.total && (time_ == Time::adversarial || spurious_ > 0)) unsure_ = true;
    }
    for (Choice const& other : point.enabled) {
        if (other.thread == taken.thread && !(other == taken)) node.rivals.push_back(move_of(point, other));
    }
    ++depth_;
    return decision;
}

/// What was possible before the step, and is not any more, though it is not the mover's own: it might have come first.
void DporStrategy::note_what_was_taken_away(Node& before, SchedulingPoint const& point) {
    for (Choice const& choice : before.enabled) {
        if (choice.thread == before.choice.thread) continue;
        if (never_waits(point.pending[index(choice.thread)].kind)) continue;  // a poller has stepped back
        auto const still = std::find(point.enabled.begin(), point.enabled.end(), choice);
        if (still == point.enabled.end()) before.rivals.push_back(move_of(point, choice));
    }
}

Decision DporStrategy::diverge(SchedulingPoint const& point) noexcept {
    lost_ = true;
    if (!diverged_) diverged_ = point.step;
    return default_choice(point);
}

void DporStrategy::end_execution(Ending ending, std::span<Event const> events, std::span<Operation const> pending) {
    if (ending == Ending::step_bound) cut_ = true;
    if (repeating_ || lost_ || ending == Ending::abandoned || used_ == 0) return;
    // Of a very long execution not all events are kept, and without them nothing can be said of its races.
    auto const is_step = [](Event const& event) { return !noted(event.operation.kind); };
    if (static_cast<std::size_t>(std::count_if(events.begin(), events.end(), is_step)) == used_) {
        analyse(ending, events, pending);
    } else {
        cut_ = true;
    }
}

}  // namespace heddle
