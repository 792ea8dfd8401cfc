// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/explore/explore.hpp>

#include <scenarios/scenario.hpp>

#include <functional>
#include <memory>
#include <string>

namespace heddle::acceptance {

/// Calls `visit` for every variant of every scenario, at default parameters.
inline void
for_every_variant(std::function<void(scenarios::Scenario const&, scenarios::Variant const&, Program&)> const& visit) {
    for (scenarios::Scenario const& scenario : scenarios::catalogue()) {
        for (scenarios::Variant const& variant : scenario.variants) {
            scenarios::Settings const settings{scenario.name, scenario.parameters, {}};
            std::unique_ptr<Program> const program = scenario.make(variant, settings);
            visit(scenario, variant, *program);
        }
    }
}

}  // namespace heddle::acceptance
