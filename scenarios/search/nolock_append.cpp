// SPDX-License-Identifier: Apache-2.0
// Every folder's thread appends its match to one list. When an append is a load of the length and a store of it, two at a
// time are one match.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <fmt/format.h>

namespace heddle::scenarios {

namespace {

struct Options {
    std::uint64_t threads;
    bool locks;
};

class Appends {
public:
    explicit Appends(Options options) : options_{options} {
        sync::set_name(matches_, "matches");
        sync::set_name(mutex_, "guard of matches");
    }

    void run() {
        starting_line_of(options_.threads, [this](std::size_t) { append(); });
    }
    std::string observe() const { return std::to_string(matches_.load()); }
    std::string wrong() const {
        std::uint64_t const found = matches_.load();
        return found == options_.threads ? std::string{}
                                         : fmt::format("{} matches of {} are in the list", found, options_.threads);
    }

private:
    void append() {
        sync::unique_lock lock{mutex_, sync::defer_lock};
        if (options_.locks) lock.lock();
        matches_ += 1;
    }

    Options options_;
    sync::mutex mutex_;
    sync::shared<std::uint64_t> matches_{0};  ///< how many
};

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    return program_of<Appends>(Options{settings.number("threads"), false}, racing_values());
}
std::unique_ptr<Program> make_fixed(Settings const& settings) {
    return program_of<Appends>(Options{settings.number("threads"), true});
}

}  // namespace

Scenario nolock_append() {
    return {
        "nolock_append",
        "a list that many threads append to needs a lock, unless its append is one step",
        "two threads append at the same place, and one match is lost",
        "a mutex around the append",
        {"B14"},
        {number_of("threads", "how many threads append", 2, 1, most_peers)},
        {{"buggy", {{FindingKind::requirement}}, {{"f_nolock_append", {{"threads", "2"}}}}, make_buggy},
         {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
