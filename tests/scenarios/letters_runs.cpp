// SPDX-License-Identifier: Apache-2.0
#include <heddle/explore/explore.hpp>

#include <scenarios/letters/corpus.hpp>
#include <tests/scenarios/letters_runs.hpp>

#include <fmt/format.h>

#include <cstdio>
#include <fstream>

namespace heddle::scenarios {

nlohmann::json rfc_tables() {
    std::ifstream file{HEDDLE_SOURCE_DIR "/tests/scenarios/rfc_tables.json"};
    return nlohmann::json::parse(file);
}

std::vector<int> true_counts() { return rfc_tables().at("total").get<std::vector<int>>(); }

std::string outcome_text(std::vector<int> const& counts, int finished) {
    std::string text;
    for (std::size_t i = 0; i < alphabet.size(); ++i) text += fmt::format("{}={} ", alphabet[i], counts[i]);
    return text + fmt::format("fc={}", finished);
}

Report run_once(std::string const& variant, Parameters const& parameters, std::string const& strategy) {
    Plan plan;
    plan.strategy = strategy;
    plan.executions = 1;
    plan.keep_going = true;
    return explore(*make_program("letters." + variant, parameters), plan);
}

std::string table_of(Report const& report) {
    return report.outcomes.size() == 1 && report.outcomes[0].ok ? report.outcomes[0].outcome : "not one table";
}

RealTexts::RealTexts() : there{std::ifstream{folder + "/rfc1000.txt"}.good()} {
    if (!there) std::puts("left out: this test needs rfc1000.txt to rfc1019.txt in ../shared/rfc beside the project");
}

}  // namespace heddle::scenarios
