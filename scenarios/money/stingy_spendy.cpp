// SPDX-License-Identifier: Apache-2.0
// Stingy puts 10 into a purse as often as Spendy takes 10 out of it.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <fmt/format.h>

#include <optional>

namespace heddle::scenarios {

namespace {

constexpr std::int64_t at_first = 100;
constexpr std::int64_t amount = 10;

struct Options {
    std::uint64_t times;
    bool locks;
};

class Purse {
public:
    explicit Purse(Options options) : options_{options} {
        sync::set_name(mutex_, "guard of money");
        sync::set_name(money_, "money");
    }

    void run() {
        starting_line([this] { move(amount, "stingy"); }, [this] { move(-amount, "spendy"); });
    }
    std::string observe() const { return std::to_string(money_.load()); }
    std::string wrong() const {
        std::int64_t const left = money_.load();
        return left == at_first ? std::string{} : fmt::format("money is {}, and should be {} again", left, at_first);
    }

private:
    void move(std::int64_t by, char const* name) {
        sync::this_thread::set_name(name);
        for (std::uint64_t i = 0; i < options_.times; ++i) {
            sync::unique_lock lock{mutex_, sync::defer_lock};
            if (options_.locks) lock.lock();
            money_ += by;
        }
    }

    Options options_;
    sync::mutex mutex_;
    sync::shared<std::int64_t> money_{at_first};
};

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    return program_of<Purse>(Options{settings.number("n"), false}, without_step_bound(racing_values()));
}

std::unique_ptr<Program> make_fixed(Settings const& settings) {
    return program_of<Purse>(Options{settings.number("n"), true}, without_step_bound({}));
}

}  // namespace

Scenario stingy_spendy() {
    return {
        "stingy_spendy",
        "money that two move without a lock is made or lost",
        "two threads move money at the same time, and a payment vanishes",
        "a mutex around each movement",
        {"B10"},
        {number_of("n", "how often each of the two moves 10", 2, 1, 1'000'000'000)},
        {{"buggy", {{FindingKind::requirement}}, {{"d_nomutex_N{n}"}}, make_buggy},
         {"fixed", {}, {{"d_mutex_N{n}"}}, make_fixed}}};
}

}  // namespace heddle::scenarios
