// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/wording.hpp>
#include <heddle/render/columns.hpp>
#include <heddle/render/describe.hpp>
#include <heddle/render/excerpt.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace heddle {

namespace {

constexpr std::size_t narrowest_column = 18;
constexpr std::size_t widest_place = 24;
constexpr std::size_t gap_between = 2;

/// Lines of at most `width` columns, broken at blanks where there are any.
std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    while (columns_of(text) > width) {
        std::size_t end = 0;
        std::size_t blank = 0;
        for (std::size_t taken = 0; end < text.size(); ++end) {
            bool const begins = (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U;
            if (begins && taken++ == width) break;
            if (text[end] == ' ' && end > 0) blank = end;
        }
        if (text[end] == ' ') blank = end;
        lines.emplace_back(text.substr(0, blank != 0 ? blank : end));
        text.remove_prefix(blank != 0 ? blank + 1 : end);
    }
    lines.emplace_back(text);
    return lines;
}

void pad(std::string& line, std::size_t width) { line.append(width - std::min(width, columns_of(line)), ' '); }

class Columns {
public:
    Columns(Trace const& trace, std::ostream& out, std::size_t width)
        : trace_{trace}, out_{out}, words_{*trace.directory} {
        shown_ = threads_worth_showing(trace);
        lines_ = excerpt(trace, shown_);
        step_ = std::max(std::size_t{4}, std::to_string(trace.steps).size());
        for (ExcerptLine const& line : lines_) {
            if (line.left_out == 0) name_ = std::max(name_, columns_of(words_.thread(operation(line).thread)));
            place_ = std::max(place_, std::min(widest_place, columns_of(place_of(operation(line).where))));
        }
        std::size_t const taken = step_ + gap_between + place_;
        std::size_t const room = std::max(width, taken + 2 * narrowest_column) - taken;
        auto const threads = static_cast<std::size_t>(std::count(shown_.begin(), shown_.end(), true));
        beside_ = threads * (narrowest_column + gap_between) <= room;
        column_ = beside_ ? room / std::max(threads, std::size_t{1}) - gap_between : room - gap_between;
        for (std::size_t i = 0, next = 0; i < shown_.size(); ++i)
            column_of_.push_back(shown_[i] && beside_ ? next++ : 0);
        columns_ = beside_ ? threads : 1;
        narrow();
    }

    void render() {
        put_names();
        for (ExcerptLine const& line : lines_) {
            if (line.left_out != 0) {
                put_gap(line);
            } else {
                put_event(line);
            }
        }
        skip_to(trace_.events.size());
        render_ending(trace_, words_.waiting(), out_);
    }

private:
    Operation const& operation(ExcerptLine const& line) const { return trace_.events[line.event].operation; }

    /// Columns no wider than their texts need.
    void narrow() {
        Describer words{*trace_.directory};
        std::size_t widest = 12;
        std::size_t next = 0;
        for (ExcerptLine const& line : lines_) {
            for (; next < line.event; ++next) words.skip(trace_.events[next]);
            if (line.left_out != 0) continue;
            widest = std::max(widest, columns_of(said(words.next(trace_.events[next]), operation(line).thread)));
            ++next;
        }
        for (std::size_t i = 0; i < shown_.size(); ++i) {
            if (shown_[i] && beside_) widest = std::max(widest, columns_of(words.thread(static_cast<ThreadId>(i))));
        }
        column_ = std::min(column_, widest);
    }

    std::string said(std::string words, ThreadId thread) const {
        if (beside_) return words;
        std::string named = words_.thread(thread);
        pad(named, name_ + gap_between);
        return named + words;
    }

    void skip_to(std::size_t event) {
        while (next_ < event) words_.skip(trace_.events[next_++]);
    }

    std::size_t begins(std::size_t column) const { return step_ + gap_between + column * (column_ + gap_between); }

    void put(std::string line, std::string const& place) {
        if (!place.empty()) {
            pad(line, begins(columns_));
            line += place;
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out_ << line << '\n';
    }

    void put_names() {
        if (!beside_) return put(fmt::format("{:>{}}", "step", step_), "place");
        std::vector<std::vector<std::string>> names(columns_);
        std::size_t deepest = 0;
        for (std::size_t i = 0; i < shown_.size(); ++i) {
            if (!shown_[i]) continue;
            std::vector<std::string>& name = names[column_of_[i]];
            name = wrapped(words_.thread(static_cast<ThreadId>(i)), column_);
            deepest = std::max(deepest, name.size());
        }
        for (std::size_t row = 0; row < deepest; ++row) {
            std::string line = row == 0 ? fmt::format("{:>{}}", "step", step_) : std::string{};
            for (std::size_t i = 0; i < columns_; ++i) {
                pad(line, begins(i));
                if (row < names[i].size()) line += names[i][row];
            }
            put(line, row == 0 ? "place" : "");
        }
    }

    void put_gap(ExcerptLine const& line) {
        std::string said(step_ + gap_between, ' ');
        said += fmt::format(
            "... {} more {}{}", line.left_out, line.steps ? "step" : "event", line.left_out == 1 ? "" : "s");
        if (line.thread != no_thread) said += fmt::format(" of thread {}", index(line.thread));
        put(said, "");
        running_ = line.thread;
    }

    void put_event(ExcerptLine const& line) {
        Operation const& taken = operation(line);
        skip_to(line.event);
        auto const texts = wrapped(said(words_.next(trace_.events[next_++]), taken.thread), column_);
        std::size_t const column = column_of_[index(taken.thread)];
        std::string shown = noted(taken.kind) ? std::string{} : fmt::format("{:>{}}", line.step, step_);
        bool const switched = running_ != no_thread && running_ != taken.thread && beside_;
        if (switched) add_arrow_from_left(shown, column);
        pad(shown, begins(column));
        shown += texts[0];
        if (switched) add_arrow_to_left(shown, column);
        put(shown, place_of(taken.where));
        for (std::size_t i = 1; i < texts.size(); ++i) put(std::string(begins(column), ' ') + texts[i], "");
        running_ = taken.thread;
    }

    void add_arrow_from_left(std::string& line, std::size_t column) const {
        std::size_t const from = column_of_[index(running_)];
        if (from >= column) return;
        pad(line, begins(from));
        line.append(begins(column) - begins(from) - 2, '-').append("> ");
    }

    void add_arrow_to_left(std::string& line, std::size_t column) const {
        std::size_t const from = column_of_[index(running_)];
        std::size_t const end = begins(from) + column_;
        std::size_t const begin = columns_of(line) + 1;
        if (from <= column || begin + 1 >= end) return;
        line.append(" <").append(end - begin - 1, '-');
    }

    Trace const& trace_;
    std::ostream& out_;
    Describer words_;
    std::vector<bool> shown_;
    std::vector<ExcerptLine> lines_;
    std::vector<std::size_t> column_of_;  ///< by thread
    std::size_t step_ = 4;
    std::size_t place_ = 5;
    std::size_t name_ = 0;  ///< of the longest name of a thread
    std::size_t column_ = 0;
    std::size_t columns_ = 1;
    std::size_t next_ = 0;  ///< the event to be described next
    ThreadId running_ = no_thread;
    bool beside_ = true;
};

}  // namespace

void render_columns(Trace const& trace, std::ostream& out, std::size_t width) { Columns{trace, out, width}.render(); }

}  // namespace heddle
