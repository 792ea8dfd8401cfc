// SPDX-License-Identifier: Apache-2.0
// A parent waits for its child, but not longer than so many seconds, and then prints that it goes on: perhaps before its
// child has printed that it is done.
#include <scenarios/families.hpp>
#include <scenarios/pace.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/printing/printer.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

namespace heddle::scenarios {

namespace {

struct Options {
    bool limited;
    Printer::Way way;
    Printer::Shows shows;
    std::chrono::seconds child;
    std::chrono::seconds timeout;
    std::string begins;
    std::string done;
    std::string waits;
    std::string goes_on;
};

class Family {
public:
    explicit Family(Options options) : options_{std::move(options)}, printer_{options_.way, options_.shows} {}

    void run() {
        starting_line([this] { parent(); });
        if (child_.joinable()) child_.join();
    }
    std::string observe() const { return printer_.observe(); }
    std::string wrong() const {
        std::string const& order = printer_.order();
        return order.find('d') < order.find('g') ? std::string{} : "the parent went on before its child was done";
    }

private:
    void parent() {
        sync::this_thread::set_name("parent");
        child_ = sync::thread([this] { work(); });
        printer_.print({options_.waits}, "w");
        if (options_.limited) {
            (void)child_.join_for(paced(options_.timeout));  // as in Python, nobody asks what came of it
        } else {
            child_.join();
        }
        printer_.print({options_.goes_on}, "g");
    }
    void work() {
        sync::this_thread::set_name("child");
        printer_.print({options_.begins}, "b");
        sync::this_thread::sleep_for(paced(options_.child));
        printer_.print({options_.done}, "d");
    }

    Options options_;
    Printer printer_;
    sync::thread child_;
};

std::unique_ptr<Program> make(Settings const& settings, bool limited) {
    auto const seconds = [&](char const* name) {
        return std::chrono::seconds{static_cast<std::int64_t>(settings.number(name))};
    };
    return program_of<Family>(Options{
        limited, settings.text("print") == "parts" ? Printer::Way::parts : Printer::Way::line, shows_of(settings),
        seconds("child"), seconds("timeout"), settings.text("begins"), settings.text("done"), settings.text("waits"),
        settings.text("goes_on")});
}

std::unique_ptr<Program> make_buggy(Settings const& settings) { return make(settings, true); }
std::unique_ptr<Program> make_fixed(Settings const& settings) { return make(settings, false); }

}  // namespace

Scenario parent_line() {
    constexpr std::uint64_t day = 86'400;
    return {
        "parent_line",
        "only a join without a time limit puts what follows it after the end of the thread",
        "the parent goes on after its time limit, and its line comes before the child's",
        "join without a time limit",
        {"B13"},
        {number_of("child", "how many seconds the child works", 10, 0, day),
         number_of("timeout", "how many seconds the parent waits", 5, 0, day),
         choice_of("print", "a print is the text and the newline, or one write", {"parts", "line"}),
         text_of("begins", "the child's first line", "child begins"), text_of("done", "its second", "child is done"),
         text_of("waits", "the parent's first line", "parent waits"),
         text_of("goes_on", "its second", "parent goes on"), observed_parameter()},
        {{"buggy", {{FindingKind::requirement}}, {}, make_buggy}, {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
