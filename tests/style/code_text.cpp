// SPDX-License-Identifier: Apache-2.0
#include <tests/style/code_text.hpp>

#include <cctype>
#include <string_view>

namespace heddle::style {

namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

class Scanner {
public:
    explicit Scanner(std::vector<std::string> const& lines) {
        for (std::string const& line : lines) {
            text_ += line + "\n";
        }
    }

    std::vector<Token> scan() {
        while (at_ < text_.size()) {
            step();
        }
        return std::move(tokens_);
    }

private:
    void step() {
        char const c = text_[at_];
        if (c == '\n') {
            advance(1);
            line_is_fresh_ = true;
        } else if (c == '#' && line_is_fresh_) {
            skip_preprocessor_line();
        } else if (looking_at("//")) {
            skip_to(text_.find('\n', at_));
        } else if (looking_at("/*")) {
            skip_past("*/", at_ + 2);
        } else if (std::isspace(static_cast<unsigned char>(c)) != 0) {
            advance(1);
        } else {
            line_is_fresh_ = false;
            scan_token(c);
        }
    }

    void scan_token(char c) {
        if (is_word(c)) {
            scan_word();
        } else if (c == '"' || c == '\'') {
            scan_quoted(c);
        } else {
            tokens_.push_back({std::string(1, c), line_});
            advance(1);
        }
    }

    void scan_word() {
        std::size_t end = at_;
        bool const number = std::isdigit(static_cast<unsigned char>(text_[at_])) != 0;
        while (end < text_.size() && (is_word(text_[end]) || (number && (text_[end] == '\'' || text_[end] == '.')))) {
            ++end;
        }
        std::string const word = text_.substr(at_, end - at_);
        if (end < text_.size() && text_[end] == '"' && word.ends_with("R") && word.size() <= 3) {
            scan_raw_string(end);
            return;
        }
        tokens_.push_back({word, line_});
        skip_to(end);
    }

    void scan_raw_string(std::size_t quote) {
        std::size_t const open = text_.find('(', quote);
        if (open == std::string::npos) {
            skip_to(open);
            return;
        }
        tokens_.push_back({"\"\"", line_});
        std::string const close = ")" + text_.substr(quote + 1, open - quote - 1) + "\"";
        skip_past(close, open);
    }

    void scan_quoted(char quote) {
        tokens_.push_back({"\"\"", line_});
        std::size_t end = at_ + 1;
        while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
            end += text_[end] == '\\' ? 2U : 1U;
        }
        skip_to(end + 1);
    }

    void skip_preprocessor_line() {
        std::size_t end = text_.find('\n', at_);
        while (end != std::string::npos && text_[end - 1] == '\\') {
            end = text_.find('\n', end + 1);
        }
        skip_to(end);
    }

    bool looking_at(std::string_view what) const { return std::string_view(text_).substr(at_).starts_with(what); }

    void skip_past(std::string_view what, std::size_t from) {
        std::size_t const found = text_.find(what, from);
        skip_to(found == std::string::npos ? found : found + what.size());
    }

    void skip_to(std::size_t end) { advance((end < text_.size() ? end : text_.size()) - at_); }

    void advance(std::size_t count) {
        for (std::size_t end = at_ + count; at_ < end; ++at_) {
            line_ += text_[at_] == '\n' ? 1U : 0U;
        }
    }

    std::string text_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    bool line_is_fresh_ = true;
};

}  // namespace

std::vector<Token> tokens_of(std::vector<std::string> const& lines) { return Scanner(lines).scan(); }

}  // namespace heddle::style
