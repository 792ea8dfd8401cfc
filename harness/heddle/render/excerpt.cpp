// SPDX-License-Identifier: Apache-2.0
#include <heddle/render/excerpt.hpp>

#include <algorithm>

namespace heddle {

namespace {

/// A turn longer than this is shown by its ends.
constexpr std::size_t longest_turn = 16;
constexpr std::size_t ends_of_turn = 5;
constexpr std::size_t longest_excerpt = 400;
constexpr std::size_t ends_of_excerpt = 150;

using Lines = std::vector<ExcerptLine>;

bool remarkable(Event const& event) noexcept {
    return event.effect.misuse != Misuse::none || event.operation.kind == OperationKind::fail
           || event.outcome.kind != OutcomeKind::done;
}

bool life_only(OperationKind kind) noexcept {
    return kind == OperationKind::begin || kind == OperationKind::start || kind == OperationKind::join
           || kind == OperationKind::end;
}

/// Stands for lines[first, last).
ExcerptLine gap(Trace const& trace, Lines const& lines, std::size_t first, std::size_t last) {
    ExcerptLine made = lines[first];
    made.thread = trace.events[lines[first].event].operation.thread;
    std::uint64_t noted_events = 0;
    for (std::size_t i = first; i < last; ++i) {
        if (lines[i].left_out != 0) {
            (lines[i].steps ? made.left_out : noted_events) += lines[i].left_out;
            if (lines[i].thread != made.thread) made.thread = no_thread;
            continue;
        }
        Operation const& operation = trace.events[lines[i].event].operation;
        ++(noted(operation.kind) ? noted_events : made.left_out);
        if (operation.thread != made.thread) made.thread = no_thread;
    }
    made.steps = made.left_out != 0;
    if (!made.steps) made.left_out = noted_events;
    return made;
}

/// Appends lines[first, last), which are unremarkable events of one turn.
void add_turn(Trace const& trace, Lines const& lines, std::size_t first, std::size_t last, Lines& shortened) {
    auto const at = [&](std::size_t i) { return lines.begin() + static_cast<std::ptrdiff_t>(i); };
    if (last - first <= longest_turn) {
        shortened.insert(shortened.end(), at(first), at(last));
        return;
    }
    shortened.insert(shortened.end(), at(first), at(first + ends_of_turn));
    shortened.push_back(gap(trace, lines, first + ends_of_turn, last - ends_of_turn));
    shortened.insert(shortened.end(), at(last - ends_of_turn), at(last));
}

Lines shorten_turns(Trace const& trace, Lines const& lines) {
    Lines shortened;
    std::size_t first = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        Event const& event = trace.events[lines[i].event];
        bool const same = event.operation.thread == trace.events[lines[first].event].operation.thread;
        if (same && !remarkable(event)) continue;
        add_turn(trace, lines, first, i, shortened);
        first = i;
        if (remarkable(event)) {
            shortened.push_back(lines[i]);
            first = i + 1;
        }
        if (first == lines.size()) return shortened;
    }
    if (first < lines.size()) add_turn(trace, lines, first, lines.size(), shortened);
    return shortened;
}

}  // namespace

std::vector<bool> threads_worth_showing(Trace const& trace) {
    std::vector<bool> shown(trace.directory->threads(), false);
    for (Event const& event : trace.events) {
        if (!life_only(event.operation.kind)) shown[index(event.operation.thread)] = true;
    }
    if (std::none_of(shown.begin(), shown.end(), [](bool it) { return it; })) shown.assign(shown.size(), true);
    return shown;
}

std::vector<ExcerptLine> excerpt(Trace const& trace, std::vector<bool> const& shown) {
    Lines lines;
    std::uint64_t step = 0;
    for (std::size_t i = 0; i < trace.events.size(); ++i) {
        Operation const& operation = trace.events[i].operation;
        bool const told = shown[index(operation.thread)] && operation.kind != OperationKind::begin;
        if (told) lines.push_back({i, step, 0, operation.thread, true});
        if (!noted(operation.kind)) ++step;
    }
    lines = shorten_turns(trace, lines);
    if (lines.size() <= longest_excerpt) return lines;
    Lines ends(lines.begin(), lines.begin() + ends_of_excerpt);
    ends.push_back(gap(trace, lines, ends_of_excerpt, lines.size() - ends_of_excerpt));
    ends.insert(ends.end(), lines.end() - ends_of_excerpt, lines.end());
    return ends;
}

}  // namespace heddle
