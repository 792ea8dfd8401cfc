// SPDX-License-Identifier: Apache-2.0
#include <heddle/strategy/agenda.hpp>

#include <algorithm>

namespace heddle {

Agenda::Node Agenda::open(Node parent, Decision decision, std::size_t printed, Step step) {
    auto const node = static_cast<Node>(nodes_.size());
    Opened opened{parent, decision, 0, 0};
    if (step != Step::write && parent != no_node) {
        opened.cost = nodes_[parent].cost;
        opened.departed = nodes_[parent].departed;
    }
    if (step == Step::likely || step == Step::unlikely) {
        opened.cost += step == Step::likely ? 1 : 2;
        opened.departed = node;
    }
    nodes_.push_back(opened);
    levels_[printed].open.push({opened.cost, opened.departed, node});
    return node;
}

Agenda::Level* Agenda::next_level() {
    for (;;) {
        bool any = false;
        for (auto& [printed, level] : levels_) {
            if (level.open.empty()) continue;
            if (level.has_its_turn(patience_)) return &level;
            any = true;
        }
        if (!any) return nullptr;
        patience_ *= 2;
    }
}

Agenda::Node Agenda::next() {
    Level const* const level = next_level();
    return level == nullptr ? no_node : level->open.top().node;
}

Agenda::Node Agenda::take() {
    Level& level = *next_level();
    Turn const turn = level.open.top();
    level.open.pop();
    if (turn.cost > 0) ++level.turns;
    return turn.node;
}

void Agenda::path_to(Node node, std::vector<Decision>& path) const {
    path.clear();
    for (; node != no_node; node = nodes_[node].parent) path.push_back(nodes_[node].decision);
    std::reverse(path.begin(), path.end());
}

}  // namespace heddle
