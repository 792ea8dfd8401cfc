// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/operation.hpp>
#include <heddle/core/random.hpp>

#include <cstdint>

namespace heddle {

/// Recognises a thread that goes round a loop while nothing changes: by yields, by sleeps, or by reading the same things
/// again and again. Such a thread is deprioritised, never disabled; a poller that counts its tries in a local goes on.
class Polling {
public:
    /// After so many equal rounds in which nothing changed the poller is taken to poll for ever. A bounded poller that gives
    /// up sooner is none (the notebooks' gives up after three).
    static constexpr std::uint32_t for_ever = 100;
    /// So many reads of plain data without a change, which are no steps, and the thread has to let others move: it may wait
    /// for one of them to write.
    static constexpr std::uint32_t most_patience = 1000;
    /// So many reads without a change by anybody, and repeats among them are looked for.
    static constexpr std::uint32_t patience = 16;

    void reset() noexcept { *this = Polling{}; }

    /// The thread has taken `operation`. Only called while watching().
    void taken(Operation const& operation, std::uint64_t result) noexcept {
        round_ = Random::mix(round_ ^ operation.where.key() ^ (result + index(operation.object)));
    }
    /// The thread has taken an operation that only reads.
    void read() noexcept { ++reads_; }
    /// The thread itself has changed something.
    void changed() noexcept {
        ++own_changes_;
        reads_ = 0;
        anchor_ = 0;
    }
    bool suspicious() const noexcept { return reads_ >= patience; }
    bool watching() const noexcept { return watching_; }
    bool looks_closely() const noexcept { return suspicious() || watching(); }
    bool looks_on_and_on() const noexcept { return reads_ >= most_patience; }

    /// The thread announces a yield or a sleep: one round is over. `changes`: of all threads, so far.
    void round_over(std::uint64_t changes) noexcept;
    /// The thread announces one more read of the same things: perhaps a round is over (Brent's cycle search over the
    /// places, the anchor moving at powers of two). True when it is.
    bool read_again(Operation const& operation, std::uint64_t changes) noexcept;

    /// Whether going on now would only repeat a round in which nothing has changed.
    bool idle(std::uint64_t changes) const noexcept { return boundary_ && foreign(changes) == seen_; }
    /// The announced operation was taken, or is no end of a round.
    void go_on() noexcept { boundary_ = false; }
    bool polls_for_ever() const noexcept { return repeats_ >= for_ever; }

private:
    std::uint64_t foreign(std::uint64_t changes) const noexcept { return changes - own_changes_; }

    std::uint64_t own_changes_ = 0;
    std::uint64_t seen_ = never;  ///< foreign changes when the last round ended
    std::uint64_t round_ = 0;     ///< what this round did, hashed
    std::uint64_t last_round_ = 0;
    std::uint64_t anchor_ = 0;
    std::uint32_t reads_ = 0;
    std::uint32_t since_anchor_ = 0;
    std::uint32_t reach_ = 1;
    std::uint32_t repeats_ = 0;
    bool watching_ = false;  ///< rounds are being compared
    bool boundary_ = false;  ///< the announced operation ends a round
};

}  // namespace heddle
