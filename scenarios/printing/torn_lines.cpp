// SPDX-License-Identifier: Apache-2.0
// Threads print a line or two each. A print is at least two writes, the text and the newline, and somebody else's writes can
// come in between.
#include <scenarios/families.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/printing/printer.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

namespace heddle::scenarios {

namespace {

constexpr std::uint64_t most_letters = 26;

struct Options {
    Printer::Way way;
    std::uint64_t threads;
    std::uint64_t first;
    std::string text;
    std::string then;
    std::chrono::milliseconds sleep;
};

std::string with(std::string text, std::string_view placeholder, std::string const& value) {
    for (std::size_t place = text.find(placeholder); place != std::string::npos;
         place = text.find(placeholder, place + value.size())) {
        text.replace(place, placeholder.size(), value);
    }
    return text;
}

class Printing {
public:
    explicit Printing(Options options) : options_{std::move(options)}, printer_{options_.way} {}

    void run() {
        starting_line_of(options_.threads, [this](std::size_t thread) { work(thread); });
    }
    std::string observe() const { return printer_.observe(); }
    std::string wrong() const { return printer_.torn(); }

private:
    void work(std::size_t thread) {
        std::string const letter(1, static_cast<char>('A' + thread));
        sync::this_thread::set_name(letter);
        auto const print = [&](std::string const& text) {
            printer_.print({with(with(text, "{letter}", letter), "{number}", std::to_string(options_.first + thread))});
        };
        print(options_.text);
        if (options_.then.empty()) return;
        sleep_if_any(options_.sleep);
        print(options_.then);
    }

    Options options_;
    Printer printer_;
};

std::unique_ptr<Program> make(Settings const& settings, Printer::Way way) {
    return program_of<Printing>(Options{
        way, settings.number("threads"), settings.number("first"), settings.text("text"), settings.text("then"),
        milliseconds_of(settings, "sleep")});
}

std::unique_ptr<Program> make_buggy(Settings const& settings) { return make(settings, Printer::Way::parts); }
std::unique_ptr<Program> make_fixed(Settings const& settings) { return make(settings, fixed_way(settings)); }

std::vector<OracleKey> keys_of_prints() {
    std::vector<OracleKey> keys;
    for (char const* const threads : {"2", "3", "5"}) {
        keys.push_back({std::string{"g_print"} + threads, {{"threads", threads}}, {"fix"}});
    }
    keys.push_back({"g_torn_shapes_4", {{"threads", "4"}}, {"fix"}});
    return keys;
}

}  // namespace

Scenario torn_lines() {
    return {
        "torn_lines",
        "a print is several writes, so lines that threads print at the same time can be torn",
        "a newline comes late, and two texts share a line",
        "one write for a whole line, or a mutex around the print",
        {"B01", "B11"},
        {number_of("threads", "how many threads print", 3, 1, most_letters),
         text_of("text", "what each prints; {letter} is A, B, ..., {number} counts from `first`", "{letter}"),
         text_of("then", "what each prints afterwards; nothing when empty", ""),
         number_of("first", "the number of the first thread", 0, 0, 1'000'000),
         number_of("sleep", "milliseconds that each sleeps between its two prints", 0, 0, longest_sleep),
         fixes_of_printing()},
        {{"buggy", {{FindingKind::requirement}}, keys_of_prints(), make_buggy},
         {"fixed",
          {},
          {{"g_print2_atomic", {{"threads", "2"}}}, {"g_print_lock", {{"threads", "2"}, {"fix", "lock"}}}},
          make_fixed}}};
}

}  // namespace heddle::scenarios
