// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/program.hpp>
#include <heddle/core/semantics.hpp>
#include <heddle/core/verdict.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace heddle::scenarios {

/// One `--set NAME=VALUE`.
struct Parameter {
    enum class Kind : std::uint8_t {
        number,  ///< a whole number from least to most
        choice,  ///< one of `choices`
        text,    ///< any text (a folder, say); what it may be is for the scenario to check
    };
    std::string name;
    std::string summary;  ///< one line
    std::string initial;  ///< the default
    Kind kind = Kind::number;
    std::uint64_t least = 0;
    std::uint64_t most = 0;
    std::vector<std::string> choices;
};

/// Values for all parameters of a scenario, checked.
class Settings {
public:
    Settings() = default;

    /// The defaults, then each NAME=VALUE in turn. Throws std::invalid_argument, one message saying what, where, why and what
    /// next, for text without `=`, an unknown name (with near names), a value out of range or of the wrong kind, or a name
    /// given twice.
    Settings(
        std::string_view scenario, std::vector<Parameter> const& parameters,
        std::vector<std::string> const& assignments);

    std::uint64_t number(std::string_view name) const;
    std::string const& text(std::string_view name) const;
    /// All of them as text, in the order of the parameters; numbers without leading zeros.
    Parameters const& all() const noexcept { return values_; }
    /// Whether the parameter has its default value.
    bool is_initial(std::string_view name) const;

private:
    std::size_t place_of(std::string_view name) const;
    void assign(std::string_view assignment, std::vector<Parameter> const& parameters, std::vector<bool>& given);

    std::string scenario_;
    Parameters values_;
    std::vector<std::string> initials_;
};

/// A key of the table of expected outcomes, and how to get it: parameters in braces are filled in, `set` are the other
/// settings that it needs.
struct OracleKey {
    std::string key;  ///< "a_incdec_N{n}"
    std::vector<std::pair<std::string, std::string>> set = {};
    std::vector<std::string> ignored = {};  ///< parameters that make no difference here; all others that are
                                            ///< not mentioned must have their default value
};

/// Buggy or fixed.
struct Variant {
    std::string name;  ///< "buggy" or "fixed"
    Expectation expected;
    std::vector<OracleKey> oracles;
    /// Makes the program with these settings; sets everything but its name and parameters. Throws std::invalid_argument when
    /// a setting cannot be used (an unreadable folder), one message.
    std::unique_ptr<Program> (*make)(Settings const&) = nullptr;
};

/// One teachable bug and its cure.
struct Scenario {
    std::string name;               ///< lower_snake
    std::string lesson;             ///< what it teaches, one sentence
    std::string wrong;              ///< what goes wrong, one short sentence
    std::string cure;               ///< how it is fixed, one short phrase
    std::vector<std::string> rows;  ///< of the catalogue: "A11"
    std::vector<Parameter> parameters;
    std::vector<Variant> variants;  ///< buggy first
    std::string topic = {};         ///< name of the topic it belongs to; the catalogue fills it in

    /// The variant of that name, or null.
    Variant const* variant(std::string_view name) const noexcept;
    /// The program of a variant, named `scenario.variant`, with its parameters.
    std::unique_ptr<Program> make(Variant const& variant, Settings const& settings) const;
};

/// Scenarios about the same thing; their files share the folder of that name.
struct Topic {
    std::string name;   ///< of the folder
    std::string title;  ///< one line
};

/// Every topic, in the order in which they are listed.
std::vector<Topic> const& topics();

/// The number of the notebook that a row comes from: 1 for A11, 2 for B03b.
unsigned notebook_of(std::string_view row) noexcept;

/// The number of the notebook that all rows of a scenario come from; 0 when they come from both.
unsigned notebook_of(Scenario const& scenario) noexcept;

/// Every scenario, topic by topic, in the order in which they are listed: one explicit list, nothing registers itself.
std::vector<Scenario> const& catalogue();

/// The scenario of that name, or null.
Scenario const* find(std::string_view name);

/// What a token's program name means: `scenario.variant`. Throws std::invalid_argument when there is no such thing.
std::unique_ptr<Program> make_program(std::string_view name, Parameters const& parameters);

/// The oracle key that these settings resolve to, if they match one of the variant's.
std::optional<std::string> resolved_oracle(Variant const& variant, Settings const& settings);

}  // namespace heddle::scenarios
