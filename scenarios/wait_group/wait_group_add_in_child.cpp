// SPDX-License-Identifier: Apache-2.0
// A task that adds itself to the group does so too late: the group may have been empty before.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/wait_group/search.hpp>

namespace heddle::scenarios {

namespace {

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    Search::Options options{settings.number("children")};
    options.child_adds_itself = true;
    return program_of<Search>(options, racing_values_oldest_first());
}

std::unique_ptr<Program> make_fixed(Settings const& settings) {
    return program_of<Search>(Search::Options{settings.number("children")}, oldest_first());
}

}  // namespace

Scenario wait_group_add_in_child() {
    return {
        "wait_group_add_in_child",
        "a task is added to its group before it starts, by whoever starts it",
        "main looks at the group before a child has added itself, and passes too early",
        "add before the child starts",
        {"B17"},
        {Search::children()},
        {{"buggy", {{FindingKind::requirement}}, {{"f_wg_inchild_{children}"}}, make_buggy},
         {"fixed", {}, {{"f_wg_before_{children}"}}, make_fixed}}};
}

}  // namespace heddle::scenarios
