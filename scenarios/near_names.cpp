// SPDX-License-Identifier: Apache-2.0
#include <scenarios/near_names.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace heddle::scenarios {

namespace {

/// Levenshtein's distance, row by row.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            std::size_t const replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

}  // namespace

std::vector<std::string> near_names(std::string_view meant, std::vector<std::string> const& names) {
    constexpr std::size_t most = 3;
    constexpr std::size_t longest = 100;
    if (meant.size() > longest) return {};
    std::vector<std::pair<std::size_t, std::string>> near;
    for (std::string const& name : names) {
        bool const part = meant.size() > 2 && name.find(meant) != std::string::npos;
        std::size_t const far = part ? 1 : distance(meant, name);
        if (far <= std::max<std::size_t>(1, name.size() / 3)) near.emplace_back(far, name);
    }
    std::ranges::stable_sort(near, {}, &std::pair<std::size_t, std::string>::first);
    std::vector<std::string> result;
    for (auto const& entry : near) {
        if (result.size() < most) result.push_back(entry.second);
    }
    return result;
}

}  // namespace heddle::scenarios
