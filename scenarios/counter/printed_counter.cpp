// SPDX-License-Identifier: Apache-2.0
// A loop adds 1 and prints. Alone it prints 1, 2, 3 and so on; shared out between two threads it prints almost anything.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

namespace heddle::scenarios {

namespace {

struct Options {
    std::uint64_t times;
    bool shared_out;
};

class Loop {
public:
    explicit Loop(Options options) : options_{options} { sync::set_name(x_, "x"); }

    void run() {
        std::uint64_t const half = options_.shared_out ? options_.times / 2 : 0;
        if (half == 0) {
            add_and_print(options_.times);
        } else {
            starting_line(
                [this, half] { add_and_print(options_.times - half); }, [this, half] { add_and_print(half); });
        }
    }
    std::string observe() const { return sync::printed(); }
    std::string wrong() const {
        std::string counted;
        for (std::uint64_t i = 1; i <= options_.times; ++i) counted += std::to_string(i) + '\n';
        return sync::printed() == counted ? std::string{} : "what is printed does not count 1, 2, 3 and so on";
    }

private:
    void add_and_print(std::uint64_t times) {
        for (std::uint64_t i = 0; i < times; ++i) {
            std::uint64_t const next = x_.load() + 1;
            x_.store(next);
            sync::console.write_line(std::to_string(next));
        }
    }

    Options options_;
    sync::shared<std::uint64_t> x_{0};
};

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    return program_of<Loop>(Options{settings.number("n"), true}, racing_values());
}
std::unique_ptr<Program> make_fixed(Settings const& settings) {
    return program_of<Loop>(Options{settings.number("n"), false}, racing_values());
}

}  // namespace

Scenario printed_counter() {
    return {
        "printed_counter",
        "a loop that one thread runs alone has one outcome; nothing else can come in between",
        "two threads share a counter and print it: numbers come twice, out of order, or not at all",
        "one thread runs the whole loop",
        {"A12"},
        {number_of("n", "how often 1 is added", 4, 1, 1000)},
        {{"buggy", {{FindingKind::requirement}}, {}, make_buggy}, {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
