// SPDX-License-Identifier: Apache-2.0
#include <tools/heddle/selection.hpp>
#include <tools/heddle/usage.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace heddle::command {
namespace {

TEST(Patterns, HaveWildcards) {
    EXPECT_TRUE(matches("lost_update", "lost_update"));
    EXPECT_FALSE(matches("lost", "lost_update"));
    EXPECT_FALSE(matches("lost_update", "lost"));
    EXPECT_TRUE(matches("lost*", "lost_update"));
    EXPECT_TRUE(matches("*update", "lost_update"));
    EXPECT_TRUE(matches("*t*t*", "lost_update"));
    EXPECT_FALSE(matches("*t*t*t*", "lost_update"));
    EXPECT_TRUE(matches("l?st_*", "lost_update"));
    EXPECT_FALSE(matches("?", ""));
    EXPECT_TRUE(matches("*", ""));
    EXPECT_TRUE(matches("***", "a"));
    EXPECT_TRUE(matches("", ""));
    EXPECT_FALSE(matches("", "a"));
}

TEST(Selection, KeepsTheCataloguesOrderAndNamesNothingTwice) {
    auto const chosen = selected({"lost_increment", "lost_*", "A11"});
    ASSERT_GE(chosen.size(), 2U);
    EXPECT_EQ(chosen[0]->name, "lost_update");
    EXPECT_EQ(chosen[1]->name, "lost_increment");
    EXPECT_EQ(selected({}).size(), scenarios::catalogue().size());
}

TEST(Selection, NamesNearScenarios) {
    auto const message = [](std::string const& pattern) -> std::string {
        try {
            selected({pattern});
        } catch (UsageError const& error) {
            return error.what();
        }
        return "found";
    };
    EXPECT_THAT(message("lost_updat"), testing::HasSubstr("did you mean lost_update?"));
    EXPECT_THAT(message("stingy"), testing::HasSubstr("stingy_spendy"));
    EXPECT_THAT(message("nothing_like_it_anywhere"), testing::Not(testing::HasSubstr("did you mean")));
    EXPECT_THAT(message(std::string(100'000, 'x')), testing::HasSubstr("..."));
}

TEST(Tasks, AreVariantsWithSettingsAndSemantics) {
    SearchOptions options;
    options.patterns = {"lost_update"};
    options.set = {"n=3"};
    auto const both = tasks_of(options);
    ASSERT_EQ(both.size(), 2U);
    EXPECT_EQ(both[0].program->name, "lost_update.buggy");
    EXPECT_EQ(both[0].oracle, "a_incdec_N3");
    options.variant = "fixed";
    options.virtual_time = "adversarial";
    options.notify = "oldest";
    auto const fixed = tasks_of(options);
    ASSERT_EQ(fixed.size(), 1U);
    EXPECT_EQ(fixed[0].program->semantics.time, Time::adversarial);
    EXPECT_EQ(fixed[0].program->semantics.notify, Notify::oldest);
    EXPECT_EQ(fixed[0].oracle, std::nullopt);
}

}  // namespace
}  // namespace heddle::command
