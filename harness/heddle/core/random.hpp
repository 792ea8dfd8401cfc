// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace heddle {

/// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014). The same numbers on
/// every machine; std's distributions are not used anywhere for that reason.
class Random {
public:
    explicit constexpr Random(std::uint64_t state = 0) noexcept : state_{state} {}

    /// The generator of execution `index` of a search with `seed`. Part of what a token means.
    static constexpr Random of(std::uint64_t seed, std::uint64_t index) noexcept {
        return Random{mix(seed ^ mix(index + 0x9E3779B97F4A7C15U))};
    }

    constexpr std::uint64_t next() noexcept { return mix(state_ += 0x9E3779B97F4A7C15U); }

    /// A number below `bound` (at least 1) by multiply-shift over the upper 32 bits; the bias is below bound / 2^32.
    constexpr std::uint32_t below(std::uint32_t bound) noexcept {
        return static_cast<std::uint32_t>(((next() >> 32U) * bound) >> 32U);
    }

    static constexpr std::uint64_t mix(std::uint64_t z) noexcept {
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }

private:
    std::uint64_t state_;
};

}  // namespace heddle
