// SPDX-License-Identifier: Apache-2.0
// The machine shows nothing that exploration has not found: every scenario, built over std, two hundred times.
#include <scenarios/scenario.hpp>
#include <tests/native/twins.hpp>

#include <gtest/gtest.h>

namespace heddle::native::tests {
namespace {

constexpr Effort effort{200, 100, 2};

class Twins : public testing::TestWithParam<Twin> {};

TEST_P(Twins, ShowNothingThatExplorationHasNotFound) { compare(GetParam(), effort); }

INSTANTIATE_TEST_SUITE_P(Native, Twins, testing::ValuesIn(twins()), [](auto const& twin) {
    return test_name_of(twin.param);
});

TEST(NativeCatalogue, HasEveryScenarioButThoseThatAreLeftOutForAReason) {
    std::string expected;
    for (scenarios::Scenario const& scenario : scenarios::catalogue()) {
        if (left_out(scenario.topic)) continue;
        for (scenarios::Variant const& variant : scenario.variants)
            expected += scenario.name + '.' + variant.name + '\n';
    }
    EXPECT_EQ(native_output({"--list"}), expected);
}

}  // namespace
}  // namespace heddle::native::tests
