// SPDX-License-Identifier: Apache-2.0
// Money is put in and nobody is told: who waits for it waits for ever.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/money/spenders.hpp>
#include <scenarios/program_of.hpp>

namespace heddle::scenarios {

namespace {

std::unique_ptr<Program> make(Settings const& settings, Purse::Tells tells) {
    Purse::Rules const rules{Purse::Waits::until_enough, tells};
    return program_of<SpendersState>(SpendersState::options_of(settings, rules), oldest_first());
}

std::unique_ptr<Program> make_buggy(Settings const& settings) { return make(settings, Purse::Tells::nobody); }
std::unique_ptr<Program> make_fixed(Settings const& settings) { return make(settings, Purse::Tells::one); }

}  // namespace

Scenario missing_notify() {
    return {
        "missing_notify",
        "a change that somebody may be waiting for is followed by a notify",
        "money comes in, nobody is told, and whoever waits for it sleeps for ever",
        "notify after each deposit",
        {"B15"},
        SpendersState::parameters(),
        {{"buggy",
          {{FindingKind::deadlock}},
          {{"e_nonotify_S{money}_n{deposits}_m{withdrawals}"}, {"e2_nonotify_S{money}_n{deposits}_k{spenders}"}},
          make_buggy},
         {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
