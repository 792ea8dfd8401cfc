// SPDX-License-Identifier: Apache-2.0
// The same with more patience: rare outcomes come to light, and have to have been found as well.
#include <tests/native/twins.hpp>

#include <gtest/gtest.h>

namespace heddle::native::tests {
namespace {

constexpr Effort effort{1'000, 3'000, 20};

class ManyTwins : public testing::TestWithParam<Twin> {};

TEST_P(ManyTwins, ShowNothingThatExplorationHasNotFound) { compare(GetParam(), effort); }

INSTANTIATE_TEST_SUITE_P(Native, ManyTwins, testing::ValuesIn(twins()), [](auto const& twin) {
    return test_name_of(twin.param);
});

}  // namespace
}  // namespace heddle::native::tests
