// SPDX-License-Identifier: Apache-2.0
#include <tests/style/code_text.hpp>
#include <tests/style/sizes.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace heddle::style {

namespace {

enum class BraceKind { container, function, initialiser };

bool is_identifier(std::string const& text) {
    return !text.empty() && (std::isalpha(static_cast<unsigned char>(text[0])) != 0 || text[0] == '_');
}

/// Drops a leading `template <...>`, so that its `class` is not taken for a class.
std::vector<Token> without_template(std::vector<Token> head) {
    while (!head.empty() && head.front().text == "template") {
        int depth = 0;
        std::size_t end = 1;
        for (; end < head.size(); ++end) {
            depth += head[end].text == "<" ? 1 : 0;
            depth -= head[end].text == ">" ? 1 : 0;
            if (depth == 0) {
                break;
            }
        }
        head.erase(head.begin(), head.begin() + static_cast<std::ptrdiff_t>(std::min(end + 1, head.size())));
    }
    return head;
}

/// What stands at the outermost level before a brace, in the order in which it was met.
struct HeadShape {
    bool has_namespace = false;
    bool starts_type = false;
    bool parameters = false;   ///< a `(...)` after which nothing was assigned
    bool assigned = false;     ///< an `=` that is not part of an operator's name
    bool lambda = false;       ///< a `[` right after that `=`
    bool member_list = false;  ///< the `:` of a constructor
};

HeadShape shape_of(std::vector<Token> const& head) {
    static constexpr std::array<std::string_view, 4> type_words = {"class", "struct", "union", "enum"};
    HeadShape shape;
    int depth = 0;
    for (std::size_t i = 0; i < head.size(); ++i) {
        std::string const& text = head[i].text;
        bool const operator_name =
            (i > 0 && head[i - 1].text == "operator") || (i > 1 && head[i - 2].text == "operator");
        if (text == "(" || text == "[") {
            shape.lambda |= text == "[" && depth == 0 && i > 0 && head[i - 1].text == "=";
            ++depth;
        } else if (text == ")" || text == "]") {
            --depth;
            shape.parameters |= depth == 0 && text == ")" && !shape.assigned;
        } else if (depth == 0) {
            shape.has_namespace |=
                text == "namespace" || (text == "extern" && i + 1 < head.size() && head[i + 1].text == "\"\"");
            shape.starts_type |= !shape.parameters && std::ranges::find(type_words, text) != type_words.end();
            shape.assigned |= text == "=" && !operator_name;
            bool const single_colon = text == ":" && head[i - (i > 0 ? 1 : 0)].text != ":"
                                      && (i + 1 == head.size() || head[i + 1].text != ":");
            shape.member_list |= shape.parameters && single_colon;
        }
    }
    return shape;
}

BraceKind kind_of(std::vector<Token> const& full_head) {
    std::vector<Token> const head = without_template(full_head);
    HeadShape const shape = shape_of(head);
    if (shape.has_namespace) {
        return BraceKind::container;
    }
    if (shape.starts_type && !shape.assigned) {
        return BraceKind::container;
    }
    if (shape.assigned) {
        return shape.lambda ? BraceKind::function : BraceKind::initialiser;
    }
    if (!shape.parameters) {
        return BraceKind::initialiser;
    }
    bool const names_member = is_identifier(head.back().text) || head.back().text == ">";
    return shape.member_list && names_member ? BraceKind::initialiser : BraceKind::function;
}

std::string name_in(std::vector<Token> const& full_head) {
    std::vector<Token> const head = without_template(full_head);
    std::string name = "?";
    for (Token const& token : head) {
        if (token.text == "(" || token.text == "=") {
            break;
        }
        if (is_identifier(token.text)) {
            name = token.text;
        }
    }
    return name;
}

class Finder {
public:
    explicit Finder(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

    std::vector<FunctionExtent> find() {
        for (at_ = 0; at_ < tokens_.size(); ++at_) {
            take(tokens_[at_]);
        }
        return std::move(functions_);
    }

private:
    void take(Token const& token) {
        if (token.text == "{") {
            open(token);
        } else if (token.text == "}" || (token.text == ";" && parentheses_ == 0)) {
            head_.clear();
            parentheses_ = 0;
        } else if (token.text == ":" && head_.size() == 1 && is_access(head_[0].text)) {
            head_.clear();
        } else {
            parentheses_ += token.text == "(" ? 1 : 0;
            parentheses_ -= token.text == ")" ? 1 : 0;
            head_.push_back(token);
        }
    }

    void open(Token const& brace) {
        BraceKind const kind = parentheses_ > 0 ? BraceKind::initialiser : kind_of(head_);
        if (kind == BraceKind::container) {
            head_.clear();
            return;
        }
        skip_to_closing();
        if (kind == BraceKind::initialiser) {
            head_.push_back({"}", brace.line});
            return;
        }
        std::size_t const last = at_ < tokens_.size() ? tokens_[at_].line : tokens_.back().line;
        functions_.push_back({name_in(head_), head_.empty() ? brace.line : head_.front().line, last});
        head_.clear();
    }

    void skip_to_closing() {
        int depth = 0;
        for (; at_ < tokens_.size(); ++at_) {
            depth += tokens_[at_].text == "{" ? 1 : 0;
            depth -= tokens_[at_].text == "}" ? 1 : 0;
            if (depth == 0) {
                return;
            }
        }
    }

    static bool is_access(std::string const& text) {
        return text == "public" || text == "protected" || text == "private";
    }

    std::vector<Token> tokens_;
    std::vector<Token> head_;  ///< what was met since the last declaration ended
    std::vector<FunctionExtent> functions_;
    std::size_t at_ = 0;
    int parentheses_ = 0;
};

std::optional<std::string> reason_in(std::string const& line) {
    for (std::string_view const mark : {"// size: ", "# size: ", "/* size: "}) {
        std::size_t const at = line.find_first_not_of(" \t");
        if (at != std::string::npos && line.compare(at, mark.size(), mark) == 0 && line.size() > at + mark.size()) {
            return line.substr(at + mark.size());
        }
    }
    return std::nullopt;
}

std::optional<std::string> reason_for_file(SourceFile const& file) {
    for (std::size_t i = 0; i < std::min<std::size_t>(file.lines.size(), 12); ++i) {
        if (auto const reason = reason_in(file.lines[i])) {
            return reason;
        }
    }
    return std::nullopt;
}

void judge(
    SizeReport& report, Complaint complaint, std::size_t lines, SizeLimit limit,
    std::optional<std::string> const& reason) {
    if (lines <= limit.expected) {
        return;
    }
    complaint.text += " has " + std::to_string(lines) + " lines; ";
    if (lines > limit.most) {
        complaint.text += std::to_string(limit.most) + " is the most";
        report.refused.push_back(complaint);
    } else if (!reason) {
        complaint.text += "above " + std::to_string(limit.expected) + " it needs a reason (// size: <reason>)";
        report.refused.push_back(complaint);
    } else {
        complaint.text += *reason;
        report.excused.push_back(complaint);
    }
}

}  // namespace

std::vector<FunctionExtent> find_functions(SourceFile const& file) { return Finder(tokens_of(file.lines)).find(); }

SizeReport check_sizes(SourceFile const& file) {
    SizeReport report;
    judge(report, {file.path, 0, "the file"}, file.lines.size(), file_limit, reason_for_file(file));
    if (file.path.ends_with(".S")) {
        return report;
    }
    for (FunctionExtent const& function : find_functions(file)) {
        auto const reason = function.first_line >= 2 ? reason_in(file.lines[function.first_line - 2]) : std::nullopt;
        judge(report, {file.path, function.first_line, function.name}, function.lines(), function_limit, reason);
    }
    return report;
}

}  // namespace heddle::style
