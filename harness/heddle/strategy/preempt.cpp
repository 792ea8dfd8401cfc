// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/directory.hpp>
#include <heddle/core/spelling.hpp>
#include <heddle/strategy/preempt.hpp>
#include <heddle/strategy/turn.hpp>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace heddle {

namespace {

constexpr char const* at_form = "; the form is preempt:at=STEP/THREAD,STEP/THREAD";
constexpr char const* after_form = "; the form is preempt:after=THREAD:load:OBJECT:COUNT";

[[noreturn]] void refuse(std::string_view what, std::string_view where, std::string_view why) {
    std::string message{"preempt: "};
    message.append(what).append(" in \"").append(where).append("\"").append(why);
    throw std::invalid_argument(message);
}

bool is_operation(std::string_view given, OperationKind kind) noexcept {
    if (noted(kind)) return false;
    if (spells(given, name_of(kind))) return true;
    if (given == "load") return kind == OperationKind::atomic_load;
    return given == "store" && kind == OperationKind::atomic_store;
}

std::vector<std::string_view> operation_names() {
    std::vector<std::string_view> names;
    for (OperationTraits const& row : operation_traits) {
        if (!row.noted) names.emplace_back(row.name);
    }
    return names;
}

void check_operation(std::string_view given, std::string_view where) {
    for (std::size_t i = 0; i < operation_kinds; ++i) {
        if (is_operation(given, static_cast<OperationKind>(i))) return;
    }
    auto const names = operation_names();
    auto const near = near_names(given, names);
    std::string why{": no scheduling point has that name; "};
    why += near.empty() ? "there are " : "near names: ";
    char const* comma = "";
    for (std::string_view const name : near.empty() ? names : near) {
        why.append(std::exchange(comma, ", ")).append(name);
    }
    refuse("unknown operation \"" + std::string{given} + "\"", where, why + " (with '_' for a blank)");
}

bool is_object(std::string_view given, Directory::Object const& object) noexcept {
    if (!object.name.empty()) return spells(given, object.name);
    std::string_view const kind = name_of(object.kind);
    if (given.size() <= kind.size() + 1 || !spells(given.substr(0, kind.size()), kind)) return false;
    char const gap = given[kind.size()];
    return (gap == '_' || gap == ' ') && number_in(given.substr(kind.size() + 1)) == object.ordinal;
}

}  // namespace

ThreadReference ThreadReference::of(std::string_view text) {
    if (text.empty()) throw std::invalid_argument("preempt: a thread is missing; give its number or its name");
    ThreadReference reference{std::string{text}, std::nullopt};
    if (text.find_first_not_of("0123456789") != std::string_view::npos) return reference;
    auto const number = number_in(text);
    if (!number || *number >= index(no_thread)) {
        refuse(
            "thread out of range", text,
            ": threads are numbered from 0 and there are at most 65535; give its number or its name");
    }
    reference.id = static_cast<ThreadId>(*number);
    reference.text = std::to_string(*number);
    return reference;
}

bool ThreadReference::matches(ThreadId thread, Directory const* directory) const noexcept {
    bool const known = directory != nullptr && index(thread) < directory->threads();
    if (known && spells(text, directory->thread(thread).name)) return true;
    if (id != thread) return false;
    for (std::size_t i = 0; known && i < directory->threads(); ++i) {
        if (spells(text, directory->thread(static_cast<ThreadId>(i)).name)) return false;
    }
    return true;
}

std::vector<PlannedSwitch> planned_switches_in(std::string_view text) {
    std::vector<PlannedSwitch> switches;
    std::string_view rest = text;
    for (bool more = true; more;) {
        std::size_t const comma = rest.find(',');
        std::string_view const item = rest.substr(0, comma);
        more = comma != std::string_view::npos;
        if (more) rest.remove_prefix(comma + 1);
        std::size_t const slash = item.find('/');
        auto const step = number_in(item.substr(0, slash));
        bool const whole = slash != std::string_view::npos && slash + 1 < item.size();
        if (!step || !whole) refuse("\"" + std::string{item} + "\" is not a step and a thread", text, at_form);
        switches.push_back({*step, ThreadReference::of(item.substr(slash + 1))});
    }
    std::stable_sort(switches.begin(), switches.end(), [](auto const& a, auto const& b) { return a.step < b.step; });
    for (std::size_t i = 1; i < switches.size(); ++i) {
        if (switches[i - 1].step != switches[i].step) continue;
        refuse(
            "step " + std::to_string(switches[i].step) + " comes twice", text,
            ": one thread moves at a step; keep one of the two");
    }
    return switches;
}

std::string text_of(std::vector<PlannedSwitch> const& switches) {
    std::string text;
    for (PlannedSwitch const& planned : switches) {
        if (!text.empty()) text += ',';
        text.append(std::to_string(planned.step)).append("/").append(planned.thread.text);
    }
    return text;
}

PreemptAtStrategy::PreemptAtStrategy(std::vector<PlannedSwitch> switches)
    : switches_{std::move(switches)}, made_(switches_.size(), false) {}

bool PreemptAtStrategy::begin_execution(std::uint64_t index) {
    repeat_execution();
    return index == 0;
}

void PreemptAtStrategy::repeat_execution() {
    next_ = 0;
    std::fill(made_.begin(), made_.end(), false);
}

Decision PreemptAtStrategy::choose(SchedulingPoint const& point) noexcept {
    while (next_ < switches_.size() && switches_[next_].step < point.step) ++next_;
    if (next_ == switches_.size() || switches_[next_].step != point.step) return default_choice(point);
    for (std::size_t i = 0; i < point.enabled.size(); ++i) {
        if (!switches_[next_].thread.matches(point.enabled[i].thread, point.directory)) continue;
        made_[next_] = true;
        return static_cast<Decision>(i);
    }
    return default_choice(point);
}

std::string PreemptAtStrategy::remark() const {
    std::vector<PlannedSwitch> idle;
    for (std::size_t i = 0; i < switches_.size(); ++i) {
        if (!made_[i]) idle.push_back(switches_[i]);
    }
    if (idle.empty()) return {};
    return "no switch at " + text_of(idle) + ": the thread was not enabled there, or nothing could be chosen";
}

PreemptionTrigger trigger_in(std::string_view text) {
    std::size_t const first = text.find(':');
    std::size_t const second = first == std::string_view::npos ? first : text.find(':', first + 1);
    std::size_t const last = text.rfind(':');
    if (second == std::string_view::npos || last <= second + 1) refuse("something is missing", text, after_form);
    auto const count = number_in(text.substr(last + 1));
    if (!count || *count == 0) {
        std::string const given{text.substr(last + 1)};
        refuse("bad count \"" + given + "\"", text, ": it is a number from 1" + std::string{after_form});
    }
    if (first == 0) refuse("the thread is missing", text, after_form);
    std::string_view const operation = text.substr(first + 1, second - first - 1);
    check_operation(operation, text);
    return {
        ThreadReference::of(text.substr(0, first)), std::string{operation},
        std::string{text.substr(second + 1, last - second - 1)}, *count};
}

std::string text_of(PreemptionTrigger const& trigger) {
    return trigger.thread.text + ":" + trigger.operation + ":" + trigger.object + ":" + std::to_string(trigger.count);
}

PreemptAfterStrategy::PreemptAfterStrategy(PreemptionTrigger trigger) : trigger_{std::move(trigger)} {}

bool PreemptAfterStrategy::begin_execution(std::uint64_t index) {
    repeat_execution();
    return index == 0;
}

void PreemptAfterStrategy::repeat_execution() {
    taken_ = 0;
    phase_ = Phase::counting;
}

bool PreemptAfterStrategy::triggers(Operation const& operation, Directory const* directory) const noexcept {
    if (!trigger_.thread.matches(operation.thread, directory) || !is_operation(trigger_.operation, operation.kind))
        return false;
    return directory != nullptr && index(operation.object) < directory->objects()
           && is_object(trigger_.object, directory->object(operation.object));
}

Decision PreemptAfterStrategy::choose(SchedulingPoint const& point) noexcept {
    std::uint32_t const usual = default_choice(point);
    ThreadId const thread = point.enabled[usual].thread;
    if (phase_ == Phase::counting) {
        if (triggers(point.pending[index(thread)], point.directory) && ++taken_ == trigger_.count) phase_ = Phase::due;
        return usual;
    }
    if (phase_ == Phase::over || point.threads < 2) {
        if (thread != point.running) phase_ = Phase::over;
        return usual;
    }
    phase_ = Phase::over;
    return first_choice_after_running(point);
}

std::string PreemptAfterStrategy::remark() const {
    if (phase_ == Phase::over) return {};
    if (phase_ == Phase::due) return "nobody was preempted: no other thread could move after " + text_of(trigger_);
    return "nobody was preempted: " + text_of(trigger_) + " never came, only " + std::to_string(taken_)
           + " of its kind";
}

}  // namespace heddle
