// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/spelling.hpp>
#include <heddle/strategy/dfs.hpp>
#include <heddle/strategy/dpor.hpp>
#include <heddle/strategy/preempt.hpp>
#include <heddle/strategy/quantum.hpp>
#include <heddle/strategy/random.hpp>
#include <heddle/strategy/table.hpp>

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

namespace heddle {

namespace {

using OptionValue = std::pair<std::string_view, std::string_view>;

/// Names that have a meaning in this field and nothing behind them here.
constexpr std::string_view not_yet[] = {"pct", "pos", "surw", "guided", "delay", "portfolio"};

std::string quoted(std::string_view text) { return "\"" + std::string{text} + "\""; }

std::string listed(std::span<std::string_view const> names) {
    std::string text;
    for (std::string_view const name : names) text.append(text.empty() ? "" : ", ").append(name);
    return text;
}

std::vector<std::string_view> strategy_names() {
    std::vector<std::string_view> names;
    for (StrategyEntry const& entry : strategies()) names.emplace_back(entry.name);
    return names;
}

[[noreturn]] void refuse(std::string_view what, StrategyRequest const& request, std::string_view why) {
    std::string message{what};
    message.append(" in ").append(quoted(request.text)).append(": ").append(why);
    throw std::invalid_argument(message);
}

std::optional<std::string_view> value_of(StrategyRequest const& request, std::string_view name) {
    for (auto const& [given, value] : request.options) {
        if (given == name) return value;
    }
    return std::nullopt;
}

NamedStrategy make_random(StrategyRequest const& request) {
    return {std::make_unique<RandomStrategy>(request.seed), "random"};
}

NamedStrategy make_quantum(StrategyRequest const& request) {
    auto const steps = value_of(request, "steps");
    if (!steps) refuse("option steps is missing", request, "a turn needs a length; give quantum:steps=Q");
    auto const number = number_in(*steps);
    if (!number)
        refuse(
            "steps=" + std::string{*steps} + " is not a number", request,
            "give a whole number from 1, as in quantum:steps=3");
    if (*number == 0)
        refuse("steps=0 is out of range", request, "a turn has at least one step; give quantum:steps=1 or more");
    return {std::make_unique<QuantumStrategy>(*number), "quantum:steps=" + std::to_string(*number)};
}

NamedStrategy make_preempt(StrategyRequest const& request) {
    if (auto const at = value_of(request, "at")) {
        auto switches = planned_switches_in(*at);
        std::string text = "preempt:at=" + text_of(switches);
        return {std::make_unique<PreemptAtStrategy>(std::move(switches)), std::move(text)};
    }
    auto const after = value_of(request, "after");
    if (!after) {
        refuse(
            "option at or after is missing", request,
            "nothing says when to preempt; give preempt:at=STEP/THREAD or preempt:after=THREAD:load:OBJECT:COUNT");
    }
    PreemptionTrigger trigger = trigger_in(*after);
    std::string text = "preempt:after=" + text_of(trigger);
    return {std::make_unique<PreemptAfterStrategy>(std::move(trigger)), std::move(text)};
}

NamedStrategy make_dfs(StrategyRequest const& request) {
    return {std::make_unique<DfsStrategy>(request.preemptions), "dfs"};
}

NamedStrategy make_dpor(StrategyRequest const&) { return {std::make_unique<DporStrategy>(), "dpor"}; }

NamedStrategy make_replay(StrategyRequest const& request) {
    refuse("strategy replay cannot be asked for", request, "its schedule is in a token; run heddle replay TOKEN");
}

constexpr StrategyOption quantum_options[] = {
    {"steps", "Q", "how many steps a thread's turn has, at least 1", false},
};
constexpr StrategyOption preempt_options[] = {
    {"at", "STEP/THREAD,...", "at each of these steps switch to that thread, if it is enabled", true},
    {"after", "THREAD:OPERATION:OBJECT:COUNT",
     "preempt the thread once, after its COUNT-th such operation on the object", true},
};
constexpr StrategyEntry entries[] = {
    {"random", "a random walk: each enabled thread is equally likely at every point", {}, false, make_random},
    {"quantum", "round robin in turns of a fixed number of steps; one execution", quantum_options, false, make_quantum},
    {"preempt", "run until blocked, but for chosen preemptions; one execution", preempt_options, false, make_preempt},
    {"dfs", "every schedule once, depth first; --preemptions K bounds it", {}, true, make_dfs},
    {"dpor",
     "every trace once: schedules that differ only in the order of what commutes count as one",
     {},
     false,
     make_dpor},
    {"replay", "one recorded schedule; asked for by heddle replay TOKEN", {}, false, make_replay},
};

StrategyEntry const& entry_of(std::string_view name, StrategyRequest const& request) {
    for (StrategyEntry const& entry : strategies()) {
        if (name == entry.name) return entry;
    }
    auto const names = strategy_names();
    if (std::find(std::begin(not_yet), std::end(not_yet), name) != std::end(not_yet)) {
        refuse("strategy " + quoted(name) + " does not exist yet", request, "today there are " + listed(names));
    }
    auto const near = near_names(name, names);
    if (near.empty()) refuse("unknown strategy " + quoted(name), request, "there are " + listed(names));
    refuse("unknown strategy " + quoted(name), request, "near names: " + listed(near) + "; there are " + listed(names));
}

StrategyOption const& option_of(std::string_view name, StrategyEntry const& entry, StrategyRequest const& request) {
    std::vector<std::string_view> known;
    for (StrategyOption const& option : entry.options) {
        if (name == option.name) return option;
        known.emplace_back(option.name);
    }
    std::string const what = "unknown option " + quoted(name);
    if (known.empty()) refuse(what, request, std::string{entry.name} + " takes no options; leave it out");
    refuse(what, request, std::string{entry.name} + " takes " + listed(known));
}

std::vector<OptionValue> options_in(std::string_view rest, StrategyEntry const& entry, StrategyRequest const& request) {
    std::vector<OptionValue> options;
    for (bool more = true; more;) {
        std::string_view item = rest.substr(0, rest.find(','));
        std::size_t const equals = item.find('=');
        if (equals == std::string_view::npos) {
            refuse(
                item.empty() ? "an option is empty" : "option " + quoted(item) + " has no value", request,
                "options are written NAME:OPTION=VALUE,OPTION=VALUE");
        }
        StrategyOption const& option = option_of(item.substr(0, equals), entry, request);
        if (option.takes_rest) item = rest;
        for (auto const& [name, value] : options) {
            if (name == option.name) refuse("option " + quoted(name) + " comes twice", request, "keep one of the two");
        }
        options.emplace_back(option.name, item.substr(equals + 1));
        more = item.size() < rest.size();
        if (more) rest.remove_prefix(item.size() + 1);
    }
    return options;
}

NamedStrategy make_named(std::string_view text, std::uint64_t seed, std::optional<unsigned> preemptions) {
    StrategyRequest request{text, {}, seed, preemptions};
    if (text.empty()) refuse("a strategy is missing", request, "there are " + listed(strategy_names()));
    std::size_t const colon = text.find(':');
    StrategyEntry const& entry = entry_of(text.substr(0, colon), request);
    std::vector<OptionValue> options;
    if (colon != std::string_view::npos) options = options_in(text.substr(colon + 1), entry, request);
    request.options = options;
    if (preemptions && !entry.bounds_preemptions) {
        refuse(
            "impossible strategy: --preemptions " + std::to_string(*preemptions), request,
            std::string{entry.name} + " does not bound preemptions; leave the bound out, or use dfs");
    }
    return entry.make(request);
}

}  // namespace

std::span<StrategyEntry const> strategies() noexcept { return entries; }

std::unique_ptr<Strategy>
make_strategy(std::string_view text, std::uint64_t seed, std::optional<unsigned> preemptions) {
    return make_named(text, seed, preemptions).strategy;
}

std::string canonical_strategy(std::string_view text) { return make_named(text, 0, std::nullopt).text; }

}  // namespace heddle
