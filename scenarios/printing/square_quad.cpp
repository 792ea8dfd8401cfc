// SPDX-License-Identifier: Apache-2.0
// Squares and fourth powers of a few numbers: one list after the other, or a thread for each.
#include <scenarios/families.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/printing/printer.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <fmt/format.h>

#include <array>

namespace heddle::scenarios {

namespace {

constexpr std::array numbers{2, 3, 5, 6};

struct Options {
    Printer::Way way;
    Printer::Shows shows;
    bool serial;
    std::uint64_t count;
    std::chrono::milliseconds sleep;
};

class Powers {
public:
    explicit Powers(Options const& options) : options_{options}, printer_{options.way, options.shows} {}

    void run() {
        if (options_.serial) {
            print_squares();
            print_quads();
        } else {
            starting_line([this] { print_squares(); }, [this] { print_quads(); });
        }
        if (options_.sleep.count() > 0) print_time();
    }
    std::string observe() const { return printer_.observe(); }
    std::string wrong() const { return printer_.torn(); }

private:
    void print_squares() {
        if (!options_.serial) sync::this_thread::set_name("squares");
        for (std::size_t i = 0; i < options_.count; ++i) print_power("Square:", numbers[i] * numbers[i], i, 'A');
    }
    void print_quads() {
        if (!options_.serial) sync::this_thread::set_name("quads");
        for (std::size_t i = 0; i < options_.count; ++i) {
            int const square = numbers[i] * numbers[i];
            print_power("Quad:", square * square, i, 'a');
        }
    }
    void print_power(char const* label, int power, std::size_t i, char first_mark) {
        sleep_if_any(options_.sleep);
        printer_.print(
            {label, std::to_string(power)}, std::string(1, static_cast<char>(first_mark + static_cast<int>(i))));
    }
    /// Virtual time: the same in every run.
    void print_time() {
        std::chrono::duration<double> const seconds = sync::steady_clock::now().time_since_epoch();
        printer_.print({fmt::format("time: {:.1f}", seconds.count())});
    }

    Options options_;
    Printer printer_;
};

std::unique_ptr<Program> make(Settings const& settings, Printer::Way way, bool serial) {
    return program_of<Powers>(
        Options{way, shows_of(settings), serial, settings.number("numbers"), milliseconds_of(settings, "sleep")});
}

std::unique_ptr<Program> make_buggy(Settings const& settings) { return make(settings, Printer::Way::parts, false); }
std::unique_ptr<Program> make_fixed(Settings const& settings) {
    bool const serial = settings.text("fix") == "serial";
    return make(settings, serial ? Printer::Way::parts : fixed_way(settings), serial);
}

}  // namespace

Scenario square_quad() {
    OracleKey const untimed{"h_square_quad", {{"numbers", "4"}, {"observe", "order"}}};
    OracleKey const timed{"k_virtual_time_orders", {{"numbers", "4"}, {"observe", "order"}, {"sleep", "200"}}};
    return {
        "square_quad",
        "two lists printed one after the other come out in one order; with a thread for each, in any order, and torn",
        "the lines of two lists are mixed, and some are torn apart",
        "one write for a whole line, or a mutex around each print",
        {"A01", "A02"},
        {number_of("numbers", "how many of the numbers 2, 3, 5 and 6 there are", 1, 1, numbers.size()),
         number_of("sleep", "milliseconds of sleep before each line", 0, 0, longest_sleep), observed_parameter(),
         choice_of(
             "fix", "what the fixed variant does: one write for a line, a lock, or no threads",
             {"line", "lock", "serial"})},
        {{"buggy", {{FindingKind::requirement}}, {}, make_buggy}, {"fixed", {}, {untimed, timed}, make_fixed}}};
}

}  // namespace heddle::scenarios
