// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/report.hpp>

#include <scenarios/scenario.hpp>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace heddle::scenarios {

/// How many loads and stores an execution on RFC 1000 to 1019 has.
inline constexpr std::uint64_t steps_of_an_execution = 2'301'418;

/// rfc_tables.json: what is counted in RFC 1000 to 1019, and what is left of it under deterministic schedules.
nlohmann::json rfc_tables();
std::vector<int> true_counts();

/// `a=.. b=.. fc=..` for all letters.
std::string outcome_text(std::vector<int> const& counts, int finished);

/// How many of a letter are lost.
using Losses = std::vector<std::pair<char, std::uint32_t>>;

/// A strategy with which letters loses exactly these from corpus=rfc-counts. Letters and files are in the order of the table and
/// of the corpus: thread 2 is preempted between its first load and store of each letter, while thread 1, and thread 3 when
/// thread 1 has come to its end, counts so many of it. Throws std::invalid_argument when the two have not so many.
std::string strategy_that_loses(Losses const& losses);

/// One execution of letters.
Report run_once(std::string const& variant, Parameters const& parameters, std::string const& strategy);
/// The outcome of the one execution of a report; says so when there is none.
std::string table_of(Report const& report);

/// Tests on the files themselves, which stand beside the project or not.
class RealTexts : public testing::Test {
protected:
    RealTexts();
    Report run(std::string const& variant, std::string const& strategy) const {
        return run_once(variant, {{"corpus", folder}}, strategy);
    }

    std::string const folder = HEDDLE_SOURCE_DIR "/../shared/rfc";
    bool const there;
};

}  // namespace heddle::scenarios
