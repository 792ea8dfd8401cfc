// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heddle::scenarios {

/// The table's letters, in its order (x and z stand before w and y: it is the order of the program this comes from).
inline constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvxzwy";
using LetterCounts = std::array<std::uint32_t, alphabet.size()>;

/// One text, ready to be counted: its letters as places in `alphabet`, in their order.
struct LetterFile {
    std::string name;
    std::vector<std::uint8_t> letters;
};

/// What is to be counted: a thread for each file.
struct Corpus {
    std::vector<LetterFile> files;
    LetterCounts total{};  ///< true counts, by place in `alphabet`
};

inline constexpr std::size_t rfc_files = 20;  ///< RFC 1000 to RFC 1019
inline constexpr unsigned first_rfc = 1000;

/// The letters of a text, upper case counted as lower; other characters are left out.
std::vector<std::uint8_t> letters_of_text(std::string_view text);

/// The letters of Python's str(bytes): the leading b, and those of escapes: a newline is `\n` and counts an n, a form feed
/// is `\x0c` and counts an x and a c.
std::vector<std::uint8_t> letters_of_bytes(std::string_view bytes);

/// Two texts, named "first" and "second".
Corpus corpus_of_texts(std::string_view first, std::string_view second);
/// Two files of bytes, "a\n" and "a".
Corpus corpus_of_bytes();
/// RFC 1000 to 1019 from known counts: the letters of each file in the order of `alphabet`, all equal ones together.
Corpus corpus_of_counts();
/// rfc1000.txt to rfc1019.txt of a folder, as bytes. Throws std::invalid_argument when one cannot be read.
Corpus corpus_in(std::string const& folder);

/// How often each letter stands in str(bytes) of RFC 1000 + file.
LetterCounts const& rfc_counts(std::size_t file);

}  // namespace heddle::scenarios
