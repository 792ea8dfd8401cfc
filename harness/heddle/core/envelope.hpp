// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace heddle {

/// The outside of a replay token: bytes as text that survives mail, shells and file names.
///
///     hd1-<base32>-<crc32>
///
/// `hd1`: heddle, version 1 of the content. `<base32>`: RFC 4648 in lower case (a-z, 2-7) without padding; unused bits
/// of the last character are zero. `<crc32>`: the checksum of the bytes (IEEE 802.3, reflected, as zlib's crc32), eight
/// lower case hexadecimal digits. Every sequence of bytes has exactly one text.
std::string seal(std::span<std::uint8_t const> bytes);

/// The bytes of a sealed text. Throws std::invalid_argument, with one message for each kind of damage: not a token,
/// another version, a character outside the alphabet (with its position, from 1), cut short, characters after the end,
/// a checksum that differs. Any bytes may be given; memory is taken in proportion to the text.
std::vector<std::uint8_t> unseal(std::string_view text);

/// CRC-32 (IEEE 802.3).
std::uint32_t crc32(std::span<std::uint8_t const> bytes) noexcept;

}  // namespace heddle
