// SPDX-License-Identifier: Apache-2.0
#include <scenarios/letters/table.hpp>

#include <fmt/format.h>

namespace heddle::scenarios {

LetterTable::LetterTable(Corpus const& corpus) {
    for (std::size_t letter = 0; letter < entries_.size(); ++letter) {
        if (corpus.total[letter] > 0) sync::set_name(entries_[letter].emplace(0), alphabet.substr(letter, 1));
    }
    sync::set_name(finished_, "finished_count");
}

std::string LetterTable::counts() const {
    std::string text;
    for (std::size_t letter = 0; letter < entries_.size(); ++letter) {
        if (!entries_[letter]) continue;
        text += fmt::format("{}{}={}", text.empty() ? "" : " ", alphabet[letter], entries_[letter]->load());
    }
    return text;
}

std::string LetterTable::observe() const {
    std::string const letters = counts();
    return fmt::format("{}{}fc={}", letters, letters.empty() ? "" : " ", finished_.load());
}

std::string LetterTable::wrong(Corpus const& corpus) const {
    constexpr std::size_t most_named = 5;
    std::string named;
    std::size_t letters = 0;
    std::int64_t lost = 0;
    for (std::size_t letter = 0; letter < entries_.size(); ++letter) {
        if (!entries_[letter]) continue;
        std::int64_t const counted = entries_[letter]->load();
        std::int64_t const there = corpus.total[letter];
        if (counted == there) continue;
        lost += there - counted;
        if (++letters > most_named) continue;
        named += fmt::format("{}{} {} of {}", named.empty() ? "" : ", ", alphabet[letter], counted, there);
    }
    if (letters > most_named) named += fmt::format(", and {} more", letters - most_named);
    if (letters > 0) return fmt::format("{} letters were lost: {}", lost, named);
    int const finished = finished_.load();
    bool const all = finished == static_cast<int>(corpus.files.size());
    return all ? std::string{} : fmt::format("finished_count is {} after {} threads", finished, corpus.files.size());
}

}  // namespace heddle::scenarios
