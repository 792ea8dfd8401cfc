// SPDX-License-Identifier: Apache-2.0
#include <tools/heddle/not_built.hpp>
#include <tools/heddle/usage.hpp>

#include <fmt/format.h>

namespace heddle::command {

namespace {

struct Entry {
    char const* name;
    char const* value;
    char const* instead;
};

constexpr Entry options[] = {
    {"--jobs", "N", "start several searches side by side, each with a --seed of its own"},
    {"--shard", "I/N", "give each machine a --seed of its own"},
    {"--checkpoint", "FILE", "bound one search with --executions or --budget, and go on with another --seed"},
    {"--junit", "FILE", "--json FILE writes the same results, one object a line"},
    {"--traces", "DIR", "heddle replay TOKEN --output FILE writes the trace of each token that is printed"},
};

constexpr Entry sub_commands[] = {
    {"minimise", "",
     "heddle explore SCENARIO --strategy dfs --preemptions K with K = 0, 1, 2, ... finds a failing execution with the "
     "fewest "
     "preemptions"},
};

}  // namespace

std::string not_built(std::string_view what, std::string_view instead) {
    return fmt::format("not built yet: {}\n  use instead: {}", what, instead);
}

void add_options_not_built(CLI::App& sub_command) {
    for (Entry const& entry : options) {
        auto const refuse = [&entry](std::string const&) { throw UsageError(not_built(entry.name, entry.instead)); };
        sub_command.add_option_function<std::string>(entry.name, refuse, "not built yet")->type_name(entry.value);
    }
}

std::optional<std::string> sub_command_not_built(std::string_view name) {
    for (Entry const& entry : sub_commands) {
        if (name == entry.name) return not_built(fmt::format("heddle {}", name), entry.instead);
    }
    return std::nullopt;
}

}  // namespace heddle::command
