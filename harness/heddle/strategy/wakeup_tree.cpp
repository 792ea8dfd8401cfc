// SPDX-License-Identifier: Apache-2.0
#include <heddle/strategy/wakeup_tree.hpp>

#include <utility>

namespace heddle {

bool conflict(Move const& a, Move const& b) noexcept {
    return a.thread == b.thread || a.total || b.total || dependent(a.footprint, b.footprint);
}

bool weak_initial(Move const& first, std::span<Move const> moves, std::size_t& place) noexcept {
    for (place = 0; place < moves.size(); ++place) {
        Move const& move = moves[place];
        if (move.thread == first.thread) return same_outcome(first, move);
        if (conflict(first, move)) return false;
    }
    return true;
}

void WakeupTree::insert(std::vector<Move>& moves) {
    std::vector<Branch>* level = &branches_;
    for (bool found = true; found;) {
        found = false;
        for (Branch& branch : *level) {
            std::size_t place = 0;
            if (!weak_initial(branch.move, moves, place)) continue;
            if (branch.below.empty()) return;
            if (place < moves.size()) moves.erase(moves.begin() + static_cast<std::ptrdiff_t>(place));
            if (moves.empty()) return;
            level = &branch.below;
            found = true;
            break;
        }
    }
    for (Move const& move : moves) {
        level->push_back({move, {}});
        level = &level->back().below;
    }
}

WakeupTree::Branch WakeupTree::take_first() {
    Branch first = std::move(branches_.front());
    branches_.erase(branches_.begin());
    return first;
}

}  // namespace heddle
