// SPDX-License-Identifier: Apache-2.0
// An interpreter that runs one thread at a time does not make x += 1 safe. It depends on where it switches: at any access
// updates are lost; at calls and at the end of a loop's round only, the update stays whole, until somebody calls a function
// in the middle of it.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <fmt/format.h>

namespace heddle::scenarios {

namespace {

std::string wrong_if_not_zero(std::int64_t x) {
    return x == 0 ? std::string{} : fmt::format("x is {} after as many x += 1 as x -= 1: updates were lost", x);
}

struct Options {
    std::uint64_t times;
    bool whole;  ///< nothing can come between the load and the store
};

/// All threads change one x.
class Global {
public:
    explicit Global(Options options) : options_{options} { sync::set_name(x_, "x"); }

    void run() {
        starting_line([this] { add(1, "adds"); }, [this] { add(-1, "subtracts"); });
    }
    std::string observe() const { return std::to_string(x_.load()); }
    std::string wrong() const { return wrong_if_not_zero(x_.load()); }

private:
    void add(std::int64_t step, char const* name) {
        sync::this_thread::set_name(name);
        for (std::uint64_t i = 0; i < options_.times; ++i) {
            if (options_.whole) {
                x_.fetch_add(step);  // one step a round: the next switch is at the end of it
            } else {
                x_.store(x_.load() + step);
            }
        }
    }

    Options options_;
    sync::atomic<std::int64_t> x_{0};
};

/// Each thread changes an x of its own; the sum is taken when all have ended.
class Local {
public:
    explicit Local(Options options) : options_{options} {}

    void run() {
        starting_line([this] { add(1, "adds", added_); }, [this] { add(-1, "subtracts", subtracted_); });
    }
    std::string observe() const { return std::to_string(added_ + subtracted_); }
    std::string wrong() const { return wrong_if_not_zero(added_ + subtracted_); }

private:
    void add(std::int64_t step, char const* name, std::int64_t& result) {
        sync::this_thread::set_name(name);
        sync::shared<std::int64_t> x{0};
        for (std::uint64_t i = 0; i < options_.times; ++i) x += step;
        result = x.load();
    }

    Options options_;
    std::int64_t added_ = 0;
    std::int64_t subtracted_ = 0;
};

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    bool const whole = settings.text("switches") == "rounds" && settings.text("call") == "no";
    return program_of<Global>(Options{settings.number("n"), whole});
}

std::unique_ptr<Program> make_fixed(Settings const& settings) {
    Options const options{settings.number("n"), true};
    if (settings.text("fix") == "local") return program_of<Local>(options, racing_values());
    return program_of<Global>(options);
}

}  // namespace

Scenario interpreter_lock() {
    return {
        "interpreter_lock",
        "one thread at a time is no protection: what matters is where the switch may come",
        "only one thread runs at a time, and updates are lost all the same: the switch comes between load and store",
        "a variable for each thread, or an update that is one step",
        {"A00"},
        {number_of("n", "how often each thread changes x", 2, 1, 1000),
         choice_of(
             "switches", "where threads are switched: at each load and store, or at calls and the ends of rounds",
             {"accesses", "rounds"}),
         choice_of("call", "whether a function is called between the load and the store", {"no", "yes"}),
         choice_of("fix", "the fixed variant: an x for each thread, or one step for an update", {"local", "whole"})},
        {{"buggy",
          {{FindingKind::requirement}},
          {{"a_incdec_N{n}", {}, {"call", "fix"}},
           {"a_incdec_N{n}", {{"switches", "rounds"}, {"call", "yes"}}, {"fix"}},
           {"a_incdec_atomic_N{n}", {{"switches", "rounds"}}, {"fix"}}},
          make_buggy},
         {"fixed", {}, {{"a_incdec_atomic_N{n}", {{"fix", "whole"}}, {"switches", "call"}}}, make_fixed}}};
}

}  // namespace heddle::scenarios
