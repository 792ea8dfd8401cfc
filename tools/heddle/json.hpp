// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/trace.hpp>

#include <scenarios/scenario.hpp>
#include <tools/heddle/searching.hpp>

#include <nlohmann/json.hpp>

namespace heddle::command {

/// The objects of the command's JSON. Their fields are part of its contract; 64-bit numbers without a natural limit (seeds,
/// fingerprints) are text.
nlohmann::ordered_json json_of(Result const& result);
nlohmann::ordered_json json_of(scenarios::Scenario const& scenario);
nlohmann::ordered_json json_of(Trace const& trace);

}  // namespace heddle::command
