// SPDX-License-Identifier: Apache-2.0
#include <heddle/strategy/table.hpp>

#include <tools/heddle/not_built.hpp>
#include <tools/heddle/search_options.hpp>
#include <tools/heddle/usage.hpp>
#include <tools/heddle/values.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <string_view>

namespace heddle::command {

namespace {

/// Check of an option's value: one of these words.
CLI::Validator one_of(std::vector<std::string_view> words) {
    auto const check = [words = std::move(words)](std::string& text) -> std::string {
        if (std::find(words.begin(), words.end(), text) != words.end()) return {};
        return fmt::format(
            "{} is not one of its values; {}it is {}", shown(text), did_you_mean(text, words),
            fmt::join(words, " or "));
    };
    return CLI::Validator{check, ""};
}

void add_what(CLI::App& sub, SearchOptions& options) {
    sub.add_option("--variant", options.variant, "only this variant; none means both")
        ->type_name("buggy|fixed")
        ->check(one_of({"buggy", "fixed"}));
    sub.add_option("--set", options.set, "a parameter of the scenario (heddle list); repeatable")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
}

void add_budget(CLI::App& sub, SearchOptions& options) {
    sub.add_option("--budget", options.budget, "at most so long for each variant: 500ms, 10s, 2m, 1h")
        ->type_name("TIME")
        ->check(duration());
}

void add_how(CLI::App& sub, SearchOptions& options) {
    sub.add_option("--strategy", options.strategy, "who moves next (heddle list --strategies)")
        ->type_name("NAME[:K=V,...]");
    sub.add_option("--seed", options.seed, "what a random strategy starts from; 0 if not given")
        ->type_name("N")
        ->check(whole_number());
    sub.add_option("--executions", options.executions, "at most so many executions; 0 means no limit")
        ->type_name("N")
        ->check(whole_number());
    add_budget(sub, options);
    sub.add_option("--preemptions", options.preemptions, "at most so many preemptions an execution (dfs)")
        ->type_name("K")
        ->check(whole_number(std::numeric_limits<unsigned>::max()));
    sub.add_flag("--keep-going", options.keep_going, "go on after a finding");
}

void add_meaning(CLI::App& sub, SearchOptions& options) {
    sub.add_option("--virtual-time", options.virtual_time, "when timers fire: last, or at any point")
        ->type_name("quiescent|adversarial")
        ->check(one_of({"quiescent", "adversarial"}));
    sub.add_option("--notify", options.notify, "whom notify_one wakes: any waiter, or the oldest")
        ->type_name("any|oldest")
        ->check(one_of({"any", "oldest"}));
    sub.add_option("--data-races", options.data_races, "a data race is a finding, or allowed")
        ->type_name("finding|allowed")
        ->check(one_of({"finding", "allowed"}));
}

void add_results(CLI::App& sub, SearchOptions& options) {
    sub.add_option("--json", options.json, "results to FILE, one object a line; - is standard output")
        ->type_name("FILE|-");
    sub.add_flag("--quiet", options.quiet, "print nothing; the exit status tells");
}

}  // namespace

void add_search_options(CLI::App& sub, SearchOptions& options) {
    add_what(sub, options);
    add_how(sub, options);
    add_meaning(sub, options);
    add_results(sub, options);
    add_options_not_built(sub);
}

void add_match_options(CLI::App& sub, SearchOptions& options) {
    add_what(sub, options);
    add_budget(sub, options);
    add_meaning(sub, options);
    add_results(sub, options);
}

std::optional<std::string> strategy_of(SearchOptions const& options) {
    if (!options.strategy && !options.preemptions) return std::nullopt;
    std::string const text = options.strategy.value_or("dfs");
    reading([&] { return make_strategy(text, options.seed, options.preemptions); });
    return reading([&] { return canonical_strategy(text); });
}

Plan plan_of(SearchOptions const& options, Expectation const& expected) {
    Plan plan;
    plan.seed = options.seed;
    if (!options.budget.empty()) plan.budget = duration_in(options.budget);
    plan.keep_going = options.keep_going;
    plan.expected = expected;
    return plan;
}

Semantics changed(Semantics semantics, SearchOptions const& options) {
    if (!options.virtual_time.empty())
        semantics.time = options.virtual_time == "adversarial" ? Time::adversarial : Time::quiescent;
    if (!options.notify.empty()) semantics.notify = options.notify == "oldest" ? Notify::oldest : Notify::any;
    if (!options.data_races.empty())
        semantics.data_races = options.data_races == "allowed" ? DataRaces::allowed : DataRaces::finding;
    return semantics;
}

}  // namespace heddle::command
