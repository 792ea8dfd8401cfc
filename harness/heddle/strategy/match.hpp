// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/strategy.hpp>
#include <heddle/strategy/agenda.hpp>
#include <heddle/strategy/printers.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace heddle {

/// Best-first search for executions that print exactly one text. An execution is left as soon as what was printed, and what
/// threads are about to print, can no longer become that text. Agenda says which beginning is gone on with.
///
/// A state that was gone on from is not entered again (Holzmann: The Model Checker SPIN, TSE 1997, with a hash of 64 bits for
/// the state, as his hash compaction). States are not compared: two beginnings in which every thread has done the same, and
/// every object but the console has seen the same in the same order, lead to one state when they have printed the same
/// (Mazurkiewicz, Trace Theory, 1986; the order of writes that print the same text makes no difference).
class MatchStrategy final : public Strategy {
public:
    /// `text`: what is to be printed, every byte of it. A search that looks ahead gives up when what is announced has no place in
    /// the text, which is quick, but misses executions that fail before it is printed. One that does not only leaves what was
    /// printed wrongly: it misses nothing, and its longest() is exact once it is exhaustive.
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
    void start_over() noexcept;
    bool follow_next();
    Decision go_on(SchedulingPoint const& point);
    bool hopeless(SchedulingPoint const& point) const noexcept;
    void open_all(SchedulingPoint const& point);
    bool possible(SchedulingPoint const& point, Choice const& choice) const noexcept;
    void open(SchedulingPoint const& point, Decision decision, bool usual);
    void note_beginning(std::string_view write) noexcept;
    std::uint64_t state(SchedulingPoint const& point) const noexcept;
    Decision take(SchedulingPoint const& point, Decision decision);

    std::string text_;
    bool looks_ahead_;
    Agenda agenda_;
    Printers printers_;
    std::unordered_set<std::uint64_t> entered_;
    // of the execution that runs
    std::vector<Decision> path_;
    Agenda::Node at_ = Agenda::no_node;  ///< the whole path
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
