// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/spelling.hpp>
#include <heddle/strategy/dfs.hpp>

#include <array>
#include <stdexcept>
#include <utility>

namespace heddle {

namespace {

constexpr std::uint32_t no_bound = UINT32_MAX;
constexpr std::string_view frontier_mark = "dfs1";

/// Takes the text before the next `separator` (or all of it) off `rest`.
std::string_view take(std::string_view& rest, char separator) noexcept {
    std::size_t const end = rest.find(separator);
    std::string_view const taken = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return taken;
}

[[noreturn]] void refuse(std::string const& why) {
    throw std::invalid_argument(
        "not a frontier of this dfs search: " + why + "; begin a new search, or use the settings of the old one");
}

}  // namespace

DfsStrategy::DfsStrategy(std::optional<unsigned> preemption_bound) : bound_{preemption_bound.value_or(no_bound)} {
    path_.reserve(1024);
}

bool DfsStrategy::begin_execution(std::uint64_t) {
    if (state_ == State::done) return false;
    if (state_ == State::active && !advance(path_)) {
        state_ = State::done;
        return false;
    }
    state_ = State::active;
    start_over(false);
    return true;
}

void DfsStrategy::repeat_execution() { start_over(true); }

void DfsStrategy::start_over(bool repeating) noexcept {
    depth_ = 0;
    prefix_ = path_.size();
    step_after_ = 0;
    repeating_ = repeating;
    lost_ = false;
}

Decision DfsStrategy::choose(SchedulingPoint const& point) noexcept {
    if (lost_) return default_choice(point);
    step_after_ = point.step + 1;
    if (depth_ == prefix_ && repeating_) return diverge(point);
    Node seen = node_at(point);
    if (depth_ >= prefix_) {
        cut_ = cut_ || cuts(seen);
        seen.choice = point.enabled[seen.taken];
        path_.push_back(seen);
        ++depth_;
        return seen.taken;
    }
    Node& node = path_[depth_];
    bool const same = node.count == seen.count && node.preferred == seen.preferred && node.own_begin == seen.own_begin
                      && node.own_end == seen.own_end;
    if (!same) return diverge(point);
    node.choice = point.enabled[node.taken];
    node.step = point.step;
    ++depth_;
    return node.taken;
}

DfsStrategy::Node DfsStrategy::node_at(SchedulingPoint const& point) const noexcept {
    Node node;
    node.count = static_cast<std::uint32_t>(point.enabled.size());
    node.preferred = node.taken = default_choice(point);
    node.step = point.step;
    node.preemptions = depth_ == 0 ? 0U : path_[depth_ - 1].preemptions_after();
    // Where the default is to go on, going elsewhere is a preemption: after a polite operation it goes on only when
    // alone.
    ThreadId const next = point.enabled[node.preferred].thread;
    if (next != point.running) return node;
    node.own_begin = node.own_end = node.preferred;
    while (node.own_end < node.count && point.enabled[node.own_end].thread == next) ++node.own_end;
    return node;
}

Decision DfsStrategy::diverge(SchedulingPoint const& point) noexcept {
    lost_ = true;
    if (!diverged_) diverged_ = point.step;
    return default_choice(point);
}

void DfsStrategy::end_execution(Ending ending, std::span<Event const>, std::span<Operation const>) {
    if (ending == Ending::step_bound) cut_ = true;
    if (!lost_ && depth_ < prefix_ && !diverged_) diverged_ = step_after_;
}

Schedule DfsStrategy::schedule_so_far() const {
    Schedule schedule;
    for (std::size_t i = 0; i < depth_; ++i) {
        if (path_[i].taken != path_[i].preferred) schedule.push_back({path_[i].step, path_[i].choice});
    }
    return schedule;
}

bool DfsStrategy::next_child(Node& node) const noexcept {
    std::uint32_t child = node.taken == node.preferred ? 0 : node.taken + 1;
    while (child < node.count && (child == node.preferred || !allowed(node, child))) ++child;
    if (child == node.count) return false;
    node.taken = child;
    return true;
}

bool DfsStrategy::advance(std::vector<Node>& path) const noexcept {
    while (!path.empty() && !next_child(path.back())) path.pop_back();
    return !path.empty();
}

std::string DfsStrategy::remark() const {
    if (diverged_) {
        return "the program does not depend on its choices alone: run again, a schedule diverged at step "
               + std::to_string(*diverged_);
    }
    if (cut_ && bound_ != no_bound)
        return "not explored: executions with more than " + std::to_string(bound_) + " preemptions";
    return {};
}

std::string DfsStrategy::bound_text() const { return bound_ == no_bound ? "all" : std::to_string(bound_); }

std::string DfsStrategy::frontier() const {
    std::string text{frontier_mark};
    text.append(":").append(bound_text()).append(cut_ || diverged_ ? ":cut:" : ":whole:");
    std::vector<Node> path = path_;
    if (state_ == State::done || (state_ == State::active && !advance(path))) return text + "done";
    if (path.empty()) return text + "start";
    char const* comma = "";
    for (Node const& node : path) {
        text += std::exchange(comma, ",");
        char const* dot = "";
        for (std::uint32_t const word : {node.taken, node.count, node.preferred, node.own_begin, node.own_end}) {
            text.append(std::exchange(dot, ".")).append(std::to_string(word));
        }
    }
    return text;
}

void DfsStrategy::read_node(std::string_view text, std::vector<Node>& path) const {
    std::string_view rest = text;
    std::array<std::uint32_t, 5> words{};
    for (std::uint32_t& word : words) {
        auto const number = number_in(take(rest, '.'));
        if (!number || *number > UINT32_MAX) refuse("\"" + std::string{text} + "\" is not five numbers");
        word = static_cast<std::uint32_t>(*number);
    }
    Node const node{
        words[0], words[1], words[2], words[3], words[4], path.empty() ? 0U : path.back().preemptions_after(), {}, 0};
    bool const ranges = node.taken < node.count && node.preferred < node.count && node.own_begin <= node.own_end
                        && node.own_end <= node.count;
    bool const owned = node.own_begin == node.own_end ? node.own_end == 0 : node.own_begin == node.preferred;
    if (!rest.empty() || text.back() == '.' || !ranges || !owned || !allowed(node, node.taken)) {
        refuse("\"" + std::string{text} + "\" is not a point it could have come to");
    }
    path.push_back(node);
}

void DfsStrategy::restore(std::string const& frontier) {
    std::string_view rest = frontier;
    if (take(rest, ':') != frontier_mark) refuse("it does not begin with \"dfs1:\"");
    std::string_view const bound = take(rest, ':');
    if (bound != bound_text())
        refuse("its preemption bound is \"" + std::string{bound} + "\", here it is " + bound_text());
    std::string_view const cut = take(rest, ':');
    if (cut != "cut" && cut != "whole") refuse("\"" + std::string{cut} + "\" is neither cut nor whole");
    if (rest.empty() || rest.back() == ',') refuse("it ends too early");
    std::vector<Node> path;
    bool const is_path = rest != "done" && rest != "start";
    while (is_path && !rest.empty()) read_node(take(rest, ','), path);
    state_ = rest == "done" ? State::done : State::ready;
    cut_ = cut == "cut";
    diverged_.reset();
    path_ = std::move(path);
    start_over(false);
}

}  // namespace heddle
