// SPDX-License-Identifier: Apache-2.0
// Main starts workers and says that it is done. Nobody has joined the workers, so it is not.
#include <scenarios/families.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/printing/printer.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <array>

namespace heddle::scenarios {

namespace {

struct Options {
    Printer::Way way;
    Printer::Shows shows;
    bool joins;
    bool one_by_one;
    std::uint64_t threads;
    std::chrono::milliseconds sleep;
    std::string label;
    std::string last;
};

class Workers {
public:
    explicit Workers(Options options) : options_{std::move(options)}, printer_{options_.way, options_.shows} {
        sync::set_name(started_, "started");
    }

    void run() {
        starting_line([this] { main(); });
        for (sync::thread& worker : workers_) {
            if (worker.joinable()) worker.join();
        }
    }
    std::string observe() const { return printer_.observe(); }
    std::string wrong() const {
        return printer_.order().ends_with('F') ? std::string{} : "main said that it was done before all workers were";
    }

private:
    void main() {
        sync::this_thread::set_name("main");
        for (std::size_t i = 0; i < options_.threads; ++i) {
            if (options_.one_by_one) ++started_;
            workers_[i] = sync::thread([this, i] { work(i); });
        }
        if (options_.joins) {
            for (std::size_t i = 0; i < options_.threads; ++i) workers_[i].join();
        }
        printer_.print({options_.last}, "F");
    }
    void work(std::size_t number) {
        sleep_if_any(options_.sleep);
        printer_.print({options_.label + std::to_string(number)}, std::to_string(number));
    }

    Options options_;
    Printer printer_;
    sync::atomic<std::uint64_t> started_{0};  ///< kept by main; makes each start a step of its own
    std::array<sync::thread, most_peers> workers_;
};

std::unique_ptr<Program> make(Settings const& settings, bool joins) {
    return program_of<Workers>(Options{
        settings.text("print") == "parts" ? Printer::Way::parts : Printer::Way::line, shows_of(settings), joins,
        settings.text("starts") == "one_by_one", settings.number("threads"), milliseconds_of(settings, "sleep"),
        settings.text("label"), settings.text("last")});
}

std::unique_ptr<Program> make_buggy(Settings const& settings) { return make(settings, false); }
std::unique_ptr<Program> make_fixed(Settings const& settings) { return make(settings, true); }

}  // namespace

Scenario workers() {
    OracleKey const timed{
        "k_virtual_time_orders", {{"threads", "5"}, {"observe", "order"}, {"sleep", "100"}}, {"label", "last"}};
    OracleKey const unjoined{"h_workers5_nojoin", {{"threads", "5"}, {"observe", "order"}}, {"label", "last"}};
    OracleKey const started{
        "h_workers3_start", {{"threads", "3"}, {"observe", "order"}, {"starts", "one_by_one"}}, {"label", "last"}};
    OracleKey const joined{"h_workers5", {{"threads", "5"}, {"observe", "order"}}, {"label", "last"}};
    return {
        "workers",
        "a thread that has been started goes on by itself: who needs its end joins it",
        "main says that it has finished while its workers have yet to begin",
        "main joins every worker before it says so",
        {"A03", "A04", "A06"},
        {number_of("threads", "how many workers main starts", 3, 1, most_peers),
         number_of("sleep", "milliseconds that each worker sleeps before it prints", 0, 0, longest_sleep),
         text_of("label", "what a worker prints before its number", "worker "),
         text_of("last", "what main prints at the end", "main is done"),
         choice_of("print", "a print is one write for the line, or the text and the newline", {"line", "parts"}),
         choice_of("starts", "whether each start is a step of main", {"together", "one_by_one"}), observed_parameter()},
        {{"buggy", {{FindingKind::requirement}}, {unjoined, started, timed}, make_buggy},
         {"fixed", {}, {joined}, make_fixed}}};
}

}  // namespace heddle::scenarios
