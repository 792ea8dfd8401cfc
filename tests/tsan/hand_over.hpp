// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/require.hpp>
#include <heddle/primitives/shared.hpp>
#include <heddle/primitives/thread.hpp>

#include <tests/tsan/reports.hpp>

#include <gtest/gtest.h>

#include <string>

namespace heddle::tests {

/// One thread writes and gives, the other takes and reads.
template <class Give, class Take>
void hand_over(Give give, Take take) {
    std::string data;
    shared<int> watched;
    thread giver{[&] {
        data = "a text that is too long to live inside of the string";
        watched.store(1);
        give();
    }};
    thread taker{[&] {
        take();
        require(data.size() > 10 && watched.load() == 1);
    }};
    giver.join();
    taker.join();
}

inline void expect_silence(void (*body)()) {
    EXPECT_EQ(reports_of(many, body, with(DataRaces::finding)), 0U);
    EXPECT_EQ(reports_of(many, body, with(DataRaces::allowed)), 0U);
}

}  // namespace heddle::tests
