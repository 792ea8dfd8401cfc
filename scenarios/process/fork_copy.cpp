// SPDX-License-Identifier: Apache-2.0
// A child process counts in a memory of its own: a copy of its parent's when it is forked, a fresh one otherwise. A parent
// that looks for the sum in its own memory never finds it; what the child has is sent.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/process/methods.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <fmt/format.h>

namespace heddle::scenarios {

namespace {

struct Options {
    sync::start_method method;
    int parent;
    int child;
    bool sends;
};

/// The program's one global variable: 0 until somebody sets it.
struct Globals {
    sync::shared<int> v;

    explicit Globals(int value = 0) : v{value} { sync::set_name(v, "v"); }
    Globals(Globals const& parent) : Globals{parent.v.load()} {}
};

constexpr int set_by_the_parent = 7;

class Counts {
public:
    explicit Counts(Options options) : options_{options} {}

    void run() {
        starting_line([this] { parent(); });
    }
    std::string observe() const { return fmt::format("parent={} child={}", globals_.v.load(), childs_); }
    std::string wrong() const {
        int const expected = set_by_the_parent + options_.parent + options_.child;
        int const has = globals_.v.load();
        if (has == expected) return {};
        return fmt::format("the parent has {} and not {}: its child has added to a memory of its own", has, expected);
    }

private:
    void parent() {
        sync::this_thread::set_name("parent");
        sync::process child{options_.method, globals_, [this](Globals& mine) { return count(mine); }};
        if (options_.parent != 0) globals_.v += options_.parent;
        child.join();
        if (options_.sends) globals_.v += child.exit_code().value_or(0);
    }
    /// Sends what it has added: as an exit code, which is as much as a process can always send.
    int count(Globals& mine) {
        int const before = mine.v.load();
        mine.v = before + options_.child;
        childs_ = before + options_.child;
        return options_.child;
    }

    Options options_;
    Globals globals_{set_by_the_parent};
    int childs_ = 0;  ///< what the child has at its end, for the observer
};

std::unique_ptr<Program> make(Settings const& settings, bool sends) {
    Options const options{method_of(settings), int_of(settings, "parent"), int_of(settings, "child"), sends};
    return program_of<Counts>(options, racing_values());
}

std::unique_ptr<Program> make_buggy(Settings const& settings) { return make(settings, false); }
std::unique_ptr<Program> make_fixed(Settings const& settings) { return make(settings, true); }

}  // namespace

Scenario fork_copy() {
    return {
        "fork_copy",
        "a process has a memory of its own: what a child changes there its parent never sees",
        "the parent waits for the child and then reads its own value, which the child never touched",
        "the child sends its result back, here as its exit code",
        {"B03"},
        {method_parameter(), number_of("parent", "how much the parent adds to its v, which is 7", 1, 0, 100),
         number_of("child", "how much the child adds to its own", 1, 1, 100)},
        {{"buggy", {{FindingKind::requirement}}, {{"p_fork_copy"}}, make_buggy}, {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
