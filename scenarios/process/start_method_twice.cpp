// SPDX-License-Identifier: Apache-2.0
// A notebook cell chooses the start method of processes. Run for a second time it is refused: one program has one method.
#include <scenarios/families.hpp>
#include <scenarios/process/methods.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <fmt/format.h>

namespace heddle::scenarios {

namespace {

enum class Sets { always, forcing, once };

struct Options {
    sync::start_method method;
    std::uint64_t processes;
    int runs;
    Sets sets;
};

struct Nothing {};

class Cell {
public:
    explicit Cell(Options options) : options_{options} {}

    void run() {
        starting_line([this] {
            sync::this_thread::set_name("notebook");
            for (int i = 0; i < options_.runs; ++i) run_cell(i);
        });
    }
    std::string observe() const { return fmt::format("runs={} processes={}", runs_, done_); }

private:
    void run_cell(int earlier) {
        if (options_.sets != Sets::once || earlier == 0) {
            context_.set_start_method(options_.method, options_.sets == Sets::forcing);
        }
        for (std::uint64_t i = 0; i < options_.processes; ++i) {
            auto child = context_.start(Nothing{}, [](Nothing&) {});
            child.join();
            if (child.exit_code() == 0) ++done_;
        }
        ++runs_;
    }

    Options options_;
    sync::process_context context_;
    int runs_ = 0;
    int done_ = 0;
};

std::unique_ptr<Program> make(Settings const& settings, Sets sets) {
    return program_of<Cell>(Options{method_of(settings), settings.number("processes"), int_of(settings, "runs"), sets});
}

std::unique_ptr<Program> make_buggy(Settings const& settings) { return make(settings, Sets::always); }
std::unique_ptr<Program> make_fixed(Settings const& settings) {
    return make(settings, settings.text("fix") == "force" ? Sets::forcing : Sets::once);
}

}  // namespace

Scenario start_method_twice() {
    return {
        "start_method_twice",
        "the start method of processes is set once in a program; setting it again is an error unless it is forced",
        "the second run of the same lines sets the start method again, and that is refused",
        "set it once in a program, or force it",
        {"B04"},
        {method_parameter({"spawn", "fork", "forkserver"}),
         number_of("processes", "how many processes the cell starts", 5, 0, 100),
         number_of("runs", "how often the cell is run", 2, 2, 100),
         choice_of("fix", "what the fixed variant does", {"force", "once"})},
        {{"buggy", {{FindingKind::exception}}, {}, make_buggy}, {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
