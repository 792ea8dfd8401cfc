// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/objects/barrier.hpp>
#include <heddle/objects/relay.hpp>
#include <heddle/primitives/running.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace heddle {

/// The completion function of a barrier that has none.
struct NoCompletion {
    void operator()() const noexcept {}
};

/// std::barrier under control. The completion function runs on the thread that arrives last, and may hold scheduling
/// points; its end is one. More arrivals than are expected are a finding.
template <class CompletionFunction = NoCompletion>
class barrier {
    static constexpr bool completes = !std::is_same_v<CompletionFunction, NoCompletion>;

public:
    /// One arrival: what wait() needs to know of it.
    class arrival_token {
    public:
        arrival_token(arrival_token&&) noexcept = default;
        arrival_token& operator=(arrival_token&&) noexcept = default;
        ~arrival_token() = default;

    private:
        friend class barrier;
        explicit arrival_token(std::uint64_t phase) noexcept : phase_{phase} {}
        std::uint64_t phase_;
    };

    explicit barrier(
        std::ptrdiff_t expected, CompletionFunction completion = CompletionFunction(), Where where = Where::here())
        : completion_(std::move(completion)),
          id_{running("barrier").create<objects::Barrier>(
              ObjectKind::barrier, where, static_cast<std::uint64_t>(expected), completes)},
          phases_{running("barrier").create<objects::Relay>(ObjectKind::phases, where)} {}
    barrier(barrier const&) = delete;
    barrier& operator=(barrier const&) = delete;
    /// Destroying one that a thread waits at is a finding.
    ~barrier() {
        if (active_engine != nullptr) active_engine->destroy(id_, {});
    }

    static constexpr std::ptrdiff_t max() noexcept { return PTRDIFF_MAX; }

    [[nodiscard]] arrival_token arrive(std::ptrdiff_t update = 1, Where where = Where::here()) {
        std::uint64_t const told = arrive_as(OperationKind::arrive, static_cast<std::uint64_t>(update), where);
        return arrival_token{objects::Barrier::phase_of(told)};
    }
    /// Waits for the end of the phase in which the arrival was.
    void wait(arrival_token&& arrival, Where where = Where::here()) const {
        perform(OperationKind::arrival_wait, arrival.phase_, where);
    }
    void arrive_and_wait(Where where = Where::here()) {
        std::uint64_t const told = arrive_as(OperationKind::arrive, 1, where);
        if (objects::Barrier::was_last(told)) return;  // it has ended the phase itself
        perform(OperationKind::arrival_wait, objects::Barrier::phase_of(told), where);
    }
    /// Arrives, and is not expected in later phases.
    void arrive_and_drop(Where where = Where::here()) { arrive_as(OperationKind::arrive_and_drop, 1, where); }

    ObjectId id() const noexcept { return id_; }

private:
    std::uint64_t perform(OperationKind kind, std::uint64_t operand, Where where) const {
        return running("barrier").perform(kind, id_, phases_, operand, where);
    }
    std::uint64_t arrive_as(OperationKind kind, std::uint64_t update, Where where) {
        std::uint64_t const told = perform(kind, update, where);
        if constexpr (completes) {
            if (objects::Barrier::was_last(told)) {
                completion_();
                perform(OperationKind::complete, 0, where);
            }
        }
        return told;
    }

    CompletionFunction completion_;
    ObjectId id_;
    ObjectId phases_;
};

}  // namespace heddle
