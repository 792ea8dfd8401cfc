// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/sync.hpp>

#include <scenarios/bookkeeping.hpp>
#include <scenarios/pace.hpp>
#include <scenarios/parameters.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heddle::scenarios {

/// Prints lines for the threads of a scenario, and knows afterwards which lines are torn.
class Printer {
public:
    enum class Way : std::uint8_t {
        parts,  ///< a write for every part, every blank between them and the newline, as Python's print does
        line,   ///< one write for the whole line
        lock,   ///< a write for every part, under a lock
    };
    enum class Shows : std::uint8_t { output, order };

    explicit Printer(Way way, Shows shows = Shows::output) : way_{way}, shows_{shows} {
        sync::set_name(mutex_, "guard of the console");
    }

    /// Prints the parts as one line; `mark` stands for it in order(). Over std it does so a moment after the line was
    /// finished, and the two orders may differ.
    void print(std::vector<std::string> const& parts, std::string_view mark = {});

    /// What was printed, or the marks of the lines in the order in which the lines were finished.
    std::string observe() const { return shows_ == Shows::output ? sync::printed() : order_; }
    std::string const& order() const noexcept { return order_; }
    /// Names the first line on the console that nobody has printed as a whole; empty when there is none.
    std::string torn() const;

private:
    void remember(std::string const& text);
    static void write(std::vector<std::string> const& parts);

    Way way_;
    Shows shows_;
    sync::mutex mutex_;
    Bookkeeping books_;
    std::vector<std::string> lines_;  ///< as they were meant; an entry in the books, as order_
    std::string order_;
};

/// `fix=line` or `fix=lock`.
inline Printer::Way fixed_way(Settings const& settings) {
    return settings.text("fix") == "lock" ? Printer::Way::lock : Printer::Way::line;
}
inline Parameter fixes_of_printing() {
    return choice_of("fix", "what the fixed variant does: one write for a line, or a lock", {"line", "lock"});
}

inline Printer::Shows shows_of(Settings const& settings) {
    return settings.text("observe") == "order" ? Printer::Shows::order : Printer::Shows::output;
}
inline Parameter observed_parameter() {
    return choice_of("observe", "the outcome: what was printed, or the order of the lines", {"output", "order"});
}

/// For threads that sleep: not at all when there is nothing to sleep.
inline void sleep_if_any(std::chrono::milliseconds time) {
    if (time.count() > 0) sync::this_thread::sleep_for(paced(time));
}
inline std::chrono::milliseconds milliseconds_of(Settings const& settings, std::string_view name) {
    return std::chrono::milliseconds{static_cast<std::int64_t>(settings.number(name))};
}
inline constexpr std::uint64_t longest_sleep = 86'400'000;  ///< in milliseconds

}  // namespace heddle::scenarios
