// SPDX-License-Identifier: Apache-2.0
// Main starts a thread for the root, which starts one for each folder. Main joins the root; who joins the others?
#include <scenarios/families.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <fmt/format.h>

#include <array>

namespace heddle::scenarios {

namespace {

constexpr std::size_t most_children = 8;

struct Options {
    std::size_t children;
    bool joins;
};

class Search {
public:
    explicit Search(Options options) : options_{options} {
        sync::set_name(mutex_, "guard of matches");
        sync::set_name(matches_, "matches");
    }

    void run() {
        starting_line([this] { main(); });
        for (sync::thread& child : children_) {
            if (child.joinable()) child.join();
        }
    }
    /// Nobody is counted: wc is 0, as in the searches that have a wait group.
    std::string observe() const { return fmt::format("seen={} wc=0", seen_); }
    std::string wrong() const {
        bool const all = seen_ == static_cast<int>(options_.children);
        return all ? std::string{}
                   : fmt::format("main saw {} of {} matches: the threads were not joined", seen_, options_.children);
    }

private:
    void main() {
        sync::this_thread::set_name("main");
        root_ = sync::thread([this] { search_root(); });
        root_.join();
        sync::lock_guard const guard{mutex_};
        seen_ = matches_.load();
    }
    void search_root() {
        sync::this_thread::set_name("root");
        for (std::size_t i = 0; i < options_.children; ++i) children_[i] = sync::thread([this] { search_child(); });
        if (!options_.joins) return;
        for (std::size_t i = 0; i < options_.children; ++i) children_[i].join();
    }
    void search_child() {
        sync::lock_guard const guard{mutex_};
        matches_ += 1;
    }

    Options options_;
    sync::mutex mutex_;
    sync::shared<int> matches_{0};
    int seen_ = 0;  ///< by main
    sync::thread root_;
    std::array<sync::thread, most_children> children_;
};

Options options_of(Settings const& settings, bool joins) { return {settings.number("children"), joins}; }

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    return program_of<Search>(options_of(settings, false));
}
std::unique_ptr<Program> make_fixed(Settings const& settings) { return program_of<Search>(options_of(settings, true)); }

}  // namespace

Scenario join_search() {
    return {
        "join_search",
        "a thread's end says nothing about the threads it has started: each is joined by somebody",
        "the children are started and not joined, so main prints the matches before they are all found",
        "each thread joins the threads that it has started",
        {"B14"},
        {number_of("children", "how many folders the root has", 1, 1, most_children)},
        {{"buggy", {{FindingKind::requirement}}, {}, make_buggy}, {"fixed", {}, {{"f_join_search"}}, make_fixed}}};
}

}  // namespace heddle::scenarios
