// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/directory.hpp>
#include <heddle/core/random.hpp>
#include <heddle/strategy/match.hpp>

#include <algorithm>
#include <utility>

namespace heddle {

namespace {

std::string_view text_of(SchedulingPoint const& point, Operation const& write) noexcept {
    return point.directory->text(static_cast<TextId>(write.operand));
}

std::uint64_t add(std::uint64_t hash, std::uint64_t word) noexcept { return Random::mix(hash ^ Random::mix(word)); }

/// The operand where it says the same in every execution; a predicate's is an address, a text's an id.
std::uint64_t meaning_of(SchedulingPoint const& point, Operation const& operation) noexcept {
    if (operation.kind == OperationKind::await) return operation.where.key();
    if (operation.kind == OperationKind::write)
        return point.directory->text_key(static_cast<TextId>(operation.operand));
    return operation.operand;
}

}  // namespace

MatchStrategy::MatchStrategy(std::string text, bool looks_ahead) : text_{std::move(text)}, looks_ahead_{looks_ahead} {}

bool MatchStrategy::begin_execution(std::uint64_t) {
    if (done_) return false;
    if (begun_ && !follow_next()) {
        done_ = true;
        return false;
    }
    begun_ = true;
    repeating_ = false;
    start_over();
    return true;
}

void MatchStrategy::repeat_execution() {
    repeating_ = true;
    start_over();
}

void MatchStrategy::start_over() noexcept {
    depth_ = printed_ = preemptions_ = 0;
    threads_.clear();
    objects_.clear();
    matched_ = false;
}

/// The best of what is open becomes the path.
bool MatchStrategy::follow_next() {
    if (open_.empty()) return false;
    at_ = open_.top().node;
    open_.pop();
    path_.clear();
    for (std::uint32_t node = at_; node != no_node; node = nodes_[node].parent) path_.push_back(nodes_[node].decision);
    std::reverse(path_.begin(), path_.end());
    return true;
}

Decision MatchStrategy::choose(SchedulingPoint const& point) noexcept {
    if (depth_ == path_.size()) return repeating_ ? abandon : go_on(point);
    if (path_[depth_] < point.enabled.size()) return take(point, path_[depth_]);
    lost_ = cut_ = true;
    return abandon;
}

/// Beyond the path: opens everything that can follow, and goes on itself if that is best.
Decision MatchStrategy::go_on(SchedulingPoint const& point) {
    if (!entered_.insert(state(point)).second) return abandon;
    if (looks_ahead_ && hopeless(point)) return abandon;
    std::uint32_t const here = at_;
    if (!open_all(point) || nodes_[open_.top().node].parent != here) return abandon;
    at_ = open_.top().node;
    open_.pop();
    path_.push_back(nodes_[at_].decision);
    return take(point, path_.back());
}

/// A thread is about to print what comes nowhere in the rest of the text.
bool MatchStrategy::hopeless(SchedulingPoint const& point) const noexcept {
    for (std::size_t i = 0; i < point.pending.size(); ++i) {
        Operation const& operation = point.pending[i];
        if (operation.kind != OperationKind::write) continue;
        if (text_.find(text_of(point, operation), printed_) == std::string::npos) return true;
    }
    return false;
}

bool MatchStrategy::possible(SchedulingPoint const& point, Choice const& choice) const noexcept {
    Operation const& operation = point.pending[index(choice.thread)];
    if (operation.kind != OperationKind::write) return true;
    return std::string_view{text_}.substr(printed_).starts_with(text_of(point, operation));
}

/// A write that begins as the text goes on, whatever comes after.
void MatchStrategy::note_beginning(std::string_view write) noexcept {
    std::string_view const rest = std::string_view{text_}.substr(printed_);
    auto const end = std::mismatch(rest.begin(), rest.end(), write.begin(), write.end()).first;
    longest_ = std::max(longest_, printed_ + static_cast<std::size_t>(end - rest.begin()));
}

/// Where the decision leads.
MatchStrategy::Open MatchStrategy::after(SchedulingPoint const& point, Decision decision) {
    Choice const& choice = point.enabled[decision];
    Operation const& operation = point.pending[index(choice.thread)];
    bool const writes = operation.kind == OperationKind::write;
    nodes_.push_back({at_, decision});
    return {
        printed_ + (writes ? text_of(point, operation).size() : 0),
        writes ? 0 : preemptions_ + (is_preemption(point, decision) ? 1U : 0U), nodes_.size(),
        static_cast<std::uint32_t>(nodes_.size() - 1)};
}

/// False: nothing can follow. Those that come later are preferred, so the thread that moved last comes at the end.
bool MatchStrategy::open_all(SchedulingPoint const& point) {
    std::size_t const before = open_.size();
    for (bool const last : {false, true}) {
        for (Decision i = 0; i < point.enabled.size(); ++i) {
            Choice const& choice = point.enabled[i];
            if ((choice.thread == point.running) != last) continue;
            Operation const& operation = point.pending[index(choice.thread)];
            if (operation.kind == OperationKind::write) note_beginning(text_of(point, operation));
            if (possible(point, choice)) open_.push(after(point, i));
        }
    }
    return open_.size() > before;
}

std::uint64_t MatchStrategy::state(SchedulingPoint const& point) const noexcept {
    std::uint64_t sum = Random::mix(printed_);
    for (std::size_t i = 0; i < point.pending.size(); ++i) {
        auto const id = static_cast<ThreadId>(i);
        Operation const& next = point.pending[i];
        std::uint64_t const done = i < threads_.size() ? threads_[i] : 0;
        sum +=
            add(add(point.directory->key(id), done), meaning_of(point, next) + static_cast<std::uint64_t>(next.kind));
    }
    for (std::size_t i = 0; i < objects_.size(); ++i) {
        if (objects_[i] != 0) sum += add(point.directory->key(static_cast<ObjectId>(i)), objects_[i]);
    }
    return sum;
}

Decision MatchStrategy::take(SchedulingPoint const& point, Decision decision) {
    Choice const& choice = point.enabled[decision];
    Operation const& operation = point.pending[index(choice.thread)];
    std::uint64_t const what =
        add(add(static_cast<std::uint64_t>(operation.kind), meaning_of(point, operation)),
            (std::uint64_t{choice.pick} << 8U) | static_cast<std::uint64_t>(choice.kind));
    std::size_t const thread = index(choice.thread);
    if (threads_.size() <= thread) threads_.resize(thread + 1);
    threads_[thread] = add(threads_[thread], what);
    if (operation.kind == OperationKind::write) {
        printed_ += text_of(point, operation).size();
        preemptions_ = 0;
    } else {
        preemptions_ += is_preemption(point, decision) ? 1U : 0U;
        for (ObjectId const object : {operation.object, operation.also}) {
            if (object == no_object) continue;
            if (objects_.size() <= index(object)) objects_.resize(index(object) + 1);
            objects_[index(object)] = add(objects_[index(object)], what ^ point.directory->key(choice.thread));
        }
    }
    ++depth_;
    return decision;
}

void MatchStrategy::end_execution(Ending ending, std::span<Event const>, std::span<Operation const>) {
    if (ending == Ending::step_bound) cut_ = true;
    matched_ = ending != Ending::abandoned && ending != Ending::step_bound && printed_ == text_.size();
}

std::string MatchStrategy::remark() const {
    return lost_ ? "the program does not depend on its choices alone: a schedule diverged when it was run again" : "";
}

}  // namespace heddle
