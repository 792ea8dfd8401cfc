// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/program.hpp>
#include <heddle/core/schedule.hpp>
#include <heddle/core/semantics.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace heddle {

/// An execution named by what made it: the shorter form for strategies that can jump to any index.
struct StrategyForm {
    std::string strategy;  ///< canonical text: `quantum:steps=3`
    std::uint64_t seed = 0;
    std::uint64_t index = 0;  ///< of the execution in the search
    friend bool operator==(StrategyForm const&, StrategyForm const&) = default;
};

/// All that is needed to run one execution again.
struct ReplayToken {
    std::string program;
    Parameters parameters;
    Semantics semantics;
    std::variant<StrategyForm, Schedule> choices;
    std::uint64_t fingerprint = 0;  ///< of the trace
    friend bool operator==(ReplayToken const&, ReplayToken const&) = default;
};

/// The token's text, `hd1-<base32>-<crc32>` (envelope.hpp) of these bytes, in this order. A number is an unsigned
/// LEB128: seven bits a byte, lowest first, the top bit says that more follow, and the last byte of several is not
/// zero. A text is its length in bytes, a number, and the bytes.
///
/// 1. program: text
/// 2. how many parameters: number; for each: name, text; value, text
/// 3. one byte of bits:
///        0  data_races is allowed              4  spurious follows
///        1  time is adversarial                5  weak_failures follows
///        2  notify is oldest                   6  step_bound follows
///        3  main_ends_process                  7  the choices are a schedule
/// 4. those that follow, in the order of their bits: numbers, never the default (at most 65535 for spurious,
/// weak_failures)
/// 5. either the strategy form: strategy, text; seed, number; index, number
///    or the schedule: how many deviations, number; for each
///        steps: of the first its step, of the others how many steps lie between it and the one before; number
///        thread * 2, and 1 more when the outcome is not {pick 0, done}; number, thread below 65535
///        only then: pick * 4 + outcome kind; number, not zero, pick below 2^32
/// 6. fingerprint: 8 bytes, lowest first
///
/// Every token has one text and every text one token. Throws std::invalid_argument when the schedule's steps do not
/// rise or it names no thread: such a token would name no execution.
std::string encode(ReplayToken const& token);

/// The token of a text. Throws std::invalid_argument with one message for each kind of damage (see unseal): besides
/// those of the envelope, content cut short, bytes after the content, a value out of range, a value not in its one
/// spelling. Any bytes may be given. For every text that is taken, encode(decode(text)) == text.
ReplayToken decode(std::string_view text);

}  // namespace heddle
