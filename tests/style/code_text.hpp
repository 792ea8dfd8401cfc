// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace heddle::style {

/// A word, a number, or one character of punctuation, outside comments and preprocessor lines. The contents of string
/// and character literals are dropped: each is the one token `""`.
struct Token {
    std::string text;
    std::size_t line = 0;  ///< from 1
};

std::vector<Token> tokens_of(std::vector<std::string> const& lines);

}  // namespace heddle::style
