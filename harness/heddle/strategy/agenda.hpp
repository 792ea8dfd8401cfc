// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/strategy.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <queue>
#include <vector>

namespace heddle {

/// The beginnings of executions that MatchStrategy can go on with, each on the level of how much it has printed, and which
/// of them comes next.
///
/// The highest level comes first, and on a level limited discrepancy search (Harvey and Ginsberg, IJCAI 1995): those first
/// that cost least; of several, those that departed first from the usual choice; of these, the newest. Since the last write a
/// departure to a likely thread costs 1 and to another one 2 (as planners prefer actions that look helpful: Hoffmann and Nebel,
/// JAIR 2001). A mistake that no write shows at once leaves its level with more beginnings than anybody can try. So a level that
/// has had its turns waits until all others have had as many, and then each is given twice as many; only a beginning without
/// a departure need not wait. Every beginning has its turn.
class Agenda {
public:
    using Node = std::uint32_t;
    static constexpr Node no_node = UINT32_MAX;

    enum class Step : std::uint8_t { write, usual, likely, unlikely };
    /// What can be decided after the parent's decisions, and how much has been printed then.
    Node open(Node parent, Decision decision, std::size_t printed, Step step);

    /// The beginning that comes next, or no_node; it stays.
    Node next();
    /// Takes out what next() says.
    Node take();

    Node parent(Node node) const noexcept { return nodes_[node].parent; }
    Decision decision(Node node) const noexcept { return nodes_[node].decision; }
    /// The decisions from the first to the node's.
    void path_to(Node node, std::vector<Decision>& path) const;

private:
    struct Opened {
        Node parent;
        Decision decision;
        std::uint32_t cost;
        Node departed;  ///< where it did last
    };
    struct Turn {
        std::uint32_t cost;
        Node departed;
        Node node;

        bool operator<(Turn const& other) const noexcept {
            if (cost != other.cost) return cost > other.cost;
            if (departed != other.departed) return departed > other.departed;
            return node < other.node;
        }
    };
    struct Level {
        std::priority_queue<Turn> open;
        std::uint64_t turns = 0;

        bool has_its_turn(std::uint64_t patience) const noexcept { return open.top().cost == 0 || turns < patience; }
    };
    static constexpr std::uint64_t first_patience = 64;

    Level* next_level();

    std::vector<Opened> nodes_;
    std::map<std::size_t, Level, std::greater<>> levels_;  ///< by how much was printed
    std::uint64_t patience_ = first_patience;
};

}  // namespace heddle
