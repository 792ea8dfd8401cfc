// SPDX-License-Identifier: Apache-2.0
// Two threads add 1 to the same number, n times each. From n = 2 on the result can be as small as 2.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <fmt/format.h>

namespace heddle::scenarios {

namespace {

std::string wrong_unless_double(std::uint64_t x, std::uint64_t times) {
    return x == 2 * times ? std::string{} : fmt::format("x is {}, but 1 was added {} times", x, 2 * times);
}

class Unlocked {
public:
    explicit Unlocked(std::uint64_t times) : times_{times} { sync::set_name(x_, "x"); }

    void run() {
        starting_line([this] { add(); }, [this] { add(); });
    }
    std::string observe() const { return std::to_string(x_.load()); }
    std::string wrong() const { return wrong_unless_double(x_.load(), times_); }

private:
    void add() {
        for (std::uint64_t i = 0; i < times_; ++i) x_ += 1;
    }

    std::uint64_t times_;
    sync::shared<std::uint64_t> x_{0};
};

class Locked {
public:
    explicit Locked(std::uint64_t times) : times_{times} { sync::set_name(x_, "x"); }

    void run() {
        starting_line([this] { add(); }, [this] { add(); });
    }
    std::string observe() const { return std::to_string(x_.load()); }
    std::string wrong() const { return wrong_unless_double(x_.load(), times_); }

private:
    void add() {
        for (std::uint64_t i = 0; i < times_; ++i) {
            sync::lock_guard const guard{mutex_};
            x_ += 1;
        }
    }

    std::uint64_t times_;
    sync::mutex mutex_;
    sync::shared<std::uint64_t> x_{0};
};

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    return program_of<Unlocked>(settings.number("n"), without_step_bound(racing_values()));
}

std::unique_ptr<Program> make_fixed(Settings const& settings) {
    return program_of<Locked>(settings.number("n"), without_step_bound({}));
}

}  // namespace

Scenario lost_increment() {
    return {
        "lost_increment",
        "two threads that count up together can end below what one of them counted alone",
        "a thread stores a sum that it began long ago, and all that was added since is gone",
        "an atomic counter",
        {"A11b"},
        {number_of("n", "how often each thread adds 1", 3, 1, 1'000'000'000)},
        {{"buggy", {{FindingKind::requirement}}, {{"b_incinc_N{n}"}}, make_buggy}, {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
