// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/directory.hpp>
#include <heddle/core/event.hpp>
#include <heddle/core/semantics.hpp>
#include <heddle/strategy/wakeup_tree.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace heddle {

/// Which steps of one execution could have been taken in another order: happens-before by dependence, thread start and join
/// (vector clocks over steps), and the races that can be reversed.
class Races {
public:
    /// One step, as the strategy knows it.
    struct Step {
        Move const* move = nullptr;
        std::span<Choice const> enabled;  ///< before it
    };
    /// The step or the stuck operation `later` could come before step `earlier`.
    struct Race {
        std::size_t earlier;
        std::size_t later;  ///< the number of steps for what was never taken
        std::size_t stuck;  ///< which of those; `nobody` for a step
        bool whatever;      ///< it comes of it
    };
    static constexpr std::size_t nobody = SIZE_MAX;

    /// Follows the execution and finds the races in which the later step is `fresh` or after. `events` are all of the
    /// execution's. Objects and threads are this execution's.
    void follow(
        std::span<Step const> steps, std::size_t fresh, std::span<Event const> events,
        std::span<Operation const> pending, Directory const& directory, Time time);

    std::vector<Race> const& races() const noexcept { return races_; }
    /// Puts the steps between the two that do not come after the earlier one, and the later one, in place of `moves`.
    void reversed(Race const& race, std::vector<Move>& moves) const;

private:
    using Clock = std::uint32_t;  ///< a step's number plus one; 0 is before everything
    struct Later {
        std::size_t step;
        std::size_t stuck;
    };
    /// What a thread could not do, or not any more.
    struct Stuck {
        Operation operation;
        OutcomeKind outcome;
        std::size_t previous;  ///< the thread's step before, plus one
    };
    enum class Possible : std::uint8_t { no, yes, perhaps };

    bool clear(std::size_t steps, std::size_t threads);
    void note(Event const& event);
    void take(std::size_t step, Event const& event, bool fresh, bool known);
    std::size_t notification_of(Operation const& wake) const;
    void look_at_stuck(std::span<Operation const> pending);
    void scan(Later later, Operation const& operation, Move const& move, bool races);
    void consider(std::size_t earlier, Later later, Operation const& operation, bool whatever);
    std::size_t next_candidate(std::size_t (&places)[3], std::span<std::uint32_t const> const (&lists)[3]) const;
    Possible possible(std::size_t earlier, std::size_t later, std::size_t previous, Transition const& move) const;
    Possible
    after_history(std::size_t earlier, std::size_t later, std::size_t previous, Operation const& operation) const;
    Possible possible_again(std::size_t earlier, std::size_t previous, Transition const& move) const;
    bool was_enabled(std::size_t step, ThreadId thread) const noexcept;
    bool removed(std::size_t step, std::size_t earlier) const noexcept;
    template <class Function>
    void for_history(std::size_t earlier, std::size_t later, ObjectId object, Function function) const;
    Possible semaphore(std::size_t earlier, std::size_t later, Operation const& operation) const;
    Possible shared_mutex(std::size_t earlier, std::size_t later, Operation const& operation) const;
    Possible mutex(std::size_t earlier, std::size_t later, Operation const& operation) const;
    Possible flag(std::size_t earlier, std::size_t later, Operation const& operation) const;
    Possible channel(std::size_t earlier, std::size_t later, Operation const& operation) const;
    Possible once(std::size_t earlier, std::size_t later, Operation const& operation) const;

    Clock* row(std::size_t step) noexcept { return &rows_[step * width_]; }
    Clock const* row(std::size_t step) const noexcept { return &rows_[step * width_]; }
    Clock* own(ThreadId thread) noexcept { return &own_[index(thread) * width_]; }
    void join(Clock* into, Clock const* from) const noexcept;

    std::span<Step const> steps_;
    Directory const* directory_ = nullptr;
    Time time_ = Time::quiescent;
    std::size_t width_ = 0;                            ///< of a row; grows with the largest execution
    std::vector<Event const*> events_;                 ///< by step
    std::vector<std::size_t> previous_;                ///< by step: the thread's step before, plus one
    std::vector<Clock> rows_;                          ///< by step, then thread
    std::vector<Clock> own_;                           ///< by thread, then thread: what it knows now
    std::vector<Clock> ended_;                         ///< by thread, then thread: what it knew at its end
    std::vector<std::uint32_t> last_;                  ///< by thread: its last step, plus one
    std::vector<std::vector<std::uint32_t>> touched_;  ///< by object: the steps on it
    std::vector<std::uint32_t> odd_;                   ///< the steps that may conflict whatever their objects
    std::vector<std::uint32_t> all_;
    std::vector<Stuck> stuck_;
    std::vector<Clock> joined_;
    std::vector<Clock> covered_;
    std::vector<Race> races_;
};

}  // namespace heddle
