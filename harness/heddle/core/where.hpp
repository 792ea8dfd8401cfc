// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace heddle {

/// A place in the source, in eight bytes: 48 bits of the file name's address, 16 bits of line. It is shown in reports and
/// never enters a token or a fingerprint. Lines above 65535 are shown as 65535.
class Where {
public:
    constexpr Where() noexcept = default;

    /// The place of the caller, when used as a default argument.
    static Where here(char const* file = __builtin_FILE(), unsigned line = __builtin_LINE()) noexcept {
        Where where;
        where.packed_ = (static_cast<std::uint64_t>(line < 0xFFFFU ? line : 0xFFFFU) << 48U)
                        | reinterpret_cast<std::uintptr_t>(file);
        return where;
    }

    bool known() const noexcept { return packed_ != 0; }
    unsigned line() const noexcept { return static_cast<unsigned>(packed_ >> 48U); }

    /// The file's name without its folders: a report reads the same wherever the project was built.
    std::string_view file() const noexcept {
        if (!known()) return {};
        std::string_view const path{reinterpret_cast<char const*>(packed_ & 0xFFFFFFFFFFFFU)};
        auto const slash = path.find_last_of('/');
        return slash == std::string_view::npos ? path : path.substr(slash + 1);
    }

    /// Equal for equal places of one process; differs from process to process.
    std::uint64_t key() const noexcept { return packed_; }

private:
    std::uint64_t packed_ = 0;
};

}  // namespace heddle
