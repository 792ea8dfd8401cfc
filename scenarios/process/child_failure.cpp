// SPDX-License-Identifier: Apache-2.0
// Children that are not forked have a fresh memory: what a notebook has defined is not in it. They fail at once, and only
// their exit codes tell.
#include <scenarios/families.hpp>
#include <scenarios/process/methods.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <fmt/format.h>

#include <stdexcept>

namespace heddle::scenarios {

namespace {

struct Options {
    sync::start_method method;
    std::uint64_t processes;
    bool asks;
};

/// What a process knows. A fresh one knows what stands in files, and no notebook's cells do.
struct Definitions {
    bool do_something = false;
};

class Children {
public:
    explicit Children(Options options) : options_{options} {}

    void run() {
        starting_line([this] { parent(); });
    }
    std::string observe() const { return fmt::format("said={} done={}", said_, done_); }
    std::string wrong() const {
        if (said_ != "done" || done_ == options_.processes) return {};
        return fmt::format(
            "the parent says that all is done, and {} of {} children failed: \"{}\"", options_.processes - done_,
            options_.processes, error_);
    }

private:
    void parent() {
        sync::this_thread::set_name("parent");
        Definitions mine;
        mine.do_something = true;
        int failed = 0;
        for (std::uint64_t i = 0; i < options_.processes; ++i) {
            sync::process child{options_.method, mine, [this](Definitions& its) { work(its); }};
            child.join();
            if (options_.asks && child.exit_code() != 0) ++failed;
            error_ = child.error();
        }
        said_ = failed == 0 ? "done" : "failed";
    }
    void work(Definitions const& its) {
        if (!its.do_something) throw std::runtime_error("do_something is not defined here");
        ++done_;
    }

    Options options_;
    std::string said_ = "nothing";
    std::string error_;       ///< the last one's, which a terminal would show
    std::uint64_t done_ = 0;  ///< how many children did something, for the observer
};

std::unique_ptr<Program> make(Settings const& settings, bool asks) {
    return program_of<Children>(Options{method_of(settings), settings.number("processes"), asks});
}

std::unique_ptr<Program> make_buggy(Settings const& settings) { return make(settings, false); }
std::unique_ptr<Program> make_fixed(Settings const& settings) { return make(settings, true); }

}  // namespace

Scenario child_failure() {
    return {
        "child_failure",
        "a process that fails disturbs nobody: its parent learns of it from the exit code, if it asks",
        "every child fails at once, and the parent reports success because it never looked at an exit code",
        "join each child and look at its exit code",
        {"B04"},
        {method_parameter({"spawn", "forkserver", "fork"}),
         number_of("processes", "how many children the parent starts", 5, 1, 100)},
        {{"buggy", {{FindingKind::requirement}}, {}, make_buggy}, {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
