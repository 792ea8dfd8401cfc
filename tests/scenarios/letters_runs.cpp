// SPDX-License-Identifier: Apache-2.0
#include <heddle/explore/explore.hpp>

#include <scenarios/letters/corpus.hpp>
#include <tests/scenarios/letters_runs.hpp>

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <numeric>
#include <stdexcept>

namespace heddle::scenarios {

namespace {

/// Threads that count one after the other, a switch at a time.
class Turns {
public:
    /// The file's thread goes on until it has taken so many steps in all.
    void run(std::size_t file, std::uint64_t steps) {
        if (file != running_) text_ += fmt::format("{}{}/{}", text_.empty() ? "" : ",", step_, file + 1);
        running_ = file;
        step_ += steps - taken_[file];
        taken_[file] = steps;
    }
    std::string const& text() const noexcept { return text_; }

private:
    std::array<std::uint64_t, rfc_files> taken_{};
    std::size_t running_ = rfc_files;
    std::uint64_t step_ = 0;
    std::string text_;
};

/// A load and a store each for all letters before this one.
std::uint64_t steps_before(std::size_t file, std::size_t place) {
    LetterCounts const& counts = rfc_counts(file);
    return 2 * std::accumulate(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(place), std::uint64_t{0});
}

}  // namespace

std::string strategy_that_loses(Losses const& losses) {
    constexpr std::size_t first = 0, preempted = 1, next = 2;
    Turns turns;
    for (auto const& [letter, lost] : losses) {
        std::size_t const place = alphabet.find(letter);
        turns.run(preempted, steps_before(preempted, place) + 1);
        std::uint32_t const there = rfc_counts(first)[place];
        if (lost <= there) {
            turns.run(first, steps_before(first, place) + 2 * std::uint64_t{lost});
            continue;
        }
        if (lost - there > rfc_counts(next)[place]) throw std::invalid_argument("so many are not there to be lost");
        turns.run(first, steps_before(first, alphabet.size()) + 2);  // and finished_count
        turns.run(next, steps_before(next, place) + 2 * std::uint64_t{lost - there});
    }
    turns.run(preempted, steps_before(preempted, alphabet.size()) + 2);
    return "preempt:at=" + turns.text();
}

nlohmann::json rfc_tables() {
    std::ifstream file{HEDDLE_SOURCE_DIR "/tests/scenarios/rfc_tables.json"};
    return nlohmann::json::parse(file);
}

std::vector<int> true_counts() { return rfc_tables().at("total").get<std::vector<int>>(); }

std::string outcome_text(std::vector<int> const& counts, int finished) {
    std::string text;
    for (std::size_t i = 0; i < alphabet.size(); ++i) text += fmt::format("{}={} ", alphabet[i], counts[i]);
    return text + fmt::format("fc={}", finished);
}

Report run_once(std::string const& variant, Parameters const& parameters, std::string const& strategy) {
    Plan plan;
    plan.strategy = strategy;
    plan.executions = 1;
    plan.keep_going = true;
    return explore(*make_program("letters." + variant, parameters), plan);
}

std::string table_of(Report const& report) {
    return report.outcomes.size() == 1 && report.outcomes[0].ok ? report.outcomes[0].outcome : "not one table";
}

RealTexts::RealTexts() : there{std::ifstream{folder + "/rfc1000.txt"}.good()} {
    if (!there) std::puts("left out: this test needs rfc1000.txt to rfc1019.txt in ../shared/rfc beside the project");
}

}  // namespace heddle::scenarios
