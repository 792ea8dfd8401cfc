// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/program.hpp>

#include <scenarios/scenario.hpp>
#include <tools/heddle/search_options.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace heddle::command {

/// One variant of one scenario, ready to be explored.
struct Task {
    scenarios::Scenario const* scenario = nullptr;
    scenarios::Variant const* variant = nullptr;
    std::unique_ptr<Program> program;
    std::optional<std::string> oracle;  ///< the key of the expected outcomes that these settings resolve to
};

/// Whether the pattern means the name: `*` stands for any letters, `?` for one.
bool matches(std::string_view pattern, std::string_view name) noexcept;

/// The scenarios that the patterns mean, in the catalogue's order; no pattern means all. A pattern is a name, a row of the
/// catalogue ("A11"), or has wildcards. Throws UsageError, with near names, for a pattern that means none.
std::vector<scenarios::Scenario const*> selected(std::vector<std::string> const& patterns);

/// What the options ask for. Throws UsageError for an unknown scenario, a bad setting and a program that cannot be made.
std::vector<Task> tasks_of(SearchOptions const& options);

}  // namespace heddle::command
