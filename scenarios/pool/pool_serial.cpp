// SPDX-License-Identifier: Apache-2.0
// A pool has two workers, and main asks for each result as soon as it has submitted the task: there is never a second task to
// be done. Two tasks take the time of two.
#include <scenarios/families.hpp>
#include <scenarios/pace.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/printing/printer.hpp>
#include <scenarios/program_of.hpp>

#include <fmt/format.h>

#include <array>

namespace heddle::scenarios {

namespace {

struct Options {
    std::uint64_t workers;
    std::chrono::milliseconds work;
    Printer::Shows shows;
    std::string label;
    std::string done;
    bool at_once;
};

class Errands {
public:
    explicit Errands(Options options)
        : options_{std::move(options)},
          printer_{Printer::Way::line, options_.shows},
          pool_{options_.workers, sync::start_later, "pool"} {}

    void run() {
        sync::this_thread::set_name("main");
        pool_.start();
        auto const begin = sync::steady_clock::now();
        if (options_.at_once) {
            for (int task = 1; task <= tasks; ++task) submit(task);
            for (int task = 1; task <= tasks; ++task) finish(task);
        } else {
            for (int task = 1; task <= tasks; ++task) {
                submit(task);
                finish(task);
            }
        }
        took_ = std::chrono::duration_cast<std::chrono::milliseconds>(sync::steady_clock::now() - begin);
        pool_.shutdown();
    }
    std::string observe() const {
        std::string text = printer_.observe();
        if (text.ends_with(' ')) text.pop_back();
        return text;
    }
    std::string wrong() const {
        if (!time_is_virtual || took_ == options_.work) return {};
        return fmt::format(
            "{} tasks of {} ms on {} workers took {} ms: the next was submitted when the one before was done", tasks,
            options_.work.count(), options_.workers, took_.count());
    }

private:
    static constexpr int tasks = 2;

    void submit(int task) {
        results_[static_cast<std::size_t>(task - 1)] = pool_.submit([this, task] {
            sync::this_thread::sleep_for(paced(options_.work));
            printer_.print({options_.label + std::to_string(task)}, fmt::format("W{} ", task));
        });
    }
    void finish(int task) {
        results_[static_cast<std::size_t>(task - 1)].get();
        printer_.print({options_.done}, "D ");
    }

    Options options_;
    Printer printer_;
    sync::thread_pool pool_;
    std::array<sync::future<void>, tasks> results_;
    std::chrono::milliseconds took_{0};
};

std::unique_ptr<Program> make(Settings const& settings, bool at_once) {
    return program_of<Errands>(Options{
        settings.number("workers"), milliseconds_of(settings, "work"), shows_of(settings), settings.text("label"),
        settings.text("done"), at_once});
}

std::unique_ptr<Program> make_buggy(Settings const& settings) { return make(settings, false); }
std::unique_ptr<Program> make_fixed(Settings const& settings) { return make(settings, true); }

}  // namespace

Scenario pool_serial() {
    OracleKey const serial{"i_pool_serial", {}, {"workers", "work", "label", "done"}};
    return {
        "pool_serial",
        "who waits for each result before the next task is submitted has a pool of one",
        "main waits for the first result before it submits the second task, and one worker has nothing to do",
        "submit all tasks, then wait for their results",
        {"A08"},
        {number_of("workers", "how many workers the pool has", 2, 2, 8),
         number_of("work", "milliseconds that each of the two tasks takes", 100, 1, longest_sleep),
         text_of("label", "what a task prints before its number", "worker "),
         text_of("done", "what main prints for a result", "done"),
         choice_of("observe", "the outcome: the order of the lines, or what was printed", {"order", "output"})},
        {{"buggy", {{FindingKind::requirement}}, {serial}, make_buggy}, {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
