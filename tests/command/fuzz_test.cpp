// SPDX-License-Identifier: Apache-2.0
// What people and machines may pass for --set and for a token, at random: no crash, and a readable message for each.
// HEDDLE_FUZZ_RUNS in the environment says how many of each; 50,000 if it does not.
#include <heddle/core/envelope.hpp>
#include <heddle/core/random.hpp>

#include <scenarios/scenario.hpp>
#include <tests/command/process.hpp>
#include <tools/heddle/selection.hpp>
#include <tools/heddle/token_program.hpp>
#include <tools/heddle/usage.hpp>
#include <tools/heddle/values.hpp>

#include <gtest/gtest.h>

#include <cstdlib>

namespace heddle::command::tests {
namespace {

std::uint64_t runs() {
    char const* const asked = std::getenv("HEDDLE_FUZZ_RUNS");
    return asked != nullptr ? std::strtoull(asked, nullptr, 10) : 50'000;
}

std::uint32_t below(Random& random, std::size_t bound) { return random.below(static_cast<std::uint32_t>(bound)); }

char any_char(Random& random, std::string_view alphabet) {
    return alphabet.empty() ? static_cast<char>(below(random, 256)) : alphabet[below(random, alphabet.size())];
}

std::string any_text(Random& random, std::string_view alphabet, std::size_t most) {
    std::string text(below(random, most + 1), ' ');
    for (char& c : text) c = any_char(random, alphabet);
    return text;
}

/// Changes a few bytes: replaced, inserted, removed.
std::string mutated(Random& random, std::string text, std::string_view alphabet) {
    for (std::uint32_t changes = 1 + below(random, 4); changes > 0; --changes) {
        std::size_t const place = below(random, text.size() + 1);
        switch (below(random, 3)) {
        case 0:
            text.insert(place, 1, any_char(random, alphabet));
            break;
        case 1:
            text.erase(place, 1 + below(random, 3));
            break;
        default:
            if (place < text.size()) text[place] = any_char(random, alphabet);
        }
    }
    return text;
}

/// A message is one headline and at most one more line, and says something.
void expect_readable(std::string const& message) {
    std::string const text = printable(message);
    ASSERT_GT(text.size(), 10U);
    ASSERT_LT(text.size(), 1000U) << text;
    ASSERT_LE(lines_of(text).size(), 2U) << text;
    for (char const c : text) ASSERT_TRUE(c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F)) << text;
}

template <class Function>
bool refused(Function&& function) {
    try {
        function();
    } catch (UsageError const& error) {
        expect_readable(error.what());
        return true;
    }
    return false;
}

TEST(Fuzz, SettingsAreTakenOrRefusedWithAMessage) {
    Random random = Random::of(1, 0);
    constexpr std::string_view letters = "n=0123456789fixmutex_-+ .,e\n\x1b";
    std::uint64_t refusals = 0;
    for (std::uint64_t i = 0; i < runs() && !testing::Test::HasFatalFailure(); ++i) {
        auto const& scenario = scenarios::catalogue()[below(random, scenarios::catalogue().size())];
        std::string assignment = any_text(random, below(random, 4) == 0 ? std::string_view{} : letters, 12);
        if (!scenario.parameters.empty() && below(random, 2) == 0) {
            auto const& parameter = scenario.parameters[below(random, scenario.parameters.size())];
            assignment = mutated(random, parameter.name + "=" + parameter.initial, letters);
        }
        SearchOptions options;
        options.patterns = {scenario.name};
        options.set = {assignment};
        refusals += refused([&] { tasks_of(options); }) ? 1U : 0U;
    }
    EXPECT_GT(refusals, runs() / 3);
}

TEST(Fuzz, TokensAreTakenOrRefusedWithAMessage) {
    Random random = Random::of(2, 0);
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz234567-hd1089_";
    std::vector<std::string> tokens{failing_token()};
    for (auto const& variant : json_lines(run_heddle({"explore", "letters", "lock_self", "--json", "-"}).out)) {
        for (auto const& outcome : variant["outcomes"]) tokens.push_back(outcome["token"]);
    }
    std::uint64_t refusals = 0;
    for (std::uint64_t i = 0; i < runs() && !testing::Test::HasFatalFailure(); ++i) {
        std::string text = any_text(random, below(random, 2) == 0 ? std::string_view{} : letters, 80);
        std::string const& token = tokens[below(random, tokens.size())];
        if (below(random, 2) == 0) text = mutated(random, token, letters);
        if (below(random, 2) == 0) {
            auto bytes = unseal(token);
            bytes[below(random, bytes.size())] ^= static_cast<std::uint8_t>(1U << below(random, 8));
            text = seal(bytes);
        }
        refusals += refused([&] { program_of_token(text); }) ? 1U : 0U;
    }
    EXPECT_GT(refusals, runs() / 3);
}

TEST(Fuzz, PatternsAndDurationsAreTakenOrRefused) {
    Random random = Random::of(3, 0);
    for (std::uint64_t i = 0; i < runs() && !testing::Test::HasFatalFailure(); ++i) {
        std::string const pattern = any_text(random, below(random, 2) == 0 ? "*?abc_" : "", 10);
        refused([&] { selected({pattern}); });
        duration_in(any_text(random, "0123456789.msh", 12));
    }
}

}  // namespace
}  // namespace heddle::command::tests
