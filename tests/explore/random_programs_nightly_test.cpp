// SPDX-License-Identifier: Apache-2.0
#include "random_programs.hpp"

#include <gtest/gtest.h>

namespace heddle::language {
namespace {

TEST(RandomProgramsNightly, dpor_finds_every_trace_once) { expect_dpor_finds_every_trace_once(20'000); }
TEST(RandomProgramsNightly, dfs_finds_every_schedule) { expect_dfs_finds_every_schedule(5'000); }
TEST(RandomProgramsNightly, bounded_dfs_finds_what_is_within_the_bound) {
    expect_bounded_dfs_finds_what_is_within(5'000);
}

}  // namespace
}  // namespace heddle::language
