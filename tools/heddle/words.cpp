// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/wording.hpp>

#include <tools/heddle/words.hpp>

#include <algorithm>

namespace heddle::command {

std::string wrapped(std::string_view text, std::size_t first, std::size_t rest, std::size_t width) {
    std::string result(first, ' ');
    std::size_t column = first;
    bool begun = false;
    while (!text.empty()) {
        std::size_t const end = std::min(text.find(' '), text.size());
        std::string_view const word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (begun && column + 1 + columns_of(word) > width) {
            result.append("\n").append(rest, ' ');
            column = rest;
            begun = false;
        }
        if (begun) result += ' ';
        column += columns_of(word) + (begun ? 1 : 0);
        result += word;
        begun = true;
    }
    return result + "\n";
}

}  // namespace heddle::command
