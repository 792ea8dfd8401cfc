// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/wording.hpp>
#include <heddle/render/describe.hpp>

#include <fmt/format.h>

namespace heddle {

namespace {

using Kind = OperationKind;

bool among(Kind first, Kind kind, Kind last) noexcept { return first <= kind && kind <= last; }

char const* sign_of(Kind kind) noexcept {
    switch (kind) {
    case Kind::fetch_add:
        return "+=";
    case Kind::fetch_sub:
        return "-=";
    case Kind::fetch_and:
        return "&=";
    case Kind::fetch_or:
        return "|=";
    case Kind::fetch_xor:
        return "^=";
    default:
        return "=";
    }
}

std::string compare_exchange(Event const& event, std::string const& name) {
    Operation const& operation = event.operation;
    Effect const& effect = event.effect;
    std::string const wanted = value_of(operation.expected, effect);
    if (event.outcome.kind == OutcomeKind::failed) return fmt::format("{} is {}, compare_exchange", name, wanted);
    if (effect.result == operation.expected) {
        return fmt::format("{} = {} (was {} as expected)", name, value_of(operation.operand, effect), wanted);
    }
    return fmt::format("{} is {}, not {}", name, value_of(effect.result, effect), wanted);
}

}  // namespace

std::string until(Operation const& operation) {
    return operation.operand == never ? std::string{} : " until " + time_of(operation.operand);
}

std::string quoted(std::string_view text, std::size_t most) {
    std::string said = "\"";
    std::size_t shown = 0;
    for (char const c : text) {
        bool const begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        if (begins && shown++ == most) return said + "\"...";
        if (c == '\n') {
            said += "\\n";
        } else if (c == '\t') {
            said += "\\t";
        } else if (c == '"' || c == '\\') {
            said.append("\\").push_back(c);
        } else if (static_cast<unsigned char>(c) < 0x20U || c == 0x7F) {
            said += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        } else {
            said += c;
        }
    }
    return said + "\"";
}

std::string Describer::next(Event const& event) {
    std::string said = action(event);
    if (event.outcome.kind != OutcomeKind::done) said += std::string{": "} + name_of(event.outcome.kind);
    bool const told = event.operation.kind == Kind::leftover;
    if (event.effect.misuse != Misuse::none && !told) said += std::string{"  <- "} + name_of(event.effect.misuse);
    waiting_.follow(event);
    return said;
}

std::string Describer::action(Event const& event) const {
    switch (event.operation.kind) {
    case Kind::start:
    case Kind::begin:
    case Kind::end:
    case Kind::watched_end:
    case Kind::join:
    case Kind::timed_join:
    case Kind::destroy:
    case Kind::fail:
    case Kind::leftover:
    case Kind::is_alive:
    case Kind::enumerate:
        return life(event);
    case Kind::plain_load:
    case Kind::plain_store:
    case Kind::load:
    case Kind::store:
    case Kind::atomic_load:
    case Kind::atomic_store:
    case Kind::exchange:
    case Kind::fetch_add:
    case Kind::fetch_sub:
    case Kind::fetch_and:
    case Kind::fetch_or:
    case Kind::fetch_xor:
    case Kind::compare_exchange:
    case Kind::compare_exchange_weak:
        return memory(event);
    default:
        return waited(event);
    }
}

std::string Describer::life(Event const& event) const {
    Operation const& operation = event.operation;
    switch (operation.kind) {
    case Kind::start:
        return "start " + thread(event.effect.other);
    case Kind::begin:
        return "begin";
    case Kind::join:
        return "join " + thread(event.effect.other);
    case Kind::timed_join:
        return "join " + thread(event.effect.other) + until(operation);
    case Kind::destroy:
        return "end of life of " + waiting_.describe(operation.object);
    case Kind::leftover: {
        if (event.effect.misuse == Misuse::never_joined) return "was never joined";
        return "still holds " + waiting_.describe(operation.object);
    }
    case Kind::fail: {
        std::string const text = quoted(directory_->text(static_cast<TextId>(operation.operand)));
        return (event.outcome.pick == 0 ? "requirement failed: " : "exception: ") + text;
    }
    case Kind::is_alive:
        return waiting_.describe(operation.object) + (event.effect.result != 0 ? " is alive" : " has ended");
    case Kind::enumerate:
        return fmt::format("enumerate: {} thread{}", event.effect.result, event.effect.result == 1 ? "" : "s");
    default:
        return "end";
    }
}

std::string Describer::memory(Event const& event) const {
    Operation const& operation = event.operation;
    Effect const& effect = event.effect;
    std::string const name = directory_->label(operation.object);
    bool const compares = operation.kind == Kind::compare_exchange || operation.kind == Kind::compare_exchange_weak;
    if (compares) return compare_exchange(event, name);
    std::string const seen = value_of(effect.result, effect);
    if (traits(operation.kind).reads_only) return fmt::format("{} is {}", name, seen);
    std::string const given = value_of(operation.operand, effect);
    std::string const how = operation.kind == Kind::exchange ? "exchange " : "";
    return fmt::format("{}{} {} {} (was {})", how, name, sign_of(operation.kind), given, seen);
}

std::string Describer::waits_for_value(Event const& event) const {
    std::string const name = directory_->label(event.operation.object);
    std::string const old = value_of(event.operation.expected, event.effect);
    bool const sleeps = event.effect.result != 0;
    if (event.operation.kind == Kind::wait) {
        return fmt::format("wait while {} is {}: {}", name, old, sleeps ? "sleeps" : "it is not");
    }
    return fmt::format("wake, {} is {} {}", name, sleeps ? "still" : "no longer", old);
}

std::string Describer::condition(Event const& event) const {
    Operation const& operation = event.operation;
    ThreadId const woken = event.effect.other;
    std::string const object = directory_->describe(operation.object);
    bool const of_atomic = directory_->object(operation.object).kind == ObjectKind::atomic;
    if (of_atomic && (operation.kind == Kind::wait || operation.kind == Kind::look_again))
        return waits_for_value(event);
    switch (operation.kind) {
    case Kind::wait:
        if (operation.also == no_object) return "wait on " + object;
        return fmt::format("wait on {}, releasing {}", object, directory_->describe(operation.also));
    case Kind::wake:
        return "wake on " + object + until(operation);
    case Kind::notify_one:
        return "notify_one " + object + (woken == no_thread ? ", nobody waits" : ", waking " + thread(woken));
    default:
        return "notify_all " + object + (event.effect.result == 0 ? ", nobody waits" : "");
    }
}

std::string Describer::ready(Event const& event) const {
    Operation const& operation = event.operation;
    bool const told = event.effect.result != 0;
    std::string const object = directory_->describe(operation.object);
    switch (operation.kind) {
    case Kind::event_wait:
        return "wait for " + object + until(operation);
    case Kind::event_check:
        return object + (told ? " is set" : " is not set");
    case Kind::call_once:
        return "call_once of " + object + (told ? ": calls" : ": was called");
    case Kind::call_once_end:
        return "end of call_once of " + object + (operation.operand != 0 ? "" : ": exception");
    default:
        break;
    }
    if (told) return "set " + object + ": was set already";
    if (operation.operand == static_cast<std::uint64_t>(FutureContent::exception)) {
        return "set " + object + " to an exception";
    }
    bool const broken = operation.operand == static_cast<std::uint64_t>(FutureContent::broken);
    return "set " + object + (broken ? " to a broken promise" : "");
}

/// What was tried, and who was in the way if it came to nothing.
std::string Describer::tried(Event const& event) const {
    auto const& [operation, effect, outcome] = event;
    std::string const said = std::string{name_of(operation.kind)} + " " + directory_->describe(operation.object);
    if (effect.result != 0) return said + ": taken";
    return said + ": held by " + (effect.other == operation.thread ? "itself" : thread(effect.other));
}

// size: one case a kind of operation
std::string Describer::waited(Event const& event) const {
    auto const& [operation, effect, outcome] = event;
    if (among(Kind::request_stop, operation.kind, Kind::wait_unless_stopped)) return stop(event);
    if (among(Kind::count_down, operation.kind, Kind::arrival_check)) return arrival(event);
    if (among(Kind::send, operation.kind, Kind::close)) return message(event);
    std::string const object = operation.object == no_object ? std::string{} : directory_->describe(operation.object);
    switch (operation.kind) {
    case Kind::yield:
        return "yield";
    case Kind::sleep:
        return "sleep" + until(operation);
    case Kind::lock:
    case Kind::lock_shared:
    case Kind::acquire:
        return fmt::format("{} {}{}", name_of(operation.kind), object, until(operation));
    case Kind::try_lock:
    case Kind::try_lock_shared:
        return tried(event);
    case Kind::try_acquire:
        return "try_acquire " + object + (effect.result != 0 ? ": taken" : ": nothing left");
    case Kind::release:
        if (operation.operand > 1) return fmt::format("release {} times {}", object, operation.operand);
        return "release " + object;
    case Kind::wait:
    case Kind::wake:
    case Kind::look_again:
    case Kind::notify_one:
    case Kind::notify_all:
        return condition(event);
    case Kind::event_wait:
    case Kind::event_set:
    case Kind::event_check:
    case Kind::call_once:
    case Kind::call_once_end:
        return ready(event);
    case Kind::write:
        return "write " + quoted(directory_->text(static_cast<TextId>(operation.operand)));
    case Kind::copy:
        return "copy " + object + (effect.result != 0 ? ", held by " + thread(effect.other) : ", free");
    case Kind::choose:
        return fmt::format("choose {} of {}", outcome.pick, operation.operand);
    default:
        break;
    }
    return object.empty() ? name_of(operation.kind) : fmt::format("{} {}", name_of(operation.kind), object);
}

void render_ending(Trace const& trace, Waiting const& waiting, std::ostream& out) {
    out << fmt::format(
        "ending: {} after {} step{}, {} preemption{}\n", name_of(trace.ending), trace.steps,
        trace.steps == 1 ? "" : "s", trace.preemptions, trace.preemptions == 1 ? "" : "s");
    std::vector<ThreadId> stuck;
    for (std::size_t i = 0; i < trace.pending.size(); ++i) {
        if (trace.pending[i].kind != Kind::end) stuck.push_back(static_cast<ThreadId>(i));
    }
    bool const for_good = trace.ending == Ending::deadlock || trace.ending == Ending::livelock;
    if (!stuck.empty() && for_good) {
        Rows rows{{2, 3}};
        waiting.add_needs(rows, stuck, trace.pending);
        out << rows.text("  ", 32).substr(1) << "\n";
    }
    out << fmt::format("outcome: {} {}\n", trace.ok ? "ok" : "stuck", quoted(trace.outcome, 1000));
    if (!trace.output.empty()) out << "output: " << quoted(trace.output, 1000) << "\n";
}

}  // namespace heddle
