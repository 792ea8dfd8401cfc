// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/strategy.hpp>
#include <heddle/strategy/races.hpp>
#include <heddle/strategy/wakeup_tree.hpp>

#include <optional>
#include <vector>

namespace heddle {

/// Every trace once: of all schedules that differ only in the order of transitions that commute, one. Optimal dynamic partial
/// order reduction with wakeup trees (Abdulla, Aronis, Jonsson, Sagonas: Source Sets, JACM 2017): after each execution its
/// races are reversed, and what is not explored yet is put into the wakeup tree of the point where it branches off.
///
/// Beyond the paper's: an operation with several outcomes has one trace for each; an outcome that another thread's step takes
/// away (a timeout by a notify, a lock by a lock) is in a race with that step; a thread that is stuck at the end is in a race
/// with whoever made it wait; a step that moves the virtual clock, or ends the execution, commutes with nothing.
///
/// Whether an await(predicate) would hold elsewhere cannot be told: there an execution may be begun in vain, and is counted as
/// blocked. Where a deadline may come while others can move (adversarial time, or wake-ups without a cause), executions are
/// right, but may not be all: the search does not call itself exhaustive.
class DporStrategy final : public Strategy {
public:
    bool begin_execution(std::uint64_t index) override;
    void repeat_execution() override;
    Decision choose(SchedulingPoint const& point) noexcept override;
    void end_execution(Ending ending, std::span<Event const> events, std::span<Operation const> pending) override;
    bool jumps() const noexcept override { return false; }
    Schedule schedule_so_far() const override;
    bool wants_every_point() const noexcept override { return true; }
    bool wants_events() const noexcept override { return true; }
    bool exhaustive() const noexcept override { return done_ && !cut_ && !diverged_ && !unsure_; }
    std::string remark() const override;

private:
    /// One point of the path.
    struct Node {
        Move move;      ///< the one that was taken, or is to be
        Choice choice;  ///< the same, in this execution; nobody's as long as it was not found
        std::uint64_t step = 0;
        std::uint64_t now = 0;  ///< the latest deadline that is known to have come
        bool is_default = false;
        bool in_vain = false;  ///< what was to be explored is not possible here
        std::vector<Choice> enabled;
        std::vector<Move> sleep;   ///< need not be taken here: what they lead to is explored elsewhere
        std::vector<Move> rivals;  ///< other outcomes, and what the step has taken from others: to be explored here too
        WakeupTree tree;
    };

    Decision follow(SchedulingPoint const& point) noexcept;
    Decision branch_off(SchedulingPoint const& point);
    Decision go_on(SchedulingPoint const& point);
    Node& add_node();
    void enter(Node& node, SchedulingPoint const& point);
    Decision take(Node& node, SchedulingPoint const& point, Decision decision);
    Decision find(Node const& node, SchedulingPoint const& point) const noexcept;
    Decision pick(Node const& node, SchedulingPoint const& point) const noexcept;
    bool asleep(Node const& node, SchedulingPoint const& point, Choice const& choice) const noexcept;
    void note_what_was_taken_away(Node& before, SchedulingPoint const& point);
    Decision diverge(SchedulingPoint const& point) noexcept;
    void analyse(Ending ending, std::span<Event const> events, std::span<Operation const> pending);
    void explore_also(std::size_t at);
    bool over_budget(std::size_t at) const noexcept;
    Move const* covering(Node const& node) const noexcept;

    std::vector<Node> path_;  ///< the first used_ are in use; the others keep their memory
    std::size_t used_ = 0;
    std::size_t depth_ = 0;                  ///< points of this execution so far
    std::size_t replay_ = 0;                 ///< how many of them are taken from the path
    std::size_t fresh_ = 0;                  ///< from here on the steps of this execution are new
    std::vector<WakeupTree::Branch> below_;  ///< what the next new node has to explore
    Races races_;
    std::vector<Races::Step> steps_;
    Time time_ = Time::quiescent;
    unsigned spurious_ = 0;
    std::vector<Move> sequence_;
    Directory const* directory_ = nullptr;
    std::optional<std::uint64_t> diverged_;
    bool begun_ = false;
    bool repeating_ = false;
    bool lost_ = false;
    bool done_ = false;
    bool cut_ = false;
    bool unsure_ = false;  ///< the clock moved where others could have: not every order of that is sure to be explored
};

}  // namespace heddle
