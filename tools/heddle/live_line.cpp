// SPDX-License-Identifier: Apache-2.0
#include <tools/heddle/live_line.hpp>
#include <tools/heddle/values.hpp>

#include <fmt/format.h>

namespace heddle::command {

std::string live_text(std::string_view what, Progress const& progress) {
    constexpr std::size_t most = 79;
    double const rate = progress.seconds > 0 ? static_cast<double>(progress.executions) / progress.seconds : 0;
    std::string const numbers = fmt::format(
        "{} executions, {}/s, {} outcome{}, {}", grouped(progress.executions),
        grouped(static_cast<std::uint64_t>(rate)), progress.outcomes, progress.outcomes == 1 ? "" : "s",
        seconds_text(progress.seconds));
    std::string text{what};
    text += ": " + numbers;
    return text.size() <= most ? text : numbers.substr(0, most);
}

void LiveLine::show(std::string_view what, Progress const& progress) {
    if (!shown_) return;
    terminal_ << "\r" << live_text(what, progress) << "\x1b[K" << std::flush;
    dirty_ = true;
}

void LiveLine::clear() {
    if (dirty_) terminal_ << "\r\x1b[K" << std::flush;
    dirty_ = false;
}

}  // namespace heddle::command
