// SPDX-License-Identifier: Apache-2.0
// Whether the later operation of a race could have gone on before the earlier step: from what was seen of its object.
#include <heddle/strategy/races.hpp>

#include <algorithm>

namespace heddle {

bool Races::was_enabled(std::size_t step, ThreadId thread) const noexcept {
    auto const is = [&](Choice const& choice) { return choice.thread == thread; };
    auto const enabled = steps_[step].enabled;
    return std::any_of(enabled.begin(), enabled.end(), is);
}

Races::Possible
Races::possible(std::size_t earlier, std::size_t later, std::size_t previous, Transition const& move) const {
    Operation const& operation = move.operation;
    if (operation.kind == OperationKind::wake || operation.kind == OperationKind::look_again)
        return move.outcome.kind == OutcomeKind::done ? Possible::no : possible_again(earlier, previous, move);
    bool const was_pending = previous <= earlier;
    // It never waits: if it was passed over it polls, and would only have looked at the same again.
    if (never_waits(operation.kind)) {
        bool const polled = was_pending && previous != 0 && !was_enabled(earlier, operation.thread);
        return polled ? Possible::no : Possible::yes;
    }
    if (was_pending && was_enabled(earlier, operation.thread)) return Possible::yes;
    Possible const by_history = after_history(earlier, later, previous, operation);
    if (by_history == Possible::yes || time_ == Time::quiescent) return by_history;
    bool const timed = traits(operation.kind).has_deadline && operation.operand != never;
    return timed ? Possible::perhaps : by_history;
}

Races::Possible
Races::after_history(std::size_t earlier, std::size_t later, std::size_t previous, Operation const& operation) const {
    switch (operation.kind) {
    case OperationKind::notify_one:
    case OperationKind::choose:
    case OperationKind::compare_exchange_weak:
        return Possible::yes;
    case OperationKind::acquire:
        return semaphore(earlier, later, operation);
    case OperationKind::lock:
    case OperationKind::lock_shared:
        return directory_->object(operation.object).kind == ObjectKind::shared_mutex
                   ? shared_mutex(earlier, later, operation)
                   : mutex(earlier, later, operation);
    case OperationKind::event_wait:
        return flag(earlier, later, operation);
    case OperationKind::send:
    case OperationKind::receive:
        return channel(earlier, later, operation);
    case OperationKind::call_once:
        return once(earlier, later, operation);
    case OperationKind::await:
        return Possible::perhaps;
    default:
        break;
    }
    if (previous <= earlier) return was_enabled(earlier, operation.thread) ? Possible::yes : Possible::no;
    bool const comes_by_others = operation.kind == OperationKind::timed_join || operation.kind == OperationKind::sleep
                                 || directory_->object(operation.object).kind == ObjectKind::latch;
    return comes_by_others ? Possible::no : Possible::perhaps;
}

/// In the very same outcome. (A notification that woke a thread is not asked about: it cannot come after.)
Races::Possible Races::possible_again(std::size_t earlier, std::size_t previous, Transition const& move) const {
    bool const timed = move.outcome.kind == OutcomeKind::timed_out;
    if (previous > earlier) {
        if (never_waits(move.operation.kind)) return Possible::yes;
        return timed && time_ == Time::quiescent ? Possible::no : Possible::perhaps;
    }
    Choice const choice{0, move.operation.thread, move.outcome.kind};
    auto const enabled = steps_[earlier].enabled;
    return std::find(enabled.begin(), enabled.end(), choice) != enabled.end() ? Possible::yes : Possible::no;
}

/// Calls function(step, event) for the steps on the object, in their order, that come before `later` and stay when `earlier`
/// and what comes after it are taken out.
template <class Function>
void Races::for_history(std::size_t earlier, std::size_t later, ObjectId object, Function function) const {
    for (std::uint32_t const step : touched_[index(object)]) {
        if (step >= later) return;
        if (!removed(step, earlier)) function(*events_[step]);
    }
}

Races::Possible Races::semaphore(std::size_t earlier, std::size_t later, Operation const& operation) const {
    auto count = static_cast<std::int64_t>(directory_->object(operation.object).initial);
    for_history(earlier, later, operation.object, [&](Event const& event) {
        if (event.operation.kind == OperationKind::release) {
            count += static_cast<std::int64_t>(event.operation.operand);
        } else {
            count -= static_cast<std::int64_t>(event.effect.result);
        }
    });
    return count > 0 ? Possible::yes : Possible::no;
}

Races::Possible Races::shared_mutex(std::size_t earlier, std::size_t later, Operation const& operation) const {
    std::int64_t readers = 0;
    bool written = false;
    for_history(earlier, later, operation.object, [&](Event const& event) {
        switch (event.operation.kind) {
        case OperationKind::lock:
        case OperationKind::try_lock:
            written = written || event.effect.result != 0;
            break;
        case OperationKind::lock_shared:
        case OperationKind::try_lock_shared:
            readers += static_cast<std::int64_t>(event.effect.result);
            break;
        case OperationKind::unlock:
            written = false;
            break;
        case OperationKind::unlock_shared:
            --readers;
            break;
        default:
            break;
        }
    });
    bool const shares = operation.kind == OperationKind::lock_shared;
    return !written && (shares || readers <= 0) ? Possible::yes : Possible::no;
}

Races::Possible Races::mutex(std::size_t earlier, std::size_t later, Operation const& operation) const {
    std::int64_t depth = 0;
    for_history(earlier, later, operation.object, [&](Event const& event) {
        switch (event.operation.kind) {
        case OperationKind::lock:
        case OperationKind::try_lock:
            depth += static_cast<std::int64_t>(event.effect.result);
            break;
        case OperationKind::unlock:
            depth = std::max<std::int64_t>(0, depth - 1);
            break;
        case OperationKind::wait:
        case OperationKind::wait_unless_stopped:
            depth = 0;
            break;
        case OperationKind::copy:  // a fork's copy begins as the original is
            if (event.operation.also == operation.object) depth = static_cast<std::int64_t>(event.effect.result);
            break;
        default:
            break;
        }
    });
    return depth == 0 ? Possible::yes : Possible::no;
}

/// An event, a future, or a group of futures, from which each wait takes one that was set.
Races::Possible Races::flag(std::size_t earlier, std::size_t later, Operation const& operation) const {
    bool set = directory_->object(operation.object).initial != 0;
    std::int64_t left = 0;
    for_history(earlier, later, operation.object, [&](Event const& event) {
        switch (event.operation.kind) {
        case OperationKind::event_set:
            if (event.operation.also == operation.object) {
                ++left;
            } else {
                set = true;
            }
            break;
        case OperationKind::event_reset:
            set = false;
            break;
        case OperationKind::event_wait:
            --left;
            break;
        default:
            break;
        }
    });
    return set || left > 0 ? Possible::yes : Possible::no;
}

Races::Possible Races::channel(std::size_t earlier, std::size_t later, Operation const& operation) const {
    std::uint64_t messages = 0;
    bool closed = false;
    for_history(earlier, later, operation.object, [&](Event const& event) {
        bool const moved = event.effect.has(Effect::changes);
        switch (event.operation.kind) {
        case OperationKind::close:
            closed = true;
            break;
        case OperationKind::send:
        case OperationKind::try_send:
            messages += moved ? 1U : 0U;
            break;
        default:
            messages -= moved ? 1U : 0U;
        }
    });
    bool const sends = operation.kind == OperationKind::send;
    bool const room = messages < directory_->object(operation.object).initial;
    return closed || (sends ? room : messages > 0) ? Possible::yes : Possible::no;
}

Races::Possible Races::once(std::size_t earlier, std::size_t later, Operation const& operation) const {
    bool called = false;
    for_history(earlier, later, operation.object, [&](Event const& event) {
        if (event.operation.kind == OperationKind::call_once) called = called || event.effect.result != 0;
        if (event.operation.kind == OperationKind::call_once_end) called = false;
    });
    return called ? Possible::no : Possible::yes;
}

}  // namespace heddle
