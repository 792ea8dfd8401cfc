// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/wording.hpp>
#include <heddle/render/describe.hpp>
#include <heddle/render/text.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace heddle {

namespace {

/// The columns are as wide as the first lines need, and no wider than a screen allows.
constexpr std::size_t lines_measured = 2000;
constexpr std::size_t widest_operation = 72;

struct Widths {
    std::size_t step = 4;
    std::size_t thread = 6;
    std::size_t operation = 9;
};

Widths measure(Trace const& trace) {
    Widths widths;
    widths.step = std::max(widths.step, std::to_string(trace.events.size()).size());
    Describer describer{*trace.directory};
    for (std::size_t i = 0; i < std::min(trace.events.size(), lines_measured); ++i) {
        Event const& event = trace.events[i];
        widths.thread = std::max(widths.thread, columns_of(describer.thread(event.operation.thread)));
        std::size_t const wide = columns_of(describer.next(event));
        if (wide <= widest_operation) widths.operation = std::max(widths.operation, wide);
    }
    return widths;
}

std::string padded(std::string text, std::size_t width) {
    text.append(width - std::min(width, columns_of(text)), ' ');
    return text;
}

void put_line(std::ostream& out, std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << '\n';
}

}  // namespace

void render_text(Trace const& trace, std::ostream& out) {
    Widths const widths = measure(trace);
    auto const line = [&](std::string const& step, std::string thread, std::string operation,
                          std::string const& place) {
        put_line(
            out, fmt::format(
                     "{:>{}}  {}  {}   {}", step, widths.step, padded(std::move(thread), widths.thread),
                     padded(std::move(operation), widths.operation), place));
    };
    line("step", "thread", "operation", "place");
    Describer describer{*trace.directory};
    std::uint64_t step = 0;
    for (Event const& event : trace.events) {
        bool const is_step = !noted(event.operation.kind);
        std::string number = is_step ? std::to_string(step++) : std::string{};
        std::string const who = describer.thread(event.operation.thread);
        line(number, who, describer.next(event), place_of(event.operation.where));
    }
    render_ending(trace, describer.waiting(), out);
}

}  // namespace heddle
