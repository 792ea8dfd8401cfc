// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/spelling.hpp>

#include <algorithm>
#include <charconv>
#include <numeric>
#include <utility>

namespace heddle {

std::optional<std::uint64_t> number_in(std::string_view text) noexcept {
    std::uint64_t number = 0;
    char const* const end = text.data() + text.size();
    auto const [stopped, error] = std::from_chars(text.data(), end, number);
    if (text.empty() || error != std::errc{} || stopped != end) return std::nullopt;
    return number;
}

bool spells(std::string_view given, std::string_view actual) noexcept {
    auto const same = [](char g, char a) { return g == a || (g == '_' && a == ' '); };
    return std::equal(given.begin(), given.end(), actual.begin(), actual.end(), same);
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            std::size_t const replaced = diagonal + (a[i] == b[j] ? 0U : 1U);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
        }
    }
    return row.back();
}

std::vector<std::string_view> near_names(std::string_view wrong, std::span<std::string_view const> known) {
    constexpr std::size_t longest = 64;  // nobody misspells more than that; keeps a huge text from costing its square
    constexpr std::size_t at_most = 3;
    wrong = wrong.substr(0, longest);
    std::vector<std::pair<std::size_t, std::string_view>> near;
    for (std::string_view const name : known) {
        std::size_t const distance = edit_distance(wrong, name);
        std::size_t const reach = std::max<std::size_t>(2, name.size() / 3);
        bool const begins = !wrong.empty() && name.substr(0, wrong.size()) == wrong;
        if (begins || (distance <= reach && distance < name.size())) near.emplace_back(begins ? 0 : distance, name);
    }
    std::stable_sort(near.begin(), near.end(), [](auto const& x, auto const& y) { return x.first < y.first; });
    if (near.size() > at_most) near.resize(at_most);
    std::vector<std::string_view> names;
    for (auto const& [distance, name] : near) names.push_back(name);
    return names;
}

}  // namespace heddle
