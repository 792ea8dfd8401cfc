// SPDX-License-Identifier: Apache-2.0
#include <scenarios/letters/corpus.hpp>

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace heddle::scenarios {

namespace {

constexpr std::uint8_t no_letter = 0xFF;

constexpr std::array<std::uint8_t, 256> places() {
    std::array<std::uint8_t, 256> result{};
    result.fill(no_letter);
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        auto const lower = static_cast<std::size_t>(alphabet[i]);
        result[lower] = result[lower - 'a' + 'A'] = static_cast<std::uint8_t>(i);
    }
    return result;
}
constexpr std::array<std::uint8_t, 256> place_of = places();

void append(std::vector<std::uint8_t>& letters, char c) {
    std::uint8_t const place = place_of[static_cast<unsigned char>(c)];
    if (place != no_letter) letters.push_back(place);
}

Corpus counted(std::vector<LetterFile> files) {
    Corpus corpus{std::move(files), {}};
    for (LetterFile const& file : corpus.files) {
        for (std::uint8_t const letter : file.letters) ++corpus.total[letter];
    }
    return corpus;
}

[[noreturn]] void cannot_read(std::string const& path, int error) {
    throw std::invalid_argument(fmt::format(
        "letters: cannot read {}: {}\n  --set corpus=DIR needs a folder with rfc{}.txt to rfc{}.txt; "
        "--set corpus=rfc-counts needs no files",
        path, std::strerror(error), first_rfc, first_rfc + rfc_files - 1));
}

std::string read_file(std::string const& path) {
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> const file{std::fopen(path.c_str(), "rb")};
    if (!file) cannot_read(path, errno);
    std::string bytes;
    char block[65'536];
    while (std::size_t const read = std::fread(block, 1, sizeof block, file.get())) bytes.append(block, read);
    if (std::ferror(file.get()) != 0) cannot_read(path, errno);
    return bytes;
}

}  // namespace

std::vector<std::uint8_t> letters_of_text(std::string_view text) {
    std::vector<std::uint8_t> letters;
    for (char const c : text) append(letters, c);
    return letters;
}

std::vector<std::uint8_t> letters_of_bytes(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::vector<std::uint8_t> letters;
    letters.reserve(bytes.size());
    append(letters, 'b');
    for (char const c : bytes) {
        auto const byte = static_cast<unsigned char>(c);
        switch (c) {
        case '\n':
            append(letters, 'n');
            break;
        case '\r':
            append(letters, 'r');
            break;
        case '\t':
            append(letters, 't');
            break;
        default:
            if (byte >= 0x20 && byte < 0x7F) {
                append(letters, c);
            } else {
                append(letters, 'x');
                append(letters, digits[byte >> 4U]);
                append(letters, digits[byte & 15U]);
            }
        }
    }
    return letters;
}

Corpus corpus_of_texts(std::string_view first, std::string_view second) {
    return counted({{"first", letters_of_text(first)}, {"second", letters_of_text(second)}});
}

Corpus corpus_of_bytes() { return counted({{"first", letters_of_bytes("a\n")}, {"second", letters_of_bytes("a")}}); }

Corpus corpus_of_counts() {
    std::vector<LetterFile> files;
    for (std::size_t i = 0; i < rfc_files; ++i) {
        LetterFile file{std::to_string(first_rfc + i), {}};
        LetterCounts const& counts = rfc_counts(i);
        for (std::size_t letter = 0; letter < counts.size(); ++letter) {
            file.letters.insert(file.letters.end(), counts[letter], static_cast<std::uint8_t>(letter));
        }
        files.push_back(std::move(file));
    }
    return counted(std::move(files));
}

Corpus corpus_in(std::string const& folder) {
    std::vector<LetterFile> files;
    for (std::size_t i = 0; i < rfc_files; ++i) {
        std::string const name = std::to_string(first_rfc + i);
        files.push_back({name, letters_of_bytes(read_file(fmt::format("{}/rfc{}.txt", folder, name)))});
    }
    return counted(std::move(files));
}

}  // namespace heddle::scenarios
