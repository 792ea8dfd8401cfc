// SPDX-License-Identifier: Apache-2.0
// Workers print that they begin, then count themselves; main prints the count while it polls. Lines are torn, counts are
// lost, and what is printed is a protocol of who was where.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/pace.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/printing/printer.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <array>

namespace heddle::scenarios {

namespace {

struct Options {
    Printer::Way way;
    std::uint64_t threads;
    std::uint64_t first;
    std::uint64_t reports;
    std::string label;
    std::string end;
    std::string count;
};

/// What both variants print.
class Prints {
public:
    explicit Prints(Options options) : options_{std::move(options)}, printer_{options_.way} {}

    std::string observe() const { return printer_.observe(); }
    std::string wrong() const { return printer_.torn(); }

protected:
    void say_begin(std::size_t worker) {
        printer_.print({options_.label + std::to_string(options_.first + worker) + options_.end});
    }
    void report(std::uint64_t finished) {
        if (reports_ == options_.reports) return;
        ++reports_;
        printer_.print({options_.count, std::to_string(finished)});
    }

    Options options_;

private:
    Printer printer_;
    std::uint64_t reports_ = 0;
};

class Polling : public Prints {
public:
    explicit Polling(Options options) : Prints{std::move(options)} { sync::set_name(finished_, "finished_count"); }

    void run() {
        starting_line_of(
            options_.threads, [this](std::size_t worker) { work(worker); }, [this] { wait_for_all(); });
    }

private:
    void work(std::size_t worker) {
        say_begin(worker);
        finished_ += 1;
    }
    void wait_for_all() {
        sync::this_thread::set_name("main");
        std::uint64_t finished = finished_.load();
        report(finished);
        while ((finished = finished_.load()) < options_.threads) {
            report(finished);
            sync::this_thread::sleep_for(paced(std::chrono::milliseconds{500}));
        }
    }

    sync::shared<std::uint64_t> finished_{0};
};

class Joining : public Prints {
public:
    using Prints::Prints;

    void run() {
        starting_line([this] { start_and_join(); });
    }

private:
    void start_and_join() {
        sync::this_thread::set_name("main");
        for (std::size_t i = 0; i < options_.threads; ++i) {
            workers_[i] = sync::thread([this, i] {
                say_begin(i);
                finished_.fetch_add(1);
            });
        }
        report(finished_.load());
        for (std::size_t i = 0; i < options_.threads; ++i) workers_[i].join();
        report(finished_.load());
    }

    sync::atomic<std::uint64_t> finished_{0};
    std::array<sync::thread, most_peers> workers_;
};

Options options_of(Settings const& settings, Printer::Way way) {
    return {
        way,
        settings.number("threads"),
        settings.number("first"),
        settings.number("reports"),
        settings.text("label"),
        settings.text("end"),
        settings.text("count")};
}

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    Semantics semantics = racing_values();
    if (settings.text("sleeps") == "any") semantics.time = Time::adversarial;
    return program_of<Polling>(options_of(settings, Printer::Way::parts), semantics);
}

std::unique_ptr<Program> make_fixed(Settings const& settings) {
    return program_of<Joining>(options_of(settings, fixed_way(settings)));
}

}  // namespace

Scenario counting_prints() {
    return {
        "counting_prints",
        "several threads that print while main prints how far they are: every line in reach of every other",
        "lines of workers and of main are torn, and the count that main prints may miss a worker",
        "whole lines, a mutex for the count, and joins",
        {"B09"},
        {number_of("threads", "how many workers main waits for", 2, 1, most_peers),
         number_of("first", "the number of the first worker", 0, 0, 1'000'000),
         number_of("reports", "how often main prints the count at most", 0, 0, 1000),
         choice_of("sleeps", "a sleep of main ends when nobody can work, or at any point", {"late", "any"}),
         text_of("label", "what a worker prints before its number", "worker "),
         text_of("end", "what it prints after its number", " begins"),
         text_of("count", "what main prints before the count", "finished:"), fixes_of_printing()},
        {{"buggy", {{FindingKind::requirement, FindingKind::livelock}}, {}, make_buggy},
         {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
