// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/strategy.hpp>

#include <optional>
#include <vector>

namespace heddle {

/// Depth-first search over every choice at every point, each schedule once; at each point first default_choice, then
/// the others by their index. (Godefroid: Model Checking for Programming Languages using VeriSoft, POPL 1997.)
///
/// With a bound, only executions with at most that many preemptions (Musuvathi, Qadeer: Iterative Context Bounding for
/// Systematic Testing of Multithreaded Programs, PLDI 2007). Run-until-blocked needs no preemption, so every prefix
/// within the bound has an end within it: nothing is begun in vain and nothing abandoned. A search that rises from
/// bound 0 stops at the first that is exhaustive; what the lower bounds repeat is small, for the number of executions
/// grows with the bound by about steps times threads.
///
/// Keeps one node of 40 bytes for every point of the present path.
class DfsStrategy final : public TreeStrategy {
public:
    explicit DfsStrategy(std::optional<unsigned> preemption_bound = std::nullopt);

    bool begin_execution(std::uint64_t index) override;
    void repeat_execution() override;
    Decision choose(SchedulingPoint const& point) noexcept override;
    bool jumps() const noexcept override { return false; }
    Schedule schedule_so_far() const override;
    void end_execution(Ending ending, std::span<Event const> events, std::span<Operation const> pending) override;

    /// False also when the preemption bound or a step bound cut something, and after a divergence.
    bool exhaustive() const noexcept override { return state_ == State::done && !cut_ && !diverged_; }
    std::string remark() const override;

    /// To be taken between executions; in the middle of one, that one counts as explored.
    std::string frontier() const override;
    /// Demands the same bound. Also throws for a text that no search can have written.
    void restore(std::string const& frontier) override;

    /// The first step at which the program did not follow its own schedule when a prefix was run again: it does not
    /// depend on its choices alone. The search went on, but it cannot be exhaustive.
    std::optional<std::uint64_t> diverged() const noexcept { return diverged_; }

private:
    enum class State : std::uint8_t {
        ready,   ///< path_ leads to the next execution
        active,  ///< path_ is that of the execution that began last
        done,
    };
    struct Node {
        std::uint32_t taken = 0;
        std::uint32_t count = 0;
        std::uint32_t preferred = 0;  ///< default_choice: the first child
        std::uint32_t own_begin = 0;  ///< the choices that are no preemptions; empty when none would be
        std::uint32_t own_end = 0;
        std::uint32_t preemptions = 0;  ///< on the way here
        Choice choice;                  ///< the one that was taken, and its step, since the node was last passed
        std::uint64_t step = 0;

        bool own(std::uint32_t child) const noexcept {
            return own_begin == own_end || (child >= own_begin && child < own_end);
        }
        std::uint32_t preemptions_after() const noexcept { return preemptions + (own(taken) ? 0U : 1U); }
    };

    Node node_at(SchedulingPoint const& point) const noexcept;
    bool allowed(Node const& node, std::uint32_t child) const noexcept {
        return node.preemptions < bound_ || node.own(child);
    }
    bool cuts(Node const& node) const noexcept {
        return node.preemptions >= bound_ && node.own_end > node.own_begin
               && node.own_end - node.own_begin < node.count;
    }
    bool next_child(Node& node) const noexcept;
    bool advance(std::vector<Node>& path) const noexcept;
    Decision diverge(SchedulingPoint const& point) noexcept;
    void start_over(bool repeating) noexcept;
    std::string bound_text() const;
    void read_node(std::string_view text, std::vector<Node>& path) const;

    std::uint32_t bound_;
    std::vector<Node> path_;
    std::size_t depth_ = 0;         ///< points of this execution so far
    std::size_t prefix_ = 0;        ///< how many of them are replayed
    std::uint64_t step_after_ = 0;  ///< the step after the last point
    std::optional<std::uint64_t> diverged_;
    State state_ = State::ready;
    bool repeating_ = false;
    bool lost_ = false;  ///< this execution has diverged: default choices, nothing more is recorded
    bool cut_ = false;
};

}  // namespace heddle
