// SPDX-License-Identifier: Apache-2.0
// Every scenario, in one explicit list, and how scenarios, programs and oracle keys are found in it.
#include <heddle/core/spelling.hpp>

#include <scenarios/families.hpp>
#include <scenarios/scenario.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>
#include <stdexcept>

namespace heddle::scenarios {

namespace {

using Maker = Scenario (*)();

constexpr Maker of_counter[] = {
    lost_update, lost_increment, finished_count, interpreter_lock, printed_counter,
};
constexpr Maker of_printing[] = {
    square_quad,
    workers,
    countdown,
    torn_lines,
};
constexpr Maker of_letters[] = {
    letters,
};
constexpr Maker of_polling[] = {
    polling_join, stale_count, letters_poll, worker_dies, kept_mutex, counting_prints,
};
constexpr Maker of_lock[] = {
    lock_self,
    half_release,
    raise_in_lock,
    over_release,
};
constexpr Maker of_signal[] = {
    early_set,
    lost_notify,
};
constexpr Maker of_join[] = {
    join_timeout,
    parent_line,
    join_misuse,
};
constexpr Maker of_money[] = {
    stingy_spendy, early_read, condition_if, missing_notify, steal, insufficient, bulk_notify, unequal_needs,
};
constexpr Maker of_wait_group[] = {
    two_waiters, shared_condition, wait_group_nolock, wait_group_add_in_child, wait_group_skip_done,
};
constexpr Maker of_liveness[] = {
    enumerate,
};
constexpr Maker of_pool[] = {
    pool_serial,
    as_completed,
    nested_pool,
};
constexpr Maker of_search[] = {
    join_search, nolock_append, search_twice, search_exception, search_prints,
};

#if !defined(HEDDLE_SYNC_STD)
constexpr Maker of_process[] = {
    fork_copy, fork_held_lock, start_method_twice, child_failure, shared_value,
};
#endif

struct Chapter {
    char const* topic;
    char const* title;
    std::span<Maker const> scenarios;
};

constexpr Chapter chapters[] = {
    {"counter", "values lost between a load and a store", of_counter},
    {"printing", "lines of several threads on one console", of_printing},
    {"letters", "one table that many threads count into", of_letters},
    {"polling", "waiting by asking again and again", of_polling},
    {"lock", "locks and semaphores that are taken or given back wrongly", of_lock},
    {"signal", "signals that come too early", of_signal},
    {"join", "waiting for the end of a thread", of_join},
    {"money", "one puts money in, others take it out", of_money},
    {"wait_group", "waiting for a group of tasks", of_wait_group},
    {"liveness", "asking which threads live", of_liveness},
    {"pool", "tasks for a fixed number of workers", of_pool},
    {"search", "a thread for each folder of a tree", of_search},
#if !defined(HEDDLE_SYNC_STD)
    {"process", "processes, whose memory is copied and not shared", of_process},
#endif
};

}  // namespace

std::vector<Topic> const& topics() {
    static std::vector<Topic> const all = [] {
        std::vector<Topic> names;
        for (Chapter const& chapter : chapters) names.push_back({chapter.topic, chapter.title});
        return names;
    }();
    return all;
}

std::vector<Scenario> const& catalogue() {
    static std::vector<Scenario> const all = [] {
        std::vector<Scenario> scenarios;
        for (Chapter const& chapter : chapters) {
            for (Maker const make : chapter.scenarios) {
                scenarios.push_back(make());
                scenarios.back().topic = chapter.topic;
            }
        }
        return scenarios;
    }();
    return all;
}

unsigned notebook_of(std::string_view row) noexcept { return row.starts_with('A') ? 1 : 2; }

unsigned notebook_of(Scenario const& scenario) noexcept {
    unsigned first = 0;
    for (std::string const& row : scenario.rows) {
        unsigned const notebook = notebook_of(row);
        if (first != 0 && notebook != first) return 0;
        first = notebook;
    }
    return first;
}

Scenario const* find(std::string_view name) {
    auto const found = std::ranges::find(catalogue(), name, &Scenario::name);
    return found == catalogue().end() ? nullptr : &*found;
}

Variant const* Scenario::variant(std::string_view wanted) const noexcept {
    auto const found = std::ranges::find(variants, wanted, &Variant::name);
    return found == variants.end() ? nullptr : &*found;
}

std::unique_ptr<Program> Scenario::make(Variant const& variant, Settings const& settings) const {
    std::unique_ptr<Program> program = variant.make(settings);
    program->name = fmt::format("{}.{}", name, variant.name);
    program->parameters = settings.all();
    return program;
}

std::unique_ptr<Program> make_program(std::string_view name, Parameters const& parameters) {
    std::size_t const dot = name.find('.');
    Scenario const* const scenario = find(name.substr(0, dot));
    if (scenario == nullptr) {
        std::vector<std::string_view> names;
        for (Scenario const& known : catalogue()) names.push_back(known.name);
        std::vector<std::string_view> const near = near_names(name.substr(0, dot), names);
        throw std::invalid_argument(fmt::format(
            "{}: there is no such scenario in this build\n  {}", name.substr(0, dot),
            near.empty() ? std::string{"`heddle list` names them all"}
                         : fmt::format("did you mean {}? `heddle list` names them all", fmt::join(near, " or "))));
    }
    Variant const* const variant = dot == std::string_view::npos ? nullptr : scenario->variant(name.substr(dot + 1));
    if (variant == nullptr) {
        throw std::invalid_argument(fmt::format(
            "{}: there is no such variant\n  a program is named SCENARIO.VARIANT, the variant being buggy or fixed",
            name));
    }
    std::vector<std::string> assignments;
    for (auto const& [parameter, value] : parameters) assignments.push_back(parameter + '=' + value);
    return scenario->make(*variant, Settings{scenario->name, scenario->parameters, assignments});
}

namespace {

/// The key with its braces filled in; nothing when the settings are not the key's.
std::optional<std::string> filled(OracleKey const& oracle, Settings const& settings) {
    std::string key = oracle.key;
    for (auto const& [name, value] : settings.all()) {
        std::string const braces = '{' + name + '}';
        std::size_t const place = key.find(braces);
        auto const same_name = [&name = name](auto const& pair) { return pair.first == name; };
        auto const needed = std::ranges::find_if(oracle.set, same_name);
        bool const fits = place != std::string::npos || std::ranges::find(oracle.ignored, name) != oracle.ignored.end()
                          || (needed == oracle.set.end() ? settings.is_initial(name) : needed->second == value);
        if (!fits) return std::nullopt;
        if (place != std::string::npos) key.replace(place, braces.size(), value);
    }
    return key;
}

}  // namespace

std::optional<std::string> resolved_oracle(Variant const& variant, Settings const& settings) {
    for (OracleKey const& oracle : variant.oracles) {
        if (std::optional<std::string> key = filled(oracle, settings)) return key;
    }
    return std::nullopt;
}

}  // namespace heddle::scenarios
