// SPDX-License-Identifier: Apache-2.0
// The purse is locked, but main reads it without a lock and without a join: no length of sleep orders anything.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <fmt/format.h>

namespace heddle::scenarios {

namespace {

constexpr std::int64_t at_first = 100;
constexpr std::int64_t amount = 10;

struct Options {
    std::uint64_t times;
    bool joins;
};

class Purse {
public:
    explicit Purse(Options options) : options_{options} {
        sync::set_name(mutex_, "guard of money");
        sync::set_name(money_, "money");
    }

    void run() {
        stingy_ = sync::thread([this] { move(amount, "stingy"); });
        spendy_ = sync::thread([this] { move(-amount, "spendy"); });
        starting_line([this] { read(); });
        if (stingy_.joinable()) stingy_.join();
        if (spendy_.joinable()) spendy_.join();
    }
    std::string observe() const { return std::to_string(read_); }
    std::string wrong() const {
        bool const whole = read_ == at_first;
        return whole ? std::string{} : fmt::format("main read {} before the others had finished", read_);
    }

private:
    void move(std::int64_t by, char const* name) {
        sync::this_thread::set_name(name);
        for (std::uint64_t i = 0; i < options_.times; ++i) {
            sync::lock_guard const guard{mutex_};
            money_ += by;
        }
    }
    void read() {
        sync::this_thread::set_name("main");
        if (options_.joins) {
            stingy_.join();
            spendy_.join();
        }
        read_ = money_.load();
    }

    Options options_;
    sync::mutex mutex_;
    sync::shared<std::int64_t> money_{at_first};
    std::int64_t read_ = 0;
    sync::thread stingy_;
    sync::thread spendy_;
};

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    return program_of<Purse>(Options{settings.number("n"), false}, without_step_bound(racing_values()));
}

std::unique_ptr<Program> make_fixed(Settings const& settings) {
    return program_of<Purse>(Options{settings.number("n"), true}, without_step_bound({}));
}

}  // namespace

Scenario early_read() {
    return {
        "early_read",
        "who reads a result joins those who make it; sleeping long enough is no join",
        "main sleeps in place of a join and reads an amount that is not final",
        "join both threads, then read",
        {"B10"},
        {number_of("n", "how often each of the two moves 10", 1, 1, 1'000'000'000)},
        {{"buggy", {{FindingKind::requirement}}, {{"d_mutex_early_read_N{n}"}}, make_buggy},
         {"fixed", {}, {{"d_mutex_join_N{n}"}}, make_fixed}}};
}

}  // namespace heddle::scenarios
