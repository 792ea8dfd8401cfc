// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <scenarios/money/purse.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/starting_line.hpp>

#include <cstddef>

namespace heddle::scenarios {

/// One thread puts 10 in `deposits` times; `spenders` threads take 20 out `withdrawals` times each.
class SpendersState {
public:
    struct Options {
        int money = 0;
        int deposits = 0;
        int withdrawals = 0;
        std::size_t spenders = 1;
        Purse::Rules rules;
    };

    explicit SpendersState(Options const& options) : options_{options}, purse_{options.money, options.rules} {}

    void run() {
        starting_line_of(
            options_.spenders, [this](std::size_t spender) { spend(spender); }, [this] { deposit(); });
    }
    std::string observe() const { return purse_.observe(); }
    std::string wrong() const { return purse_.wrong(); }

    static Options options_of(Settings const& settings, Purse::Rules rules) {
        return {
            int_of(settings, "money"), int_of(settings, "deposits"), int_of(settings, "withdrawals"),
            settings.number("spenders"), rules};
    }

    /// The parameters that options_of reads.
    static std::vector<Parameter> parameters() {
        constexpr std::uint64_t most = 1'000'000;
        return {
            number_of("money", "what is in the purse at first", 0, 0, most),
            number_of("deposits", "how often 10 is put in", 2, 0, most),
            number_of("withdrawals", "how often each spender takes 20 out", 1, 0, most),
            number_of("spenders", "how many take money out", 1, 1, most_peers)};
    }

private:
    void deposit() {
        sync::this_thread::set_name("stingy");
        for (int i = 0; i < options_.deposits; ++i) purse_.deposit(10);
    }
    void spend(std::size_t spender) {
        sync::this_thread::set_name(fmt::format("p{}", spender));
        for (int i = 0; i < options_.withdrawals; ++i) purse_.spend(20);
    }

    Options options_;
    Purse purse_;
};

}  // namespace heddle::scenarios
