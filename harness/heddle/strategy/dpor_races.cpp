// SPDX-License-Identifier: Apache-2.0
// What an execution leaves to be explored.
#include <heddle/core/directory.hpp>
#include <heddle/strategy/dpor.hpp>

#include <algorithm>

namespace heddle {

void DporStrategy::analyse(Ending ending, std::span<Event const> events, std::span<Operation const> pending) {
    Node& last = path_[used_ - 1];
    // A failed requirement ends everything: no step commutes with it.
    bool const all_cut = ending == Ending::failed;
    if (all_cut) last.move.total = true;
    for (Choice const& choice : last.enabled) {
        if (choice.thread == last.choice.thread) continue;
        Operation const& operation = pending[index(choice.thread)];
        if (never_waits(operation.kind) && !all_cut) continue;
        Move move;
        move.thread = directory_->key(choice.thread);
        move.footprint = {
            directory_->key(operation.object), directory_->key(operation.also), operation.kind, choice.kind};
        move.pick = choice.pick;
        last.rivals.push_back(move);
    }
    steps_.clear();
    for (std::size_t i = 0; i < used_; ++i) steps_.push_back({&path_[i].move, path_[i].enabled});
    races_.follow(steps_, fresh_, events, pending, *directory_, time_);
    for (std::size_t i = fresh_; i < used_; ++i) {
        for (Move const& rival : path_[i].rivals) {
            sequence_.assign(1, rival);
            explore_also(i);
        }
    }
    for (Races::Race const& race : races_.races()) {
        races_.reversed(race, sequence_);
        explore_also(race.earlier);
    }
}

/// Puts sequence_ into the tree of the point, unless what it leads to is explored in another way.
void DporStrategy::explore_also(std::size_t at) {
    Node& node = path_[at];
    if (Move const* const sleeper = covering(node)) {
        // The sleeper's thread does something else here than what it slept over: that comes after what it lets go first.
        bool const other_outcome = sleeper->thread == node.move.thread && !same_outcome(*sleeper, node.move);
        if (!other_outcome && !node.move.total) return;
        sequence_.push_back(node.move);
        if (over_budget(at) || covering(node) != nullptr) return;
    }
    node.tree.insert(sequence_);
}

/// Whether sequence_ has more wake-ups without a cause than there may be.
bool DporStrategy::over_budget(std::size_t at) const noexcept {
    auto const spurious = [](Move const& move) { return move.footprint.outcome == OutcomeKind::spurious ? 1U : 0U; };
    unsigned count = 0;
    for (std::size_t i = 0; i < at; ++i) count += spurious(path_[i].move);
    for (Move const& move : sequence_) count += spurious(move);
    return count > spurious_;
}

/// A sleeper that leads to all that sequence_ leads to.
Move const* DporStrategy::covering(Node const& node) const noexcept {
    std::size_t place = 0;
    for (Move const& sleeper : node.sleep) {
        if (weak_initial(sleeper, sequence_, place)) return &sleeper;
    }
    return nullptr;
}

Schedule DporStrategy::schedule_so_far() const {
    Schedule schedule;
    for (std::size_t i = 0; i < depth_; ++i) {
        if (!path_[i].is_default) schedule.push_back({path_[i].step, path_[i].choice});
    }
    return schedule;
}

std::string DporStrategy::remark() const {
    if (unsure_ && !diverged_) {
        return "deadlines came while others could move: dpor may not have explored every order of that; dfs does";
    }
    if (!diverged_) return {};
    return "the program does not depend on its choices alone: run again, a schedule diverged at step "
           + std::to_string(*diverged_);
}

}  // namespace heddle
