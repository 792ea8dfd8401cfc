// SPDX-License-Identifier: Apache-2.0
// One thread adds 1 as often as the other subtracts 1. `x += 1` is a load and a store; whoever stores last wins.
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

class Unlocked {
public:
    explicit Unlocked(std::uint64_t times) : times_{times} { sync::set_name(x_, "x"); }

    void run() {
        starting_line([this] { add(1, "adds"); }, [this] { add(-1, "subtracts"); });
    }
    std::string observe() const { return std::to_string(x_.load()); }
    std::string wrong() const { return wrong_if_not_zero(x_.load()); }

private:
    void add(std::int64_t step, char const* name) {
        sync::this_thread::set_name(name);
        for (std::uint64_t i = 0; i < times_; ++i) x_ += step;
    }

    std::uint64_t times_;
    sync::shared<std::int64_t> x_{0};
};

class Locked {
public:
    explicit Locked(std::uint64_t times) : times_{times} {
        sync::set_name(x_, "x");
        sync::set_name(mutex_, "guard of x");
    }

    void run() {
        starting_line([this] { add(1, "adds"); }, [this] { add(-1, "subtracts"); });
    }
    std::string observe() const { return std::to_string(x_.load()); }
    std::string wrong() const { return wrong_if_not_zero(x_.load()); }

private:
    void add(std::int64_t step, char const* name) {
        sync::this_thread::set_name(name);
        for (std::uint64_t i = 0; i < times_; ++i) {
            sync::lock_guard const guard{mutex_};
            x_ += step;
        }
    }

    std::uint64_t times_;
    sync::mutex mutex_;
    sync::shared<std::int64_t> x_{0};
};

class Atomic {
public:
    explicit Atomic(std::uint64_t times) : times_{times} { sync::set_name(x_, "x"); }

    void run() {
        starting_line([this] { add(1, "adds"); }, [this] { add(-1, "subtracts"); });
    }
    std::string observe() const { return std::to_string(x_.load()); }
    std::string wrong() const { return wrong_if_not_zero(x_.load()); }

private:
    void add(std::int64_t step, char const* name) {
        sync::this_thread::set_name(name);
        for (std::uint64_t i = 0; i < times_; ++i) x_.fetch_add(step);
    }

    std::uint64_t times_;
    sync::atomic<std::int64_t> x_{0};
};

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    return program_of<Unlocked>(settings.number("n"), without_step_bound(racing_values()));
}

std::unique_ptr<Program> make_fixed(Settings const& settings) {
    std::uint64_t const times = settings.number("n");
    if (settings.text("fix") == "atomic") return program_of<Atomic>(times, without_step_bound({}));
    return program_of<Locked>(times, without_step_bound({}));
}

}  // namespace

Scenario lost_update() {
    return {
        "lost_update",
        "x += 1 is a load and a store: what another thread stores in between is lost",
        "both threads load the same x, and the second store wipes out the first",
        "a mutex around the update, or an atomic update",
        {"A11"},
        {number_of("n", "how often each thread changes x", 2, 1, 1'000'000'000),
         choice_of("fix", "what the fixed variant uses", {"mutex", "atomic"})},
        {{"buggy", {{FindingKind::requirement}}, {{"a_incdec_N{n}", {}, {"fix"}}}, make_buggy},
         {"fixed", {}, {{"a_incdec_mutex_N{n}"}, {"a_incdec_atomic_N{n}", {{"fix", "atomic"}}}}, make_fixed}}};
}

}  // namespace heddle::scenarios
