// SPDX-License-Identifier: Apache-2.0
#include <heddle/strategy/table.hpp>

#include <gtest/gtest.h>

#include <stdexcept>

namespace heddle {
namespace {

std::string refusal(std::string const& text, std::optional<unsigned> preemptions = std::nullopt) {
    try {
        (void)make_strategy(text, 0, preemptions);
    } catch (std::invalid_argument const& error) {
        return error.what();
    }
    return "taken";
}

TEST(StrategyTable, lists_each_strategy_once_with_help) {
    std::string names;
    for (StrategyEntry const& entry : strategies()) {
        names.append(entry.name).append(" ");
        EXPECT_FALSE(std::string{entry.summary}.empty());
        for (StrategyOption const& option : entry.options) EXPECT_FALSE(std::string{option.help}.empty());
    }
    EXPECT_EQ(names, "random quantum preempt dfs dpor replay ");
}

TEST(StrategyTable, makes_what_it_lists) {
    for (char const* text :
         {"random", "quantum:steps=3", "preempt:at=1/2,3/1", "preempt:at=5/left", "preempt:after=T:load:N:1",
          "preempt:after=0:wait_for:a:b,c=d:7", "dfs"}) {
        EXPECT_EQ(refusal(text), "taken");
        EXPECT_EQ(canonical_strategy(text), text);
    }
    EXPECT_EQ(refusal("dfs", 2), "taken");
    EXPECT_EQ(refusal("dfs", 0), "taken");
}

TEST(StrategyTable, has_one_spelling_for_equal_strategies) {
    EXPECT_EQ(canonical_strategy("quantum:steps=003"), "quantum:steps=3");
    EXPECT_EQ(canonical_strategy("preempt:at=7/02,3/left"), "preempt:at=3/left,7/2");
    EXPECT_EQ(canonical_strategy("preempt:after=01:load:x:02"), "preempt:after=1:load:x:2");
}

struct Case {
    char const* text;
    char const* message;
};

TEST(StrategyTable, refuses_with_one_message_that_says_what_where_why_and_what_next) {
    for (auto const& [text, message] : {
             Case{"", "a strategy is missing in \"\": there are random, quantum, preempt, dfs, dpor, replay"},
             Case{
                 "quantm:steps=3",
                 "unknown strategy \"quantm\" in \"quantm:steps=3\": near names: quantum; there are random, "
                 "quantum, preempt, dfs, dpor, replay"},
             Case{
                 "zzzzzzzzz", "unknown strategy \"zzzzzzzzz\" in \"zzzzzzzzz\": there are random, quantum, preempt, "
                              "dfs, dpor, replay"},
             Case{
                 "pct:d=3", "strategy \"pct\" does not exist yet in \"pct:d=3\": today there are random, quantum, "
                            "preempt, dfs, dpor, "
                            "replay"},
             Case{
                 "random:steps=3",
                 "unknown option \"steps\" in \"random:steps=3\": random takes no options; leave it out"},
             Case{"quantum:step=3", "unknown option \"step\" in \"quantum:step=3\": quantum takes steps"},
             Case{"quantum", "option steps is missing in \"quantum\": a turn needs a length; give quantum:steps=Q"},
             Case{"quantum:", "an option is empty in \"quantum:\": options are written NAME:OPTION=VALUE,OPTION=VALUE"},
             Case{
                 "quantum:steps", "option \"steps\" has no value in \"quantum:steps\": options are written "
                                  "NAME:OPTION=VALUE,OPTION=VALUE"},
             Case{
                 "quantum:steps=x", "steps=x is not a number in \"quantum:steps=x\": give a whole number from 1, as in "
                                    "quantum:steps=3"},
             Case{
                 "quantum:steps=0",
                 "steps=0 is out of range in \"quantum:steps=0\": a turn has at least one step; give "
                 "quantum:steps=1 or more"},
             Case{
                 "quantum:steps=3,steps=4",
                 "option \"steps\" comes twice in \"quantum:steps=3,steps=4\": keep one of the two"},
         }) {
        EXPECT_EQ(refusal(text), message);
    }
}

TEST(StrategyTable, refuses_impossible_preemptions_likewise) {
    for (auto const& [text, message] : {
             Case{
                 "preempt", "option at or after is missing in \"preempt\": nothing says when to preempt; give "
                            "preempt:at=STEP/THREAD or preempt:after=THREAD:load:OBJECT:COUNT"},
             Case{
                 "preempt:at=3", "preempt: \"3\" is not a step and a thread in \"3\"; the form is "
                                 "preempt:at=STEP/THREAD,STEP/THREAD"},
             Case{
                 "preempt:at=3/1,3/2",
                 "preempt: step 3 comes twice in \"3/1,3/2\": one thread moves at a step; keep one of the "
                 "two"},
             Case{
                 "preempt:at=3/70000",
                 "preempt: thread out of range in \"70000\": threads are numbered from 0 and there are at "
                 "most 65535; give its number or its name"},
             Case{
                 "preempt:after=1:load:x", "preempt: something is missing in \"1:load:x\"; the form is "
                                           "preempt:after=THREAD:load:OBJECT:COUNT"},
             Case{
                 "preempt:after=1:laod:x:1",
                 "preempt: unknown operation \"laod\" in \"1:laod:x:1\": no scheduling point has that "
                 "name; near names: load (with '_' for a blank)"},
             Case{
                 "preempt:after=1:load:x:0",
                 "preempt: bad count \"0\" in \"1:load:x:0\": it is a number from 1; the form is "
                 "preempt:after=THREAD:load:OBJECT:COUNT"},
             Case{
                 "replay",
                 "strategy replay cannot be asked for in \"replay\": its schedule is in a token; run heddle replay "
                 "TOKEN"},
         }) {
        EXPECT_EQ(refusal(text), message);
    }
}

TEST(StrategyTable, refuses_a_bound_that_nobody_would_keep) {
    EXPECT_EQ(
        refusal("random", 2),
        "impossible strategy: --preemptions 2 in \"random\": random does not bound preemptions; leave "
        "the bound out, or use dfs");
    EXPECT_NE(refusal("quantum:steps=3", 0).find("impossible strategy"), std::string::npos);
    EXPECT_NE(refusal("preempt:at=1/1", 0).find("impossible strategy"), std::string::npos);
}

TEST(StrategyTable, survives_other_broken_texts) {
    for (char const* text :
         {":",
          "=",
          "dfs:",
          "dfs:x",
          "dfs:=",
          "preempt:",
          "preempt:at=",
          "preempt:at=,",
          "preempt:at=1/",
          "preempt:at=/1",
          "preempt:after=",
          "preempt:after=::::",
          "preempt:after=:load:x:1",
          "preempt:after=1:load::1",
          "preempt:after=1:load:x:",
          "preempt:after=1:begin:x:1",
          "quantum:steps=99999999999999999999",
          "quantum:steps=-1",
          "quantum:steps=3,",
          "RANDOM"}) {
        EXPECT_NE(refusal(text), "taken") << text;
    }
}

TEST(StrategyTable, a_made_strategy_uses_its_seed) {
    auto const first = make_strategy("random", 1, std::nullopt);
    auto const second = make_strategy("random", 2, std::nullopt);
    ASSERT_TRUE(first->begin_execution(0));
    ASSERT_TRUE(second->begin_execution(0));
    Choice const enabled[] = {{0, ThreadId{0}, OutcomeKind::done}, {0, ThreadId{1}, OutcomeKind::done}};
    SchedulingPoint point;
    point.threads = 2;
    point.enabled = enabled;
    int different = 0;
    for (int i = 0; i < 64; ++i) different += first->choose(point) != second->choose(point) ? 1 : 0;
    EXPECT_GT(different, 10);
}

}  // namespace
}  // namespace heddle
