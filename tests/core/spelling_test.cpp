// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/spelling.hpp>

#include <gtest/gtest.h>

namespace heddle {
namespace {

TEST(Spelling, reads_whole_numbers_only) {
    EXPECT_EQ(number_in("0"), 0U);
    EXPECT_EQ(number_in("007"), 7U);
    EXPECT_EQ(number_in("18446744073709551615"), UINT64_MAX);
    for (char const* text : {"", "18446744073709551616", "-1", "+1", " 1", "1 ", "1.0", "0x1", "x"}) {
        EXPECT_EQ(number_in(text), std::nullopt) << text;
    }
}

TEST(Spelling, takes_an_underscore_for_a_blank) {
    EXPECT_TRUE(spells("condition_variable", "condition variable"));
    EXPECT_TRUE(spells("a_b", "a_b"));
    EXPECT_FALSE(spells("a b", "a_b"));
    EXPECT_FALSE(spells("a", "ab"));
}

TEST(Spelling, measures_edits) {
    EXPECT_EQ(edit_distance("", ""), 0U);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
    EXPECT_EQ(edit_distance("abc", ""), 3U);
    EXPECT_EQ(edit_distance("", "abc"), 3U);
    EXPECT_EQ(edit_distance("flaw", "lawn"), 2U);
}

TEST(Spelling, lists_near_names_nearest_first) {
    std::string_view const known[] = {"random", "quantum", "preempt", "dfs", "replay"};
    EXPECT_EQ(near_names("quantm", known), (std::vector<std::string_view>{"quantum"}));
    EXPECT_EQ(near_names("rep", known), (std::vector<std::string_view>{"replay"}));
    EXPECT_EQ(near_names("bfs", known), (std::vector<std::string_view>{"dfs"}));
    EXPECT_TRUE(near_names("", known).empty());
    EXPECT_TRUE(near_names(std::string(100'000, 'x'), known).empty());
}

}  // namespace
}  // namespace heddle
