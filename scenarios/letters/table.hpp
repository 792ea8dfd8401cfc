// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/sync.hpp>

#include <scenarios/letters/corpus.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace heddle::scenarios {

/// The shared table: an entry for each letter that the corpus has, named after it, and finished_count.
class LetterTable {
public:
    explicit LetterTable(Corpus const& corpus);

    sync::shared<int>& operator[](std::size_t letter) noexcept { return *entries_[letter]; }
    sync::shared<int>& finished() noexcept { return finished_; }

    /// `a=2 b=1`, in the order of `alphabet`.
    std::string counts() const;
    /// The same and finished_count: `a=2 b=1 fc=2`.
    std::string observe() const;
    /// Which letters have other counts than the corpus, or that threads are missing.
    std::string wrong(Corpus const& corpus) const;

private:
    std::array<std::optional<sync::shared<int>>, alphabet.size()> entries_;
    sync::shared<int> finished_{0};
};

}  // namespace heddle::scenarios
