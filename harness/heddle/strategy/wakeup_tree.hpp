// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/operation.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace heddle {

/// A transition as it is spoken of from one execution to another: thread and objects by their Directory::key.
struct Move {
    std::uint64_t thread = 0;
    Footprint footprint;
    std::uint32_t pick = 0;
    bool any = false;    ///< whichever outcome comes first: the operation is known, the state it will meet is not
    bool total = false;  ///< conflicts with everything: it ends the execution, or moves the clock

    friend bool same_outcome(Move const& a, Move const& b) noexcept {
        return a.any || b.any || (a.footprint.outcome == b.footprint.outcome && a.pick == b.pick);
    }
};

/// Whether the two do not commute; true for two of one thread.
bool conflict(Move const& a, Move const& b) noexcept;

/// Whether `first` may come before all of `moves` without changing what they lead to, be it among them or not: it is a weak
/// initial of them. `place`: where it is among them, moves.size() when it is not.
bool weak_initial(Move const& first, std::span<Move const> moves, std::size_t& place) noexcept;

/// An ordered tree of moves: what has to be explored from a point on, and in which order (Abdulla, Aronis, Jonsson, Sagonas:
/// Source Sets: A Foundation for Optimal Dynamic Partial Order Reduction, JACM 2017, section 6).
class WakeupTree {
public:
    struct Branch {
        Move move;
        std::vector<Branch> below;
    };

    bool empty() const noexcept { return branches_.empty(); }
    /// Adds the moves unless a branch leads to what they lead to already. `moves` is used up.
    void insert(std::vector<Move>& moves);
    /// Takes the first branch off.
    Branch take_first();
    /// Goes on with what is below a branch.
    void become(std::vector<Branch>&& below) noexcept { branches_ = std::move(below); }
    void clear() noexcept { branches_.clear(); }

private:
    std::vector<Branch> branches_;
};

}  // namespace heddle
