// SPDX-License-Identifier: Apache-2.0
// Tasks of a pool submit a task each to the same pool and wait for it. When every worker waits, none is left to do what they
// wait for.
#include <scenarios/bookkeeping.hpp>
#include <scenarios/families.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <set>

namespace heddle::scenarios {

namespace {

struct Options {
    std::uint64_t workers;
    std::uint64_t outer;
    bool submits;
};

/// Futures are kept here and not by those who wait for them, so that an execution that gets stuck loses none.
class Nested {
public:
    explicit Nested(Options options) : options_{options}, pool_{options.workers, sync::start_later, "pool"} {}

    /// The outer tasks are there before the first worker moves.
    void run() {
        sync::this_thread::set_name("main");
        for (std::size_t i = 0; i < options_.outer; ++i) {
            outer_[i] = pool_.submit([this, i] { work(i); });
            sync::set_name(outer_[i], fmt::format("outer {}", i));
        }
        pool_.start();
        for (std::size_t i = 0; i < options_.outer; ++i) outer_[i].get();
        pool_.shutdown();
    }
    std::string observe() const { return fmt::format("done={}", fmt::join(done_, ",")); }

private:
    void work(std::size_t number) {
        if (options_.submits) {
            inner_[number] = pool_.submit([this, number] { work_inside(number); });
            sync::set_name(inner_[number], fmt::format("inner {}", number));
            inner_[number].get();
        } else {
            work_inside(number);
        }
        note("o", number);
    }
    void work_inside(std::size_t number) { note("i", number); }
    void note(char const* which, std::size_t number) {
        Bookkeeping::Entry const entry{books_};
        done_.insert(fmt::format("{}{}", which, number));
    }

    Options options_;
    sync::thread_pool pool_;
    std::array<sync::future<void>, most_peers> outer_;
    std::array<sync::future<void>, most_peers> inner_;
    Bookkeeping books_;
    std::set<std::string> done_;
};

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    return program_of<Nested>(Options{settings.number("workers"), settings.number("outer"), true});
}

std::unique_ptr<Program> make_fixed(Settings const& settings) {
    std::uint64_t const outer = settings.number("outer");
    if (settings.text("fix") == "workers") return program_of<Nested>(Options{outer + 1, outer, true});
    return program_of<Nested>(Options{settings.number("workers"), outer, false});
}

}  // namespace

Scenario nested_pool() {
    return {
        "nested_pool",
        "a task that waits for a task of its own pool holds a worker that the other may need",
        "every worker waits for a task that is still in the queue, and none is left to take it",
        "a task does its inner work itself, or the pool has more workers than tasks that wait",
        {"A09b"},
        {number_of("workers", "how many workers the pool has", 2, 1, most_peers),
         number_of("outer", "how many tasks submit a task each", 2, 1, most_peers),
         choice_of(
             "fix", "what the fixed variant does: no inner tasks, or more workers than outer tasks",
             {"inline", "workers"})},
        {{"buggy", {{FindingKind::deadlock}}, {{"i_pool_nested_w{workers}_o{outer}", {}, {"fix"}}}, make_buggy},
         {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
