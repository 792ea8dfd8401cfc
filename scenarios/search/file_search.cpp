// SPDX-License-Identifier: Apache-2.0
#include <scenarios/search/file_search.hpp>
#include <scenarios/starting_line.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <stdexcept>

namespace heddle::scenarios {

FileSearch::FileSearch(Options options) : options_{std::move(options)}, printer_{options_.way} {
    sync::set_name(mutex_, "guard of matches");
}

void FileSearch::run() {
    starting_line([this] { main(); });
    for (sync::thread& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
}

void FileSearch::main() {
    sync::this_thread::set_name("main");
    if (options_.waits == Waits::group) {
        group_.add(1);
        start(options_.tree->root());
        group_.wait();
    } else {
        start(options_.tree->root()).join();
    }
    if (!options_.last.empty()) printer_.print({options_.last, text_of_matches()});
}

sync::thread& FileSearch::start(std::string const& path) {
    sync::thread* place = nullptr;
    {
        Bookkeeping::Entry const entry{books_};
        place = &threads_.emplace_back();
    }
    *place = sync::thread([this, path] { search_in_thread(path); });
    return *place;
}

void FileSearch::search_in_thread(std::string const& path) {
    sync::this_thread::set_name(path);
    swallowing_exceptions([&] { search(path); });
    if (options_.waits == Waits::group) group_.done();
}

void FileSearch::search(std::string const& path) {
    if (!options_.label.empty()) printer_.print({options_.label, path});
    Threads children;
    try {
        look_into(path, children);
    } catch (std::runtime_error const&) {
        if (!options_.keeps_errors) throw;
        sync::lock_guard const guard{mutex_};
        unread_.push_back(path);
    }
    for (sync::thread* const child : children) child->join();
}

void FileSearch::look_into(std::string const& path, Threads& children) {
    for (Tree::Entry const& entry : options_.tree->list(path)) {
        std::string const inner = path + '/' + entry.name;
        if (entry.name.find(options_.wanted) != std::string::npos) add_match(inner);
        if (!entry.folder) continue;
        if (options_.calls_itself_too) search(inner);
        if (options_.waits == Waits::group) {
            group_.add(1);
            start(inner);
        } else {
            children.push_back(&start(inner));
        }
    }
}

void FileSearch::add_match(std::string path) {
    sync::lock_guard const guard{mutex_};
    matches_.push_back(std::move(path));
}

std::string FileSearch::text_of_matches() const {
    std::vector<std::string> sorted = matches_;
    std::ranges::sort(sorted);
    for (std::string& match : sorted) match = '\'' + match + '\'';
    return fmt::format("{{{}}}", fmt::join(sorted, ", "));
}

std::string FileSearch::observe() const {
    if (!options_.label.empty()) return printer_.observe();
    return fmt::format("matches={} unread={}", text_of_matches(), unread_.size());
}

std::string FileSearch::wrong() const {
    std::vector<std::string> sorted = matches_;
    std::ranges::sort(sorted);
    if (auto const twice = std::ranges::adjacent_find(sorted); twice != sorted.end())
        return fmt::format("{} was found more than once: its folder was searched more than once", *twice);
    std::vector<std::string> there = options_.tree->all_with(options_.wanted);
    std::ranges::sort(there);
    if (sorted != there && unread_.empty())
        return fmt::format(
            "{} of {} matches are missing, and nobody says so", there.size() - sorted.size(), there.size());
    return printer_.torn();
}

}  // namespace heddle::scenarios
