// SPDX-License-Identifier: Apache-2.0
#include <scenarios/parameters.hpp>
#include <scenarios/scenario.hpp>

#include <gtest/gtest.h>

#include <stdexcept>

namespace heddle::scenarios {
namespace {

std::vector<Parameter> const parameters = {
    number_of("threads", "how many threads there are", 2, 1, 32), choice_of("fix", "the cure", {"mutex", "atomic"}),
    text_of("first", "a text", "ab")};

Settings settings(std::vector<std::string> const& assignments) { return {"example", parameters, assignments}; }

std::string error_of(std::vector<std::string> const& assignments) {
    try {
        (void)settings(assignments);
    } catch (std::invalid_argument const& error) {
        return error.what();
    }
    return "no error";
}

TEST(Settings, StartFromTheDefaults) {
    Settings const all = settings({});
    EXPECT_EQ(all.all(), (Parameters{{"threads", "2"}, {"fix", "mutex"}, {"first", "ab"}}));
    EXPECT_EQ(all.number("threads"), 2U);
    EXPECT_TRUE(all.is_initial("fix"));
}

TEST(Settings, TakeValuesAsTheyAreMeant) {
    Settings const all = settings({"first=a=b ", "threads=007", "fix=atomic"});
    EXPECT_EQ(all.text("first"), "a=b ");
    EXPECT_EQ(all.text("threads"), "7") << "one spelling for one number, for tokens";
    EXPECT_FALSE(all.is_initial("fix"));
    EXPECT_EQ(settings({"first="}).text("first"), "");
}

TEST(Settings, SayWhatIsWrongAndWhatToDo) {
    EXPECT_EQ(
        error_of({"thread=3"}), "example: there is no parameter \"thread\" for --set thread=3\n  did you mean threads? "
                                "It has: threads, fix, first");
    EXPECT_EQ(
        error_of({"zzz=3"}), "example: there is no parameter \"zzz\" for --set zzz=3\n  it has: threads, fix, first");
    EXPECT_EQ(
        error_of({"threads"}), "example: --set \"threads\" has no value\n"
                               "  write it as NAME=VALUE; did you mean threads? It has: threads, fix, first");
    EXPECT_EQ(
        error_of({"threads=33"}),
        "example: \"33\" is no value for threads in --set threads=33\n"
        "  threads (how many threads there are) takes a whole number from 1 to 32; the default is 2");
    EXPECT_EQ(
        error_of({"fix=pray"}), "example: \"pray\" is no value for fix in --set fix=pray\n"
                                "  fix (the cure) takes one of mutex, atomic; the default is mutex");
    EXPECT_EQ(
        error_of({"threads=1", "threads=2"}),
        "example: --set gives \"threads\" twice, the second time as threads=2\n  give each parameter once");
}

TEST(Settings, RefuseWhatIsNoNumber) {
    for (char const* const value :
         {"", "-1", "+1", " 1", "1 ", "1.5", "0x1", "one", "99999999999999999999999", "1\n"}) {
        EXPECT_NE(error_of({std::string{"threads="} + value}), "no error") << value;
    }
}

TEST(Settings, ErrorsStayReadableWhateverWasGiven) {
    std::string given(10'000, 'x');
    given.replace(0, 5, "\x1b[31m");
    std::string const error = error_of({given + "=1"});
    EXPECT_LT(error.size(), 400U);
    EXPECT_EQ(error.find('\x1b'), std::string::npos);
}

TEST(Settings, OfAScenarioWithoutParameters) {
    Scenario const& scenario = *find("lock_self");
    try {
        Settings const refused{scenario.name, scenario.parameters, {"n=1"}};
        FAIL() << "taken";
    } catch (std::invalid_argument const& error) {
        EXPECT_STREQ(
            error.what(),
            "lock_self: there is no parameter \"n\" for --set n=1\n  it has no parameters; leave --set out");
    }
}

}  // namespace
}  // namespace heddle::scenarios
