// SPDX-License-Identifier: Apache-2.0
// compare_exchange on an atomic enum of an unsigned type failed for ever once the value's top bit was set.
#include <heddle/heddle.hpp>

#include <gtest/gtest.h>

namespace heddle {
namespace {

enum class Colour : std::uint8_t { pale = 1, deep = 200 };

TEST(Regression, enum_of_unsigned_type_never_exchanged) {
    Report const report = explore("program", [] {
        atomic<Colour> colour{Colour::deep};
        Colour expected = Colour::deep;
        require(colour.compare_exchange_strong(expected, Colour::pale), "it holds what was expected");
        require(colour.load() == Colour::pale, "it was exchanged");
        expected = Colour::deep;
        require(!colour.compare_exchange_strong(expected, Colour::deep), "it holds something else");
        require(expected == Colour::pale, "it says what");
    });
    EXPECT_TRUE(report.clean()) << report.findings.at(0).message;
}

}  // namespace
}  // namespace heddle
