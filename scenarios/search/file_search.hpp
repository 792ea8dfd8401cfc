// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/sync.hpp>

#include <scenarios/bookkeeping.hpp>
#include <scenarios/printing/printer.hpp>
#include <scenarios/search/tree.hpp>

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace heddle::scenarios {

/// Looks for files in a tree, with a thread for each folder. The flags say how, and what is done wrong.
class FileSearch {
public:
    enum class Waits : std::uint8_t { joins, group };

    struct Options {
        std::shared_ptr<Tree const> tree;
        std::string wanted;  ///< a part of the name
        Waits waits = Waits::joins;
        Printer::Way way = Printer::Way::line;
        std::string label;              ///< before a folder; nothing is printed when empty
        std::string last;               ///< before the matches
        bool calls_itself_too = false;  ///< for a folder that has got a thread of its own
        bool keeps_errors = true;       ///< otherwise nobody hears of a folder that cannot be read
    };

    explicit FileSearch(Options options);

    void run();
    /// The matches, and how many folders were not read.
    std::string observe() const;
    /// Matches twice, matches missing in silence, torn lines.
    std::string wrong() const;

private:
    using Threads = std::vector<sync::thread*>;

    void main();
    /// The body of a folder's thread.
    void search_in_thread(std::string const& path);
    void search(std::string const& path);
    void look_into(std::string const& path, Threads& children);
    sync::thread& start(std::string const& path);
    void add_match(std::string path);
    std::string text_of_matches() const;

    Options options_;
    Printer printer_;
    sync::wait_group group_;
    sync::mutex mutex_;
    std::vector<std::string> matches_;  ///< guarded by mutex_
    std::vector<std::string> unread_;   ///< guarded by mutex_
    Bookkeeping books_;
    std::deque<sync::thread> threads_;  ///< an entry in the books
};

}  // namespace heddle::scenarios
