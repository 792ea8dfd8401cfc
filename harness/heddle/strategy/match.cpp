// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/directory.hpp>
#include <heddle/core/random.hpp>
#include <heddle/strategy/match.hpp>

#include <algorithm>
#include <utility>

namespace heddle {

namespace {

constexpr int out_of_the_question = -1;

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
    if (begun_ && !advance()) {
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
    depth_ = printed_ = 0;
    threads_.clear();
    objects_.clear();
    lost_ = matched_ = false;
}

/// On to the next candidate that was not tried; a state all of whose candidates failed is dead.
bool MatchStrategy::advance() {
    while (!path_.empty()) {
        Node& node = path_.back();
        if (++node.taken < node.end) return true;
        dead_.insert(node.state);
        tries_.resize(node.first);
        path_.pop_back();
    }
    return false;
}

Decision MatchStrategy::choose(SchedulingPoint const& point) noexcept {
    if (lost_) return abandon;
    if (depth_ == path_.size()) return repeating_ ? abandon : try_new(point);
    Node const& node = path_[depth_];
    if (node.choices != point.enabled.size()) {
        lost_ = cut_ = true;
        return abandon;
    }
    return take(point, tries_[node.taken]);
}

Decision MatchStrategy::try_new(SchedulingPoint const& point) {
    Node node;
    node.state = state(point);
    if ((looks_ahead_ && hopeless(point)) || dead_.contains(node.state)) return abandon;
    node.choices = static_cast<std::uint32_t>(point.enabled.size());
    node.first = node.taken = tries_.size();
    add_candidates(point);
    node.end = tries_.size();
    if (node.first == node.end) return abandon;
    path_.push_back(node);
    return take(point, tries_[node.taken]);
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

int MatchStrategy::rank(SchedulingPoint const& point, Choice const& choice) const noexcept {
    Operation const& operation = point.pending[index(choice.thread)];
    int const other = choice.thread == point.running ? 0 : 1;
    if (operation.kind != OperationKind::write) return 2 + other;
    return std::string_view{text_}.substr(printed_).starts_with(text_of(point, operation)) ? other
                                                                                           : out_of_the_question;
}

/// A write that begins as the text goes on, whatever comes after.
void MatchStrategy::note_beginning(std::string_view write) noexcept {
    std::string_view const rest = std::string_view{text_}.substr(printed_);
    auto const end = std::mismatch(rest.begin(), rest.end(), write.begin(), write.end()).first;
    longest_ = std::max(longest_, printed_ + static_cast<std::size_t>(end - rest.begin()));
}

void MatchStrategy::add_candidates(SchedulingPoint const& point) {
    for (Choice const& choice : point.enabled) {
        Operation const& operation = point.pending[index(choice.thread)];
        if (operation.kind == OperationKind::write) note_beginning(text_of(point, operation));
    }
    for (int wanted = 0; wanted < 4; ++wanted) {
        for (Decision i = 0; i < point.enabled.size(); ++i) {
            if (rank(point, point.enabled[i]) == wanted) tries_.push_back(i);
        }
    }
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
    } else {
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
