// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tests/support/run.hpp>

#include <gtest/gtest.h>

namespace heddle::tests {

/// How many races ThreadSanitizer has reported in this process so far. It is told to report equal ones again and to leave
/// the exit status alone.
unsigned long reports() noexcept;

inline constexpr int few = 10;
inline constexpr unsigned enough = 20;  ///< reports are slow: a test that fails should not take all day
inline constexpr int many = 1000;

inline Semantics with(DataRaces data_races) {
    Semantics semantics;
    semantics.data_races = data_races;
    return semantics;
}

/// How many reports `executions` random executions of the program give.
template <class Body>
unsigned long
reports_of(int executions, Body body, Semantics const& semantics = {}, SwitchAnnouncement how = usual_announcement) {
    Runner runner{std::make_unique<Fibers>(Fibers::default_stack_size, how)};
    unsigned long const before = reports();
    for (int i = 0; i < executions && reports() - before < enough; ++i) {
        Conclusion const conclusion = runner.run(body, semantics);
        EXPECT_TRUE(conclusion.ok);
    }
    return reports() - before;
}

}  // namespace heddle::tests
