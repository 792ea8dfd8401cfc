// SPDX-License-Identifier: Apache-2.0
#include "random_programs.hpp"

#include <gtest/gtest.h>

namespace heddle::language {
namespace {

TEST(RandomPrograms, dpor_finds_every_trace_once) { expect_dpor_finds_every_trace_once(2'000); }
TEST(RandomPrograms, dfs_finds_every_schedule) { expect_dfs_finds_every_schedule(500); }
TEST(RandomPrograms, bounded_dfs_finds_what_is_within_the_bound) { expect_bounded_dfs_finds_what_is_within(250); }

}  // namespace
}  // namespace heddle::language
