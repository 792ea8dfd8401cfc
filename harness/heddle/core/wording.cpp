// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/wording.hpp>

#include <algorithm>
#include <bit>
#include <charconv>
#include <utility>

namespace heddle {

char const* name_of(Misuse misuse) noexcept {
    switch (misuse) {
    case Misuse::none:
        return "";
    case Misuse::unlock_free:
        return "unlock of a mutex that nobody holds";
    case Misuse::unlock_foreign:
        return "unlock of a mutex that another thread holds";
    case Misuse::relock:
        return "lock of a mutex by the thread that holds it already";
    case Misuse::wait_unlocked:
        return "wait on a condition variable without holding the mutex";
    case Misuse::join_twice:
        return "join of a thread that was joined or detached already";
    case Misuse::join_self:
        return "join of a thread by itself";
    case Misuse::join_nothing:
        return "join of a thread that was never started";
    case Misuse::destroyed_held:
        return "end of life of a mutex that is held";
    case Misuse::destroyed_waited:
        return "end of life of an object that a thread waits on";
    case Misuse::destroyed_joinable:
        return "end of life of a thread handle that was neither joined nor detached";
    case Misuse::held_at_end:
        return "a mutex is still held when the execution has finished";
    case Misuse::never_joined:
        return "a thread was neither joined nor detached";
    case Misuse::semaphore_overflow:
        return "release of a semaphore above its maximum";
    case Misuse::relock_shared:
        return "lock_shared by a thread that holds the mutex shared already";
    case Misuse::unlock_mismatched:
        return "unlock of a shared mutex in the other way than it is held";
    case Misuse::too_many_arrivals:
        return "count below zero: more arrivals than are expected";
    }
    return "";
}

std::string place_of(Where where) {
    if (!where.known()) return {};
    return std::string{where.file()}.append(":").append(std::to_string(where.line()));
}

std::string time_of(std::uint64_t nanoseconds) {
    if (nanoseconds == never) return "never";
    constexpr std::pair<std::uint64_t, char const*> units[] = {
        {1'000'000'000, " s"}, {1'000'000, " ms"}, {1'000, " us"}, {1, " ns"}};
    for (auto const& [size, name] : units) {
        if (nanoseconds < size && size > 1) continue;
        std::string said = std::to_string(nanoseconds / size);
        if (std::uint64_t const rest = nanoseconds % size; rest != 0) {
            std::string digits = std::to_string(size + rest).substr(1);
            digits.erase(digits.find_last_not_of('0') + 1);
            said.append(".").append(digits);
        }
        return said.append(name);
    }
    return {};
}

std::string value_of(std::uint64_t bits, Effect const& effect) {
    auto const shortest = [](auto number) {
        char digits[32];
        return std::string(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    };
    if (effect.has(Effect::opaque)) return "?";
    if (effect.has(Effect::is_double)) return shortest(std::bit_cast<double>(bits));
    if (effect.has(Effect::is_float)) return shortest(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
    if (effect.has(Effect::is_signed)) return std::to_string(static_cast<std::int64_t>(bits));
    return std::to_string(bits);
}

std::size_t columns_of(std::string_view text) noexcept {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

void Rows::add(std::vector<std::string> cells) {
    cells.resize(gaps_.size() + 1);
    rows_.push_back(std::move(cells));
}

std::string Rows::text(std::string_view indent, std::size_t most) const {
    std::size_t const shown = std::min(most, rows_.size());
    std::vector<std::size_t> widths(gaps_.size(), 0);
    for (std::size_t i = 0; i < shown; ++i) {
        for (std::size_t j = 0; j < widths.size(); ++j) widths[j] = std::max(widths[j], columns_of(rows_[i][j]));
    }
    std::string said;
    for (std::size_t i = 0; i < shown; ++i) {
        std::string line{indent};
        for (std::size_t j = 0; j <= widths.size(); ++j) {
            line += rows_[i][j];
            if (j < widths.size()) line.append(widths[j] - columns_of(rows_[i][j]) + gaps_[j], ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        said.append("\n").append(line);
    }
    if (shown < rows_.size()) {
        said.append("\n")
            .append(indent)
            .append("... and ")
            .append(std::to_string(rows_.size() - shown))
            .append(" more");
    }
    return said;
}

}  // namespace heddle
