// SPDX-License-Identifier: Apache-2.0
// Who was woken looks again, for being woken does not mean that there is enough: `while` round a wait, not `if`.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/money/spenders.hpp>
#include <scenarios/program_of.hpp>

namespace heddle::scenarios {

namespace {

std::unique_ptr<Program> make(Settings const& settings, Purse::Waits waits) {
    bool const all = settings.text("notify") == "all";
    Purse::Rules const rules{waits, all ? Purse::Tells::all : Purse::Tells::one};
    return program_of<SpendersState>(SpendersState::options_of(settings, rules), oldest_first());
}

std::unique_ptr<Program> make_buggy(Settings const& settings) { return make(settings, Purse::Waits::once); }
std::unique_ptr<Program> make_fixed(Settings const& settings) { return make(settings, Purse::Waits::until_enough); }

}  // namespace

Scenario condition_if() {
    std::vector<Parameter> parameters = SpendersState::parameters();
    parameters.push_back(choice_of("notify", "whom a deposit wakes", {"one", "all"}));
    return {
        "condition_if",
        "a wait stands in a loop: between being woken and moving, what was waited for may be gone or not be there yet",
        "a woken thread takes money that is no longer there, and the purse goes below zero",
        "wait in a loop: while (not enough) wait",
        {"B15"},
        parameters,
        {{"buggy",
          {{FindingKind::requirement}},
          {{"e_if_S{money}_n{deposits}_m{withdrawals}"},
           {"e2_if_S{money}_n{deposits}_k{spenders}"},
           {"e2_if_notifyall_S{money}_n{deposits}_k{spenders}", {{"notify", "all"}}}},
          make_buggy},
         {"fixed",
          {},
          {{"e_while_S{money}_n{deposits}_m{withdrawals}"},
           {"e2_while_S{money}_n{deposits}_k{spenders}"},
           {"e2_while_notifyall_S{money}_n{deposits}_k{spenders}", {{"notify", "all"}}}},
          make_fixed}}};
}

}  // namespace heddle::scenarios
