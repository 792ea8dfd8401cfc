// SPDX-License-Identifier: Apache-2.0
// done() without the lock: two of them can lose a count, and the last one can tell main just before it falls asleep.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/wait_group/search.hpp>

namespace heddle::scenarios {

namespace {

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    Search::Options options{settings.number("children")};
    options.done_locks = false;
    return program_of<Search>(options, racing_values_oldest_first());
}

std::unique_ptr<Program> make_fixed(Settings const& settings) {
    return program_of<Search>(Search::Options{settings.number("children")}, oldest_first());
}

}  // namespace

Scenario wait_group_nolock() {
    return {
        "wait_group_nolock",
        "what a waiter looks at under a lock is changed under that lock, or the wake-up can be lost",
        "the last done() comes between a waiter's look and its sleep, and its wake-up is lost",
        "count under the lock that the waiter looks under",
        {"B16"},
        {Search::children()},
        {{"buggy", {{FindingKind::deadlock}}, {{"f_wg_nolock_{children}"}}, make_buggy},
         {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
