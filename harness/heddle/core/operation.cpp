// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/operation.hpp>

namespace heddle {

// A table.
// clang-format off
OperationTraits const operation_traits[operation_kinds] = {
    //                       noted  1 way  reads  polite deadline
    {"start",                true,  true,  false, false, false},
    {"begin",                true,  true,  false, false, false},
    {"end",                  true,  true,  false, false, false},
    {"join",                 true,  false, false, false, false},
    {"plain load",           true,  true,  true,  false, false},
    {"plain store",          true,  true,  false, false, false},
    {"destroy",              true,  true,  false, false, false},
    {"fail",                 true,  true,  false, false, false},
    {"left over",            true,  true,  true,  false, false},
    {"end",                  false, true,  false, false, false},
    {"join until",           false, false, false, false, true},
    {"yield",                false, true,  true,  true,  false},
    {"sleep",                false, false, true,  true,  true},
    {"load",                 false, true,  true,  false, false},
    {"store",                false, true,  false, false, false},
    {"atomic load",          false, true,  true,  false, false},
    {"atomic store",         false, true,  false, false, false},
    {"exchange",             false, true,  false, false, false},
    {"fetch_add",            false, true,  false, false, false},
    {"fetch_sub",            false, true,  false, false, false},
    {"fetch_and",            false, true,  false, false, false},
    {"fetch_or",             false, true,  false, false, false},
    {"fetch_xor",            false, true,  false, false, false},
    {"compare_exchange",     false, true,  false, false, false},
    {"lock",                 false, false, false, false, true},
    {"try_lock",             false, true,  false, false, false},
    {"unlock",               false, true,  false, false, false},
    {"wait",                 false, true,  false, false, false},
    {"wake",                 false, false, false, false, true},
    {"notify_one",           false, false, false, false, false},
    {"notify_all",           false, true,  false, false, false},
    {"acquire",              false, false, false, false, true},
    {"try_acquire",          false, true,  false, false, false},
    {"release",              false, true,  false, false, false},
    {"wait for",             false, false, true,  false, true},
    {"set",                  false, true,  false, false, false},
    {"reset",                false, true,  false, false, false},
    {"is_set",               false, true,  true,  false, false},
    {"await",                false, false, true,  false, false},
    {"write",                false, true,  false, false, false},
    {"any_of",               false, false, false, false, false},
    {"compare_exchange_weak", false, false, false, false, false},
    {"fence",                true,  true,  true,  false, false},
    {"call_once",            false, false, false, false, false},
    {"end of call_once",     false, true,  false, false, false},
    {"lock_shared",          false, false, false, false, true},
    {"try_lock_shared",      false, true,  false, false, false},
    {"unlock_shared",        false, true,  false, false, false},
    {"request_stop",         false, true,  false, false, false},
    {"stop_requested",       false, true,  true,  false, false},
    {"add callback",         false, true,  false, false, false},
    {"remove callback",      false, false, false, false, false},
    {"end of callback",      false, true,  false, false, false},
    {"wait unless stopped",  false, true,  false, false, false},
    {"count_down",           false, true,  false, false, false},
    {"arrive",               false, true,  false, false, false},
    {"arrive_and_drop",      false, true,  false, false, false},
    {"complete",             false, true,  false, false, false},
    {"wait for arrivals",    false, false, true,  false, false},
    {"try_wait",             false, true,  true,  false, false},
    {"is_alive",             false, true,  true,  false, false},
    {"enumerate",            false, true,  true,  false, false},
    {"send",                 false, false, false, false, true},
    {"receive",              false, false, false, false, true},
    {"try_send",             false, true,  false, false, false},
    {"try_receive",          false, true,  false, false, false},
    {"close",                false, true,  false, false, false},
    {"copy",                 false, true,  true,  false, false},
    {"wake",                 false, false, false, false, true},
};
// clang-format on

char const* name_of(OutcomeKind kind) noexcept {
    constexpr char const* names[] = {"done", "timed out", "spurious", "failed"};
    return names[static_cast<std::size_t>(kind)];
}

char const* name_of(ObjectKind kind) noexcept {
    constexpr char const* names[object_kinds] = {
        "nothing",
        "thread",
        "timer",
        "variable",
        "atomic",
        "mutex",
        "recursive mutex",
        "condition variable",
        "semaphore",
        "event",
        "predicate",
        "console",
        "choice",
        "once flag",
        "future",
        "shared mutex",
        "readers of a shared mutex",
        "stop state",
        "stop callback",
        "latch",
        "barrier",
        "phases of a barrier",
        "roster of threads",
        "channel"};
    return names[static_cast<std::size_t>(kind)];
}

namespace {

bool both_read(Footprint const& a, Footprint const& b) noexcept {
    return traits(a.kind).reads_only && traits(b.kind).reads_only;
}

/// Outcomes without a cause are taken from one budget.
bool both_spend(Footprint const& a, Footprint const& b) noexcept {
    return a.outcome == b.outcome && (a.outcome == OutcomeKind::spurious || a.outcome == OutcomeKind::failed);
}

/// Releases of a semaphore or of a latch: only their sum can be told. Ends of threads: each leaves the roster alone.
bool both_count(OperationKind a, OperationKind b) noexcept {
    return a == b && (a == OperationKind::release || a == OperationKind::count_down || a == OperationKind::watched_end);
}

bool shares(OperationKind kind) noexcept {
    return kind == OperationKind::lock_shared || kind == OperationKind::try_lock_shared
           || kind == OperationKind::unlock_shared;
}

/// Who waits for an atomic looks at its value and stands in its queue; a notification concerns the queue alone.
bool apart_on_atomic(OperationKind a, OperationKind b) noexcept {
    auto const loads = [](OperationKind kind) { return kind == OperationKind::atomic_load; };
    auto const writes = [](OperationKind kind) {
        return (kind >= OperationKind::atomic_store && kind <= OperationKind::compare_exchange)
               || kind == OperationKind::compare_exchange_weak;
    };
    auto const notifies = [](OperationKind kind) {
        return kind == OperationKind::notify_one || kind == OperationKind::notify_all;
    };
    auto const queues = [&](OperationKind kind) {
        return kind == OperationKind::wait || kind == OperationKind::look_again || notifies(kind);
    };
    auto const apart = [&](OperationKind one, OperationKind other) {
        return (loads(one) && queues(other)) || (writes(one) && notifies(other));
    };
    return apart(a, b) || apart(b, a);
}

/// Who leaves a condition's queue: signalled, after the notification that says so (which enables it); or else, which a
/// notification may forestall.
bool apart_on_condition(Footprint const& a, Footprint const& b) noexcept {
    auto const notifies = [](Footprint const& other) {
        return other.kind == OperationKind::notify_one || other.kind == OperationKind::notify_all;
    };
    auto const apart = [&](Footprint const& one, Footprint const& other) {
        return one.kind == OperationKind::wake && (one.outcome == OutcomeKind::done || !notifies(other));
    };
    return apart(a, b) || apart(b, a);
}

Footprint footprint_of(Transition const& transition) noexcept {
    Operation const& operation = transition.operation;
    return {index(operation.object), index(operation.also), operation.kind, transition.outcome.kind};
}

}  // namespace

bool dependent(Footprint const& a, Footprint const& b) noexcept {
    // What a thread does up to its next step may start threads, which is no step of its own.
    if (a.kind == OperationKind::enumerate || b.kind == OperationKind::enumerate) return true;
    // A predicate may read anything: it conflicts with whatever is not a mere read.
    if (a.kind == OperationKind::await || b.kind == OperationKind::await) return !both_read(a, b);
    auto const share = [](std::uint64_t x, std::uint64_t y) { return x != 0 && x == y; };
    bool const together =
        share(a.object, b.object) || share(a.object, b.also) || share(a.also, b.object) || share(a.also, b.also);
    bool const apart = !together || both_read(a, b) || both_count(a.kind, b.kind) || apart_on_atomic(a.kind, b.kind)
                       || apart_on_condition(a, b) || (shares(a.kind) && shares(b.kind));
    return !apart || both_spend(a, b);
}

bool dependent(Transition const& a, Transition const& b) noexcept {
    return dependent(footprint_of(a), footprint_of(b));
}

}  // namespace heddle
