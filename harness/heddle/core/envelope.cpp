// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/envelope.hpp>

#include <array>
#include <stdexcept>

namespace heddle {

namespace {

constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";
constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view mark = "hd1-";
constexpr std::size_t checksum_digits = 8;
constexpr char const* advice = "; copy the whole token, from hd1- to the eight digits at its end";

constexpr std::array<std::uint32_t, 256> make_crc_table() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t word = i;
        for (int bit = 0; bit < 8; ++bit) word = (word & 1U) != 0 ? (word >> 1U) ^ 0xEDB88320U : word >> 1U;
        table[i] = word;
    }
    return table;
}
constexpr auto crc_table = make_crc_table();

[[noreturn]] void refuse(std::string const& message) { throw std::invalid_argument(message + advice); }

std::string shown(char c) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7F) return std::string{"'"} + c + "'";
    return std::string{"byte 0x"} + hex_digits[byte >> 4U] + hex_digits[byte & 15U];
}

[[noreturn]] void refuse_character(std::string_view text, std::size_t at, char const* place) {
    refuse(
        "replay token is damaged: " + shown(text[at]) + " at position " + std::to_string(at + 1) + " is not one of "
        + place);
}

void check_mark(std::string_view text) {
    std::size_t digits = 2;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
    bool const versioned = text.substr(0, 2) == "hd" && digits > 2 && digits < text.size() && text[digits] == '-';
    if (!versioned) refuse("not a replay token: it does not begin with \"hd1-\"");
    if (text.substr(0, mark.size()) == mark) return;
    std::string const version{text.substr(0, digits < 12 ? digits : 12)};
    throw std::invalid_argument(
        "replay token has version " + version
        + ", this heddle reads hd1; replay it with the heddle "
          "that wrote it, or search again");
}

std::vector<std::uint8_t> read_base32(std::string_view text, std::size_t begin, std::size_t end) {
    std::size_t const over = (end - begin) % 8;
    if (over == 1 || over == 3 || over == 6) {
        refuse(
            "replay token is cut short: no bytes give " + std::to_string(end - begin)
            + " characters between the dashes");
    }
    std::vector<std::uint8_t> bytes;
    bytes.reserve((end - begin) * 5 / 8);
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (std::size_t at = begin; at < end; ++at) {
        held = (held << 5U) | static_cast<std::uint32_t>(alphabet.find(text[at]));
        bits += 5;
        if (bits < 8) continue;
        bits -= 8;
        bytes.push_back(static_cast<std::uint8_t>(held >> bits & 0xFFU));
        held &= (1U << bits) - 1;
    }
    if (held != 0)
        refuse("replay token is damaged: the last character before the checksum has bits that belong to nothing");
    return bytes;
}

std::uint32_t read_checksum(std::string_view text, std::size_t begin) {
    std::uint32_t checksum = 0;
    for (std::size_t at = begin; at < text.size() && at < begin + checksum_digits; ++at) {
        std::size_t const digit = hex_digits.find(text[at]);
        if (digit == std::string_view::npos) refuse_character(text, at, "0-9 a-f, the digits of its checksum");
        checksum = (checksum << 4U) | static_cast<std::uint32_t>(digit);
    }
    if (text.size() < begin + checksum_digits) {
        refuse("replay token is cut short: its checksum has " + std::to_string(text.size() - begin) + " of 8 digits");
    }
    if (text.size() > begin + checksum_digits) {
        refuse(
            "replay token goes on after its end: " + std::to_string(text.size() - begin - checksum_digits)
            + " characters follow the checksum");
    }
    return checksum;
}

}  // namespace

std::uint32_t crc32(std::span<std::uint8_t const> bytes) noexcept {
    std::uint32_t word = 0xFFFFFFFFU;
    for (std::uint8_t const byte : bytes) word = (word >> 8U) ^ crc_table[(word ^ byte) & 0xFFU];
    return ~word;
}

std::string seal(std::span<std::uint8_t const> bytes) {
    std::string text{mark};
    text.reserve(mark.size() + bytes.size() * 8 / 5 + 2 + checksum_digits);
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (std::uint8_t const byte : bytes) {
        held = (held << 8U) | byte;
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            text += alphabet[held >> bits & 31U];
        }
        held &= (1U << bits) - 1;
    }
    if (bits > 0) text += alphabet[held << (5 - bits) & 31U];
    text += '-';
    std::uint32_t const checksum = crc32(bytes);
    for (unsigned shift = 32; shift > 0; shift -= 4) text += hex_digits[checksum >> (shift - 4) & 15U];
    return text;
}

std::vector<std::uint8_t> unseal(std::string_view text) {
    check_mark(text);
    std::size_t dash = mark.size();
    for (; dash < text.size() && text[dash] != '-'; ++dash) {
        if (alphabet.find(text[dash]) == std::string_view::npos) refuse_character(text, dash, "a-z 2-7");
    }
    if (dash == text.size()) refuse("replay token is cut short: it ends before its checksum");
    std::uint32_t const checksum = read_checksum(text, dash + 1);
    std::vector<std::uint8_t> bytes = read_base32(text, mark.size(), dash);
    if (crc32(bytes) != checksum) refuse("replay token is damaged: its checksum differs from its content");
    return bytes;
}

}  // namespace heddle
