// SPDX-License-Identifier: Apache-2.0
// Threads count themselves when they have finished, each once: the smallest program that loses an update.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <fmt/format.h>

namespace heddle::scenarios {

namespace {

std::string wrong_unless_all(std::uint64_t count, std::uint64_t threads) {
    return count == threads ? std::string{} : fmt::format("finished_count is {} after {} threads", count, threads);
}

class Unlocked {
public:
    explicit Unlocked(std::uint64_t threads) : threads_{threads} { sync::set_name(finished_, "finished_count"); }

    void run() {
        starting_line_of(threads_, [this](std::size_t) { finished_ += 1; });
    }
    std::string observe() const { return std::to_string(finished_.load()); }
    std::string wrong() const { return wrong_unless_all(finished_.load(), threads_); }

private:
    std::uint64_t threads_;
    sync::shared<std::uint64_t> finished_{0};
};

class Atomic {
public:
    explicit Atomic(std::uint64_t threads) : threads_{threads} { sync::set_name(finished_, "finished_count"); }

    void run() {
        starting_line_of(threads_, [this](std::size_t) { finished_.fetch_add(1); });
    }
    std::string observe() const { return std::to_string(finished_.load()); }
    std::string wrong() const { return wrong_unless_all(finished_.load(), threads_); }

private:
    std::uint64_t threads_;
    sync::atomic<std::uint64_t> finished_{0};
};

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    return program_of<Unlocked>(settings.number("threads"), racing_values());
}

std::unique_ptr<Program> make_fixed(Settings const& settings) { return program_of<Atomic>(settings.number("threads")); }

}  // namespace

Scenario finished_count() {
    return {
        "finished_count",
        "a count of finished threads that is kept without a lock can say less than there are",
        "two threads that finish together write the same number, and one of them is never counted",
        "one mutex around the count",
        {"B08"},
        {number_of("threads", "how many threads count themselves", 3, 1, most_peers)},
        {{"buggy", {{FindingKind::requirement}}, {{"b_once_{threads}threads"}}, make_buggy},
         {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
