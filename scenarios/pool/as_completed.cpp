// SPDX-License-Identifier: Apache-2.0
// Main submits tasks and takes the results as they come. They come in the order in which the tasks were done, which need not be
// that in which they were submitted.
#include <scenarios/families.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/printing/printer.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <fmt/format.h>

#include <vector>

namespace heddle::scenarios {

namespace {

struct Options {
    Printer::Way way;
    Printer::Shows shows;
    std::uint64_t workers;
    std::uint64_t tasks;
    std::string label;
    std::string done;
    bool pairs;
};

class Questions {
public:
    explicit Questions(Options options)
        : options_{std::move(options)},
          printer_{options_.way, options_.shows},
          pool_{options_.workers, sync::start_later, "pool"},
          answer_of_(options_.tasks, 0) {}

    /// All tasks are there before the first worker moves; then the workers and main are peers.
    void run() {
        for (std::size_t task = 0; task < options_.tasks; ++task) {
            results_.push_back(pool_.submit(
                [this, task] { printer_.print({options_.label + std::to_string(task)}, fmt::format("W{} ", task)); }));
        }
        pool_.shutdown(false);
        pool_.start();
        starting_line([this] { main(); });
        pool_.shutdown();
    }
    std::string observe() const { return printer_.observe(); }
    std::string wrong() const {
        for (std::size_t task = 0; task < answer_of_.size(); ++task) {
            if (answer_of_[task] == task) continue;
            return fmt::format("the result of task {} was taken for that of task {}", answer_of_[task], task);
        }
        return {};
    }

private:
    void main() {
        sync::this_thread::set_name("main");
        std::size_t next = 0;
        for (auto const& done : sync::as_completed(results_)) {
            auto const task = static_cast<std::size_t>(&done - results_.data());
            answer_of_[options_.pairs ? task : next] = task;
            ++next;
            printer_.print({options_.done}, "D ");
        }
    }

    Options options_;
    Printer printer_;
    sync::thread_pool pool_;
    std::vector<sync::future<void>> results_;
    std::vector<std::size_t> answer_of_;  ///< by task, as main has it: whose result that was
};

std::unique_ptr<Program> make(Settings const& settings, bool pairs) {
    return program_of<Questions>(Options{
        settings.text("print") == "parts" ? Printer::Way::parts : Printer::Way::line, shows_of(settings),
        settings.number("workers"), settings.number("tasks"), settings.text("label"), settings.text("done"), pairs});
}

std::unique_ptr<Program> make_buggy(Settings const& settings) { return make(settings, false); }
std::unique_ptr<Program> make_fixed(Settings const& settings) { return make(settings, true); }

}  // namespace

Scenario as_completed() {
    std::vector<OracleKey> const keys{
        {"i_pool_w5_t5_orders", {{"workers", "5"}, {"tasks", "5"}}, {"label", "done"}},
        {"i_pool_w{workers}_t{tasks}", {}, {"label", "done"}}};
    return {
        "as_completed",
        "results come in the order in which tasks are done, not in that in which they were submitted",
        "the second task is done first, and its result is taken for that of the first",
        "main looks which future it was handed, and not how many came before",
        {"A09"},
        {number_of("workers", "how many workers the pool has", 2, 1, most_peers),
         number_of("tasks", "how many tasks main submits", 2, 1, most_peers),
         text_of("label", "what a task prints before its number", "worker "),
         text_of("done", "what main prints for a result", "done"),
         choice_of("print", "a print is one write for the line, or the text and the newline", {"line", "parts"}),
         choice_of("observe", "the outcome: the order of the lines, or what was printed", {"order", "output"})},
        {{"buggy", {{FindingKind::requirement}}, keys, make_buggy}, {"fixed", {}, keys, make_fixed}}};
}

}  // namespace heddle::scenarios
