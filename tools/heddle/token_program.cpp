// SPDX-License-Identifier: Apache-2.0
#include <scenarios/scenario.hpp>
#include <tools/heddle/token_program.hpp>
#include <tools/heddle/usage.hpp>

#include <vector>

namespace heddle::command {

namespace {

[[noreturn]] void refuse_foreign(std::string const& program) {
    std::vector<std::string> known;
    for (scenarios::Scenario const& scenario : scenarios::catalogue()) {
        for (scenarios::Variant const& variant : scenario.variants) known.push_back(scenario.name + "." + variant.name);
    }
    std::vector<std::string_view> const names(known.begin(), known.end());
    throw UsageError(
        "this token is of another program, " + shown(program) + ", which is no scenario of this command\n  "
        + did_you_mean(program, names)
        + "replay it with the program or the version that printed it; heddle list names what is here");
}

}  // namespace

TokenProgram program_of_token(std::string_view text) {
    TokenProgram result{reading([&] { return decode(text); }), nullptr};
    std::string const& program = result.token.program;
    std::size_t const dot = program.find('.');
    scenarios::Scenario const* const scenario = scenarios::find(program.substr(0, dot));
    bool const known =
        dot != std::string::npos && scenario != nullptr && scenario->variant(program.substr(dot + 1)) != nullptr;
    if (!known) refuse_foreign(program);
    result.program = reading([&] { return scenarios::make_program(program, result.token.parameters); });
    return result;
}

}  // namespace heddle::command
