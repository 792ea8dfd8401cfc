// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/strategy.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace heddle {

/// Depth-first search for executions that print exactly one text. An execution is left as soon as what was printed, and what
/// threads are about to print, can no longer become that text.
///
/// A state in which the search has failed is not entered again (Holzmann: The Model Checker SPIN, TSE 1997, with a hash of
/// 64 bits for the state, as his hash compaction). States are not compared: two beginnings in which every thread has done the
/// same, and every object but the console has seen the same in the same order, lead to one state when they have printed the
/// same (Mazurkiewicz, Trace Theory, 1986; the order of writes that print the same text makes no difference).
///
/// At each point first come writes that go on with the text, then anything else, in both the thread that moved last before
/// the others.
class MatchStrategy final : public Strategy {
public:
    /// `text`: what is to be printed, every byte of it. A search that does not look ahead only leaves what was printed wrongly:
    /// it takes longer, and its longest() is exact once it is exhaustive.
    explicit MatchStrategy(std::string text, bool looks_ahead = true);

    bool begin_execution(std::uint64_t index) override;
    void repeat_execution() override;
    Decision choose(SchedulingPoint const& point) noexcept override;
    void end_execution(Ending ending, std::span<Event const> events, std::span<Operation const> pending) override;
    bool wants_every_point() const noexcept override { return true; }
    bool jumps() const noexcept override { return false; }
    bool exhaustive() const noexcept override { return done_ && !cut_; }
    std::string remark() const override;

    /// Whether the execution that ended last printed the text and no more.
    bool matched() const noexcept { return matched_; }
    /// How many bytes of the text some execution has printed, or was about to.
    std::size_t longest() const noexcept { return longest_; }

private:
    struct Node {
        std::uint64_t state = 0;
        std::size_t first = 0;  ///< its candidates are tries_[first .. end)
        std::size_t end = 0;
        std::size_t taken = 0;  ///< the one that is being tried
        std::uint32_t choices = 0;
    };

    void start_over() noexcept;
    bool advance();
    Decision try_new(SchedulingPoint const& point);
    bool hopeless(SchedulingPoint const& point) const noexcept;
    void add_candidates(SchedulingPoint const& point);
    void note_beginning(std::string_view write) noexcept;
    int rank(SchedulingPoint const& point, Choice const& choice) const noexcept;
    std::uint64_t state(SchedulingPoint const& point) const noexcept;
    Decision take(SchedulingPoint const& point, Decision decision);

    std::string text_;
    bool looks_ahead_;
    std::vector<Node> path_;
    std::vector<Decision> tries_;
    std::unordered_set<std::uint64_t> dead_;
    // of the execution that runs
    std::size_t depth_ = 0;
    std::size_t printed_ = 0;
    std::vector<std::uint64_t> threads_;  ///< by id: what each has done, hashed
    std::vector<std::uint64_t> objects_;  ///< by id: what each has seen, hashed
    std::size_t longest_ = 0;
    bool begun_ = false;
    bool repeating_ = false;
    bool done_ = false;
    bool cut_ = false;
    bool lost_ = false;  ///< the program did not follow its own schedule
    bool matched_ = false;
};

}  // namespace heddle
