// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/event.hpp>
#include <heddle/objects/value.hpp>

#include <concepts>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <utility>

namespace heddle {

/// Whether values of the type fit into an operation.
template <class T>
inline constexpr bool has_bits = std::is_trivially_copyable_v<T> && sizeof(T) <= sizeof(std::uint64_t);

/// The value's bits: numbers extended to 64 bits, others with zeros above their size; 0 for types without bits.
template <class T>
std::uint64_t bits_of(T const& value) noexcept {
    std::uint64_t bits = 0;
    if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
        bits = static_cast<std::uint64_t>(value);
    } else if constexpr (has_bits<T>) {
        std::memcpy(&bits, &value, sizeof value);
    }
    return bits;
}

template <class T>
T from_bits(std::uint64_t bits) noexcept {
    static_assert(has_bits<T>);
    if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
        return static_cast<T>(bits);
    } else {
        T value;
        std::memcpy(&value, &bits, sizeof value);
        return value;
    }
}

/// Whether numbers of the type are extended by their sign.
template <class T>
constexpr bool has_sign() noexcept {
    if constexpr (std::is_enum_v<T>) {
        return std::is_signed_v<std::underlying_type_t<T>>;
    } else {
        return std::is_signed_v<T>;
    }
}

/// Only numbers are shown and enter fingerprints: bytes of pointers and structures differ from process to process.
template <class T>
constexpr objects::ValueForm form_of() noexcept {
    objects::ValueForm form;
    if constexpr (std::is_same_v<T, float>) {
        form.flags = Effect::is_float;
    } else if constexpr (std::is_same_v<T, double>) {
        form.flags = Effect::is_double;
    } else if constexpr (!std::is_integral_v<T> && !std::is_enum_v<T>) {
        form.flags = Effect::opaque;
    } else if constexpr (has_sign<T>()) {
        form.flags = Effect::is_signed;
    }
    if constexpr (sizeof(T) < sizeof(std::uint64_t)) form.unused = 64 - 8 * sizeof(T);
    return form;
}

/// A value and the place where it was written: lets operators, which take no further arguments, know their place.
template <class T>
struct Placed {
    template <class U>
    requires std::convertible_to<U, T> Placed(U&& from, Where at = Where::here())
        : value(static_cast<T>(std::forward<U>(from))), where{at} {}

    T value;
    Where where;
};

}  // namespace heddle
