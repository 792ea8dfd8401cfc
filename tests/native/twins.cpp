// SPDX-License-Identifier: Apache-2.0
#include <scenarios/scenario.hpp>
#include <tests/native/twins.hpp>

#include <algorithm>
#include <cctype>
#include <map>

namespace heddle::native::tests {

namespace {

using Assignments = std::vector<std::string>;

/// Settings other than the defaults. A scenario that stands here is run with all of its lines and not with the defaults,
/// unless they are among them. Where sleeps and time limits race each other they are equal, so that both outcomes
/// are allowed: natively no length of sleep orders anything.
// size: a table, one line a choice
std::multimap<std::string, Assignments> const& chosen_settings() {
    static std::multimap<std::string, Assignments> const chosen = {
        {"lost_update", {"n=3"}},
        {"lost_update", {"fix=atomic"}},
        {"finished_count", {"threads=4"}},
        {"interpreter_lock", {}},
        {"interpreter_lock", {"fix=whole"}},
        {"printed_counter", {"n=5"}},
        {"square_quad", {}},
        {"square_quad", {"fix=lock"}},
        {"square_quad", {"fix=serial"}},
        {"workers", {}},
        {"workers", {"threads=2", "print=parts"}},
        {"workers", {"threads=5", "observe=order"}},
        {"countdown", {}},
        {"countdown", {"fix=lock"}},
        {"torn_lines", {"threads=4"}},
        {"torn_lines", {"threads=2", "then=x", "sleep=100"}},
        {"letters", {"first=aab", "second=ba"}},
        {"letters", {"fix=merge"}},
        {"letters", {"fix=per_letter"}},
        {"counting_prints", {"threads=1", "reports=3"}},
        {"kept_mutex", {}},
        {"kept_mutex", {"stale=yes"}},
        {"kept_mutex", {"late=yes", "polls=1"}},
        {"kept_mutex", {"fix=unlock"}},
        {"join_timeout", {"child=5", "timeout=5"}},
        {"parent_line", {"child=5", "timeout=5"}},
        {"parent_line", {"child=5", "timeout=5", "print=line"}},
        {"join_misuse", {"misuse=twice"}},
        {"join_misuse", {"misuse=before_start"}},
        {"join_misuse", {"misuse=itself"}},
        {"missing_notify", {}},
        {"missing_notify", {"deposits=4", "withdrawals=2"}},
        {"condition_if", {}},
        {"condition_if", {"deposits=4", "spenders=2"}},
        {"early_read", {"n=2"}},
        {"wait_group_skip_done", {"children=2"}},
        {"join_search", {"children=3"}},
        {"search_prints", {}},
        {"search_prints", {"tree=top(a(b(findme.txt)),c(findme.txt))"}},
        {"nolock_append", {"threads=4"}},
    };
    return chosen;
}

}  // namespace

std::optional<std::string> left_out(std::string_view topic) {
    if (topic == "process") return "std has no processes: memory that a start copies cannot be had over std::thread";
    return std::nullopt;
}

std::vector<Twin> twins() {
    std::vector<Twin> all;
    auto const add = [&](scenarios::Scenario const& scenario, Assignments const& assignments) {
        for (scenarios::Variant const& variant : scenario.variants)
            all.push_back({scenario.name, variant.name, assignments});
    };
    for (scenarios::Scenario const& scenario : scenarios::catalogue()) {
        if (left_out(scenario.topic)) continue;
        auto const [first, last] = chosen_settings().equal_range(scenario.name);
        if (first == last) add(scenario, {});
        for (auto chosen = first; chosen != last; ++chosen) add(scenario, chosen->second);
    }
    return all;
}

std::ostream& operator<<(std::ostream& out, Twin const& twin) {
    out << twin.scenario << '.' << twin.variant;
    for (std::string const& assignment : twin.assignments) out << " --set '" << assignment << '\'';
    return out;
}

std::string test_name_of(Twin const& twin) {
    std::string name = twin.scenario + '_' + twin.variant;
    for (std::string const& assignment : twin.assignments) name += '_' + assignment;
    std::ranges::replace_if(
        name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
}

}  // namespace heddle::native::tests
