// SPDX-License-Identifier: Apache-2.0
#include <scenarios/printing/printer.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace heddle::scenarios {

void Printer::print(std::vector<std::string> const& parts, std::string_view mark) {
    std::string const line = fmt::format("{}", fmt::join(parts, " "));
    remember(line);
    if (way_ == Way::line) {
        sync::console.write_line(line);
    } else if (way_ == Way::lock) {
        sync::lock_guard const guard{mutex_};
        write(parts);
    } else {
        write(parts);
    }
    Bookkeeping::Entry const entry{books_};
    order_ += mark;
}

/// The text may have newlines of its own.
void Printer::remember(std::string const& text) {
    Bookkeeping::Entry const entry{books_};
    for (std::size_t from = 0; from <= text.size();) {
        std::size_t const newline = std::min(text.find('\n', from), text.size());
        lines_.push_back(text.substr(from, newline - from));
        from = newline + 1;
    }
}

void Printer::write(std::vector<std::string> const& parts) {
    for (std::string const& part : parts) {
        if (&part != &parts.front()) sync::console.write(" ");
        sync::console.write(part);
    }
    sync::console.write("\n");
}

std::string Printer::torn() const {
    std::string const output = sync::printed();
    for (std::size_t from = 0; from < output.size();) {
        std::size_t const newline = std::min(output.find('\n', from), output.size());
        std::string const line = output.substr(from, newline - from);
        if (std::ranges::find(lines_, line) == lines_.end()) {
            return fmt::format("nobody printed the line \"{}\": the lines of several threads are torn", line);
        }
        from = newline + 1;
    }
    return {};
}

}  // namespace heddle::scenarios
