// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/directory.hpp>
#include <heddle/core/random.hpp>
#include <heddle/strategy/match.hpp>

#include <algorithm>
#include <optional>
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
    depth_ = printed_ = 0;
    threads_.clear();
    objects_.clear();
    matched_ = false;
}

/// What comes next becomes the path.
bool MatchStrategy::follow_next() {
    if (agenda_.next() == Agenda::no_node) return false;
    at_ = agenda_.take();
    agenda_.path_to(at_, path_);
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
    Agenda::Node const here = at_;
    open_all(point);
    Agenda::Node const next = agenda_.next();
    if (next == Agenda::no_node || agenda_.parent(next) != here) return abandon;
    at_ = agenda_.take();
    path_.push_back(agenda_.decision(at_));
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

void MatchStrategy::open(SchedulingPoint const& point, Decision decision, bool usual) {
    ThreadId const thread = point.enabled[decision].thread;
    Operation const& operation = point.pending[index(thread)];
    if (operation.kind == OperationKind::write) {
        agenda_.open(at_, decision, printed_ + text_of(point, operation).size(), Agenda::Step::write);
    } else if (usual) {
        agenda_.open(at_, decision, printed_, Agenda::Step::usual);
    } else {
        bool const likely = printers_.may_print(point, thread, std::string_view{text_}.substr(printed_));
        agenda_.open(at_, decision, printed_, likely ? Agenda::Step::likely : Agenda::Step::unlikely);
    }
}

/// Everything that can follow; the usual choice, which is the first possible one from the default on, comes last, for it is
/// preferred to others of its kind.
void MatchStrategy::open_all(SchedulingPoint const& point) {
    auto const choices = static_cast<Decision>(point.enabled.size());
    Decision const first = default_choice(point);
    std::optional<Decision> usual;
    for (Decision i = 0; i < choices; ++i) {
        Decision const decision = (first + i) % choices;
        Choice const& choice = point.enabled[decision];
        Operation const& operation = point.pending[index(choice.thread)];
        if (operation.kind == OperationKind::write) {
            printers_.note(point, choice.thread);
            note_beginning(text_of(point, operation));
        }
        if (!possible(point, choice)) continue;
        if (usual) {
            open(point, decision, false);
        } else {
            usual = decision;
        }
    }
    if (usual) open(point, *usual, true);
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
