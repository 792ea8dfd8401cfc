// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/event.hpp>

#include <bit>
#include <cstdint>
#include <utility>

namespace heddle::objects {

/// How the bits of a watched value are to be read.
struct ValueForm {
    std::uint8_t unused = 0;  ///< how many of the upper bits do not count
    std::uint16_t flags = 0;  ///< Effect::opaque, is_signed, is_float or is_double

    /// The same value in the one form that traces show: signed numbers extended by their sign, others by zeros.
    std::uint64_t normal(std::uint64_t bits) const noexcept {
        bits <<= unused;
        if ((flags & Effect::is_signed) == 0) return bits >> unused;
        return static_cast<std::uint64_t>(static_cast<std::int64_t>(bits) >> unused);
    }

    std::uint64_t plus(std::uint64_t a, std::uint64_t b) const noexcept {
        if ((flags & real) == 0) [[likely]]
            return a + b;
        return calculate(a, b, [](auto x, auto y) { return x + y; });
    }
    std::uint64_t minus(std::uint64_t a, std::uint64_t b) const noexcept {
        if ((flags & real) == 0) [[likely]]
            return a - b;
        return calculate(a, b, [](auto x, auto y) { return x - y; });
    }

private:
    static constexpr std::uint16_t real = Effect::is_float | Effect::is_double;

    template <class Calculate>
    std::uint64_t calculate(std::uint64_t a, std::uint64_t b, Calculate result) const noexcept {
        if ((flags & Effect::is_double) != 0) {
            return std::bit_cast<std::uint64_t>(result(std::bit_cast<double>(a), std::bit_cast<double>(b)));
        }
        auto const number = [](std::uint64_t bits) { return std::bit_cast<float>(static_cast<std::uint32_t>(bits)); };
        return std::bit_cast<std::uint32_t>(static_cast<float>(result(number(a), number(b))));
    }
};

/// A value in a model: the bits, and what an event says of them.
class Value {
public:
    void reset(std::uint64_t bits, ValueForm form) noexcept {
        bits_ = form.normal(bits);
        form_ = form;
    }
    std::uint64_t bits() const noexcept { return bits_; }
    ValueForm form() const noexcept { return form_; }

    /// What a read tells.
    void show(Effect& effect) const noexcept {
        effect.result = bits_;
        effect.flags |= form_.flags;
    }

    /// Puts new bits in place; the effect tells the old ones, and whether anybody could see a difference.
    void put(std::uint64_t bits, Effect& effect) noexcept {
        show(effect);
        if (put(bits)) effect.flags |= Effect::changes;
    }
    /// As the other, for nobody to tell: whether anybody could see a difference.
    bool put(std::uint64_t bits) noexcept {
        std::uint64_t const before = std::exchange(bits_, form_.normal(bits));
        return bits_ != before || (form_.flags & Effect::opaque) != 0;
    }

private:
    std::uint64_t bits_ = 0;
    ValueForm form_;
};

}  // namespace heddle::objects
