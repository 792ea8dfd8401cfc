// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/ids.hpp>
#include <heddle/core/where.hpp>

#include <cstdint>

namespace heddle {

/// What a thread may ask for. The numbers are part of every fingerprint: append, never renumber.
enum class OperationKind : std::uint8_t {
    // events without a choice
    start = 0,       ///< the parent starts a thread; also: effect.other
    begin = 1,       ///< the started thread's first event
    end = 2,         ///< the thread's last event
    join = 3,        ///< without a deadline: taken at once when the thread has ended
    plain_load = 4,  ///< an access to a shared<T> while data races are findings
    plain_store = 5,
    destroy = 6,   ///< the end of an object's life
    fail = 7,      ///< a failed requirement or an exception that leaves its thread; text says which
    leftover = 8,  ///< seen at the ending: a mutex still held, a thread never joined
    // scheduling points
    watched_end = 9,  ///< the end of a thread whose liveness is asked for
    timed_join = 10,  ///< join with a deadline
    yield = 11,
    sleep = 12,
    load = 13,  ///< of a shared<T>, while data races are allowed
    store = 14,
    atomic_load = 15,
    atomic_store = 16,
    exchange = 17,
    fetch_add = 18,
    fetch_sub = 19,
    fetch_and = 20,
    fetch_or = 21,
    fetch_xor = 22,
    compare_exchange = 23,
    lock = 24,
    try_lock = 25,
    unlock = 26,
    wait = 27,  ///< joins the condition's queue and releases `also`; of an atomic: unless its value is not `expected`
    wake = 28,  ///< leaves the condition's queue: signalled, timed out or spurious
    notify_one = 29,
    notify_all = 30,
    acquire = 31,  ///< of a semaphore
    try_acquire = 32,
    release = 33,
    event_wait = 34,  ///< of an event or a future
    event_set = 35,   ///< of a future, operand: a FutureContent
    event_reset = 36,
    event_check = 37,
    await = 38,                  ///< until a predicate over shared state holds
    write = 39,                  ///< one write to the console
    choose = 40,                 ///< any_of(n)
    compare_exchange_weak = 41,  ///< one that may fail without cause; only when the program's semantics allow it
    fence = 42,                  ///< noted: while all is sequentially consistent a fence orders nothing that was not
    call_once = 43,              ///< waits while another calls; result 1: it is for this thread to call
    call_once_end = 44,          ///< operand 1: the call came back; 0: it threw, and the next may try
    lock_shared = 45,
    try_lock_shared = 46,
    unlock_shared = 47,
    request_stop = 48,
    stop_check = 49,           ///< whether a stop was requested
    add_callback = 50,         ///< of a stop: `also`; it is run at once when the stop was requested already
    remove_callback = 51,      ///< waits while another thread runs it
    callback_end = 52,         ///< the requester has run `also`, and comes to the next one
    wait_unless_stopped = 53,  ///< joins the queue of `also`, a condition, unless the stop was requested
    count_down = 54,           ///< of a latch
    arrive = 55,               ///< at a barrier; whoever comes last ends the phase, which `also` then releases
    arrive_and_drop = 56,
    complete = 57,      ///< the barrier's completion function has run: the phase is over
    arrival_wait = 58,  ///< until a latch is open, or the phase `operand` of a barrier is over
    arrival_check = 59,
    is_alive = 60,   ///< whether a thread has not ended yet
    enumerate = 61,  ///< which threads have not
    send = 62,       ///< into a channel; waits while it is full
    receive = 63,    ///< from a channel; waits while it is empty and open
    try_send = 64,
    try_receive = 65,
    close = 66,       ///< of a channel
    copy = 67,        ///< a process that is forked gets a copy of the object's state
    look_again = 68,  ///< who waits for an atomic and was notified, or wakes without a cause
};
inline constexpr std::size_t operation_kinds = 69;

/// Facts about a kind of operation that hold whatever the object's state.
struct OperationTraits {
    char const* name;   ///< as traces print it
    bool noted;         ///< an event without a choice, never a scheduling point
    bool never_waits;   ///< as a scheduling point it always has exactly one way: nobody needs to ask the object
    bool reads_only;    ///< leaves the object as it was; two of these on one object commute
    bool polite;        ///< switching away from it is no preemption
    bool has_deadline;  ///< `operand` is a virtual deadline or `never`
};
extern OperationTraits const operation_traits[operation_kinds];

inline OperationTraits const& traits(OperationKind kind) noexcept {
    return operation_traits[static_cast<std::size_t>(kind)];
}
inline char const* name_of(OperationKind kind) noexcept { return traits(kind).name; }

/// True for events without a choice.
constexpr bool noted(OperationKind kind) noexcept {
    return kind <= OperationKind::leftover || kind == OperationKind::fence;
}

/// True for accesses to plain shared data while data races are findings.
constexpr bool is_access(OperationKind kind) noexcept {
    return kind == OperationKind::plain_load || kind == OperationKind::plain_store;
}

/// True for kinds that always have exactly one way to complete. Kept apart from the table so that it costs a bit test.
constexpr bool never_waits(OperationKind kind) noexcept {
    static_assert(operation_kinds <= 128, "one bit each");
    constexpr auto bits = [](auto... kinds) {
        return ((std::uint64_t{1} << (static_cast<unsigned>(kinds) % 64)) | ...);
    };
    constexpr std::uint64_t first = bits(
        OperationKind::join, OperationKind::timed_join, OperationKind::sleep, OperationKind::lock, OperationKind::wake,
        OperationKind::notify_one, OperationKind::acquire, OperationKind::event_wait, OperationKind::await,
        OperationKind::choose, OperationKind::compare_exchange_weak, OperationKind::call_once,
        OperationKind::lock_shared, OperationKind::remove_callback, OperationKind::arrival_wait, OperationKind::send,
        OperationKind::receive);
    constexpr std::uint64_t second = bits(OperationKind::look_again);
    auto const number = static_cast<unsigned>(kind);
    return ((number < 64 ? first : second) >> (number % 64) & 1U) == 0;
}

/// Announced, not yet done: what a parked thread will do next. Pending operations are visible to every strategy.
struct Operation {
    std::uint64_t operand = 0;   ///< value to store, number to add, deadline, text: as the kind says
    std::uint64_t expected = 0;  ///< compare_exchange, and the wait of an atomic
    Where where;
    ObjectId object = no_object;
    ObjectId also = no_object;  ///< the mutex that a wait releases, or another second object, as the kind says
    ThreadId thread = no_thread;
    OperationKind kind = OperationKind::begin;
};

/// How an enabled operation completes. The numbers are part of tokens.
enum class OutcomeKind : std::uint16_t { done = 0, timed_out = 1, spurious = 2, failed = 3 };
char const* name_of(OutcomeKind kind) noexcept;

/// One way to complete; `pick` says which waiter a notify wakes or which number any_of gives.
struct Outcome {
    std::uint32_t pick = 0;
    OutcomeKind kind = OutcomeKind::done;
    friend bool operator==(Outcome const&, Outcome const&) = default;
};

/// All ways to complete one operation now; none of them: it must wait. One word, so that answers stay in a register.
class Ways {
public:
    constexpr Ways() noexcept = default;
    /// `picks`: how many `done` outcomes, at most 65535.
    constexpr Ways(std::uint32_t picks, bool timed_out, bool spurious, bool failed) noexcept
        : bits_{
            picks | (timed_out ? timed_out_bit : 0U) | (spurious ? spurious_bit : 0U) | (failed ? failed_bit : 0U)} {}

    constexpr std::uint32_t picks() const noexcept { return bits_ & 0xFFFFU; }
    constexpr bool timed_out() const noexcept { return (bits_ & timed_out_bit) != 0; }
    constexpr bool spurious() const noexcept { return (bits_ & spurious_bit) != 0; }
    constexpr bool failed() const noexcept { return (bits_ & failed_bit) != 0; }
    constexpr bool none() const noexcept { return bits_ == 0; }
    constexpr bool done_only() const noexcept { return bits_ <= 0xFFFFU; }

    constexpr std::uint32_t count() const noexcept {
        return picks() + (timed_out() ? 1U : 0U) + (spurious() ? 1U : 0U) + (failed() ? 1U : 0U);
    }
    /// Way number `way` of count(): the done ones first, then timed_out, spurious, failed.
    constexpr Outcome at(std::uint32_t way) const noexcept {
        if (way < picks()) return {way, OutcomeKind::done};
        way -= picks();
        if (timed_out() && way-- == 0) return {0, OutcomeKind::timed_out};
        if (spurious() && way-- == 0) return {0, OutcomeKind::spurious};
        return {0, OutcomeKind::failed};
    }
    constexpr Ways without_timeout() const noexcept { return Ways{bits_ & ~timed_out_bit}; }
    constexpr Ways without_spurious() const noexcept { return Ways{bits_ & ~spurious_bit}; }
    constexpr Ways without_failed() const noexcept { return Ways{bits_ & ~failed_bit}; }
    friend constexpr bool operator==(Ways, Ways) = default;

private:
    explicit constexpr Ways(std::uint32_t bits) noexcept : bits_{bits} {}

    static constexpr std::uint32_t timed_out_bit = 1U << 16U;
    static constexpr std::uint32_t spurious_bit = 1U << 17U;
    static constexpr std::uint32_t failed_bit = 1U << 18U;

    std::uint32_t bits_ = 0;
};
inline constexpr Ways one_way{1, false, false, false};

/// Names one enabled transition.
struct Choice {
    std::uint32_t pick = 0;
    ThreadId thread = no_thread;
    OutcomeKind kind = OutcomeKind::done;

    Outcome outcome() const noexcept { return {pick, kind}; }
    friend bool operator==(Choice const&, Choice const&) = default;
};
static_assert(sizeof(Choice) == 8);
inline constexpr Choice no_choice;

/// An operation together with the way it completes.
struct Transition {
    Operation operation;
    Outcome outcome;
};

/// What of a transition decides whether it commutes with another. Objects are named by ObjectId, or, where transitions of
/// different executions are compared, by Directory::key; 0 is none.
struct Footprint {
    std::uint64_t object = 0;
    std::uint64_t also = 0;
    OperationKind kind = OperationKind::begin;
    OutcomeKind outcome = OutcomeKind::done;
};

/// The one definition of conflict: do the two transitions, of different threads, fail to commute? True also when one can
/// enable or disable the other. The table is frozen: every trace count depends on it (the map lists it).
bool dependent(Footprint const& a, Footprint const& b) noexcept;
bool dependent(Transition const& a, Transition const& b) noexcept;

}  // namespace heddle
