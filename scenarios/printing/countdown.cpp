// SPDX-License-Identifier: Apache-2.0
// Two threads count down, each from a start of its own, and print every number with a label: four writes.
#include <scenarios/families.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/printing/printer.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

namespace heddle::scenarios {

namespace {

struct Options {
    Printer::Way way;
    Printer::Shows shows;
    std::uint64_t first;
    std::uint64_t second;
    std::uint64_t lines;
    std::chrono::milliseconds sleep;
    std::string label;
};

class Countdowns {
public:
    explicit Countdowns(Options options) : options_{std::move(options)}, printer_{options_.way, options_.shows} {}

    void run() {
        starting_line(
            [this] { count_down("first", options_.first, [](std::uint64_t count) { return std::to_string(count); }); },
            [this] { count_down("second", options_.second, letter_of); });
    }
    std::string observe() const { return printer_.observe(); }
    std::string wrong() const { return printer_.torn(); }

private:
    /// Where the order is observed, the second thread's numbers are letters: a is 1.
    static std::string letter_of(std::uint64_t count) {
        return count <= 26 ? std::string(1, static_cast<char>('a' + count - 1)) : '<' + std::to_string(count) + '>';
    }
    template <class Mark>
    void count_down(char const* name, std::uint64_t from, Mark mark) {
        sync::this_thread::set_name(name);
        std::uint64_t lines = options_.lines;
        for (std::uint64_t count = from; count > 0; --count) {
            printer_.print({options_.label, std::to_string(count)}, mark(count));
            if (--lines == 0) return;
            sleep_if_any(options_.sleep);
        }
    }

    Options options_;
    Printer printer_;
};

std::unique_ptr<Program> make(Settings const& settings, Printer::Way way) {
    return program_of<Countdowns>(Options{
        way, shows_of(settings), settings.number("first"), settings.number("second"), settings.number("lines"),
        milliseconds_of(settings, "sleep"), settings.text("label")});
}

std::unique_ptr<Program> make_buggy(Settings const& settings) { return make(settings, Printer::Way::parts); }
std::unique_ptr<Program> make_fixed(Settings const& settings) { return make(settings, fixed_way(settings)); }

}  // namespace

Scenario countdown() {
    constexpr std::uint64_t most = 1000;
    OracleKey const four_parts{
        "g_print4parts", {{"first", "16"}, {"second", "6"}, {"lines", "1"}, {"label", "Conteo en reversa: "}}, {"fix"}};
    OracleKey const untimed{"h_countdown_{first}_{second}", {{"observe", "order"}}, {"label"}};
    OracleKey const timed{
        "k_virtual_time_orders", {{"observe", "order"}, {"sleep", "2000"}}, {"first", "second", "label"}};
    return {
        "countdown",
        "a label, a blank, a number and a newline are four writes, with room for another thread in between",
        "the label of one thread stands beside the number of the other",
        "one write for a whole line, or a mutex around the print",
        {"A05"},
        {number_of("first", "where the first thread starts", 1, 1, most),
         number_of("second", "where the second thread starts", 2, 1, most),
         number_of("lines", "how many numbers each prints at most; 0: down to 1", 0, 0, most),
         number_of("sleep", "milliseconds that each sleeps after a number", 0, 0, longest_sleep),
         text_of("label", "what stands before a number", "Still to go:"), observed_parameter(), fixes_of_printing()},
        {{"buggy", {{FindingKind::requirement}}, {four_parts}, make_buggy},
         {"fixed", {}, {untimed, timed}, make_fixed}}};
}

}  // namespace heddle::scenarios
