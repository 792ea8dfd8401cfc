// SPDX-License-Identifier: Apache-2.0
// A task that fails and skips done() is waited for until the end of time.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/wait_group/search.hpp>

namespace heddle::scenarios {

namespace {

std::unique_ptr<Program> make(Settings const& settings, bool skips) {
    Search::Options options{settings.number("children")};
    options.child_fails = true;
    options.done_is_skipped = skips;
    return program_of<Search>(options, oldest_first());
}

std::unique_ptr<Program> make_buggy(Settings const& settings) { return make(settings, true); }
std::unique_ptr<Program> make_fixed(Settings const& settings) { return make(settings, false); }

}  // namespace

Scenario wait_group_skip_done() {
    return {
        "wait_group_skip_done",
        "done() belongs where it is reached however the task ends",
        "an exception jumps over done(), and main waits for ever",
        "done() in a guard, or in whatever runs on every way out",
        {"B17"},
        {Search::children()},
        {{"buggy", {{FindingKind::deadlock}}, {{"f_wg_skipdone_{children}"}}, make_buggy},
         {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
