// SPDX-License-Identifier: Apache-2.0
// What match says of a text against the list of everything that the program can print, from dfs.
#include <heddle/explore/match.hpp>
#include <heddle/heddle.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace heddle {
namespace {

/// One thread: each number is something to do.
using Script = std::vector<int>;

struct State {
    mutex guard;
    shared<int> value{0};
};

/// Threads that print, take turns with a mutex, and print what they read of a variable that the others write.
class Printing final : public Program {
public:
    explicit Printing(std::vector<Script> scripts) : scripts_{std::move(scripts)} {
        name = "printing";
        semantics.data_races = DataRaces::allowed;
    }
    void construct() override { state_.emplace(); }
    void body() override {
        std::vector<thread> threads;
        for (Script const& script : scripts_) threads.emplace_back([this, &script] { follow(script); });
        for (thread& each : threads) each.join();
    }
    void observe(std::string& outcome) override { outcome = printed(); }
    std::string check() override { return {}; }
    void destroy() noexcept override { state_.reset(); }

private:
    void follow(Script const& script) {
        static constexpr char const* words[] = {"a", "b", "ab", "ba"};
        for (int const what : script) {
            if (what < 4) console.write(words[what]);
            if (what == 4) state_->value.store(state_->value.load() + 1);
            if (what == 5) console.write(std::to_string(state_->value.load()));
            if (what == 6) {
                lock_guard const lock{state_->guard};
                console.write("a");
                console.write("b");
            }
            if (what == 7) require(state_->value.load() == 0, "nobody has written");
        }
    }

    std::vector<Script> scripts_;
    std::optional<State> state_;
};

std::set<std::string> all_outputs(Program& program) {
    Plan plan;
    plan.strategy = "dfs";
    plan.executions = 0;
    plan.keep_going = true;
    std::set<std::string> outputs;
    for (OutcomeTally const& tally : explore(program, plan).outcomes) outputs.insert(tally.outcome);
    return outputs;
}

std::size_t common(std::string const& a, std::string const& b) {
    auto const end = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
    return static_cast<std::size_t>(end - a.begin());
}

/// How much of the text some output begins with.
std::size_t longest_in(std::set<std::string> const& outputs, std::string const& text) {
    std::size_t longest = 0;
    for (std::string const& output : outputs) longest = std::max(longest, common(text, output));
    return longest;
}

RC_GTEST_PROP(Match, finds_exactly_what_can_be_printed, ()) {
    auto const script = rc::gen::resize(3, rc::gen::container<Script>(rc::gen::inRange(0, 8)));
    std::vector<Script> const scripts{*script, *script, *script};
    Printing program{scripts};
    std::set<std::string> const outputs = all_outputs(program);
    for (std::string const& output : outputs) {
        Match const found = match(program, output);
        RC_ASSERT(found.found);
        RC_ASSERT(found.longest == output.size());
        ReplayToken const token = decode(found.token);
        Replayed const replayed = replay(program, token);
        RC_ASSERT(replayed.same());
        RC_ASSERT(replayed.trace().output == output);
        RC_ASSERT(replayed.trace().preemptions == found.preemptions);
    }
    std::string other = outputs.empty() ? "" : *outputs.begin();
    other.insert(
        *rc::gen::inRange<std::size_t>(0, other.size() + 1), *rc::gen::element<std::string>("a", "b", "0", "x"));
    Match const searched = match(program, other);
    RC_ASSERT(searched.found == outputs.contains(other));
    RC_ASSERT(searched.found || searched.complete);
    RC_ASSERT(searched.longest == longest_in(outputs, other));
}

TEST(Match, says_how_far_it_came) {
    Printing program{{{0, 0, 1}, {1}}};
    Match const match = heddle::match(program, "aax");
    EXPECT_FALSE(match.found);
    EXPECT_TRUE(match.complete);
    EXPECT_EQ(match.longest, 2U);
}

TEST(Match, finds_what_was_printed_before_a_failure) {
    Printing program{{{0, 1}, {4}, {7}}};
    for (char const* const text : {"", "a", "ab"}) EXPECT_TRUE(heddle::match(program, text).found) << text;
    EXPECT_TRUE(heddle::match(program, "b").complete);
}

TEST(Match, ends_when_its_time_is_up) {
    std::vector<Script> const many(8, Script{4, 4, 4, 0});
    Printing program{many};
    Match const match = heddle::match(program, "aaaaaaa", 0.05);
    EXPECT_FALSE(match.found);
    EXPECT_FALSE(match.complete);
    EXPECT_LT(match.seconds, 5.0);
}

TEST(Match, proves_nothing_of_a_race) {
    class Racing final : public Program {
    public:
        Racing() { name = "racing"; }
        void construct() override { value_.emplace(0); }
        void body() override {
            thread other{[this] { value_->store(1); }};
            if (value_->load() == 1) console.write("a");
            other.join();
        }
        void observe(std::string&) override {}
        std::string check() override { return {}; }
        void destroy() noexcept override { value_.reset(); }

    private:
        std::optional<shared<int>> value_;
    };
    Racing program;
    Match const match = heddle::match(program, "b");
    EXPECT_FALSE(match.complete);
    EXPECT_NE(match.remark.find("data races"), std::string::npos);
}

}  // namespace
}  // namespace heddle
