// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <scenarios/parameters.hpp>
#include <scenarios/starting_line.hpp>
#include <scenarios/wait_group/group.hpp>

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>

namespace heddle::scenarios {

/// A search through folders with a thread each: main starts the root's thread, which starts one for each child; every child
/// has one match. Main waits for the group and reads the matches. The flags say what is done wrong.
class Search {
public:
    static constexpr std::size_t most_children = 8;

    struct Options {
        std::size_t children = 1;
        bool child_adds_itself = false;  ///< instead of its parent before the start
        bool child_fails = false;        ///< throws before it has found anything
        bool done_is_skipped = false;    ///< when it throws
        bool done_locks = true;
    };

    explicit Search(Options const& options)
        : options_{options}, group_{signal_, 0, {Group::Waits::until_zero, Group::Tells::all, options.done_locks}} {
        sync::set_name(mutex_, "guard of matches");
        sync::set_name(matches_, "matches");
    }

    void run() {
        starting_line([this] { main(); });
        for (sync::thread& thread : threads_) {
            if (thread.joinable()) thread.join();
        }
    }
    std::string observe() const {
        return fmt::format("seen={} wc={}", seen_ ? std::to_string(*seen_) : "None", group_.count());
    }
    std::string wrong() const {
        int const there = options_.child_fails ? 0 : static_cast<int>(options_.children);
        bool const all = seen_ == there;
        return all ? std::string{} : fmt::format("main saw {} of {} matches: it did not wait for all", *seen_, there);
    }

    static Parameter children() { return number_of("children", "how many folders the root has", 1, 1, most_children); }

private:
    void main() {
        sync::this_thread::set_name("main");
        group_.add(1);
        threads_[0] = sync::thread([this] { search_root(); });
        group_.wait();
        seen_ = matches_.load();
    }
    void search_root() {
        sync::this_thread::set_name("root");
        for (std::size_t child = 1; child <= options_.children; ++child) {
            if (!options_.child_adds_itself) group_.add(1);
            threads_[child] = sync::thread([this] { swallowing_exceptions([this] { search_child(); }); });
        }
        group_.done();
    }
    void search_child() {
        if (options_.child_adds_itself) group_.add(1);
        if (options_.done_is_skipped) {
            find_match();
            group_.done();
            return;
        }
        try {
            find_match();
        } catch (std::runtime_error const&) {
            // The folder is left out; the task is done all the same.
        }
        group_.done();
    }
    void find_match() {
        if (options_.child_fails) throw std::runtime_error("the folder cannot be read");
        sync::lock_guard const guard{mutex_};
        matches_ += 1;
    }

    Options options_;
    GroupSignal signal_;
    Group group_;
    sync::mutex mutex_;
    sync::shared<int> matches_{0};
    std::optional<int> seen_;                              ///< by main
    std::array<sync::thread, most_children + 1> threads_;  ///< each set before whoever set it ends
};

}  // namespace heddle::scenarios
