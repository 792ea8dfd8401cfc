// SPDX-License-Identifier: Apache-2.0
#include <scenarios/search/tree.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <system_error>

namespace heddle::scenarios {

namespace {

[[noreturn]] void refuse(std::string_view scenario, std::string const& what, std::string_view next) {
    throw std::invalid_argument(fmt::format("{}: {}\n  {}", scenario, what, next));
}

}  // namespace

/// Reads `name(entry,entry,...)`; `name!(...)` is a folder that cannot be read; a file is its name alone.
class TreeReader {
public:
    TreeReader(std::string_view scenario, std::string_view text, Tree& tree)
        : scenario_{scenario}, text_{text}, tree_{tree} {}

    void read() {
        tree_.root_ = read_entry("").name;
        if (at_ != text_.size() || tree_.folders_.empty()) complain();
        if (tree_.folders_.size() > Tree::most_folders) complain();
    }

private:
    Tree::Entry read_entry(std::string const& above) {
        std::string const name{text_.substr(at_, text_.find_first_of("!(),", at_) - at_)};
        at_ += name.size();
        bool const readable = !taken('!');
        if (name.empty() || (!readable && !next_is('('))) complain();
        if (!taken('(')) return {name, false};
        std::string const path = above.empty() ? name : above + '/' + name;
        Tree::Folder folder{readable, {}};
        while (!taken(')')) {
            if (at_ >= text_.size()) complain();
            if (!folder.entries.empty() && !taken(',')) complain();
            folder.entries.push_back(read_entry(path));
        }
        tree_.folders_[path] = std::move(folder);
        return {name, true};
    }
    bool next_is(char wanted) const { return at_ < text_.size() && text_[at_] == wanted; }
    bool taken(char wanted) {
        bool const there = next_is(wanted);
        if (there) ++at_;
        return there;
    }
    [[noreturn]] void complain() const {
        refuse(
            scenario_, fmt::format("--set tree=... cannot be read at character {}", at_ + 1),
            "write it as top(first(a.txt),second!(b.txt)): folders have parentheses, those with a ! cannot be read");
    }

    std::string_view scenario_;
    std::string_view text_;
    Tree& tree_;
    std::size_t at_ = 0;
};

Tree Tree::of_text(std::string_view scenario, std::string_view text) {
    Tree tree;
    TreeReader{scenario, text, tree}.read();
    return tree;
}

Tree Tree::of_folder(std::string_view scenario, std::string const& root) {
    namespace fs = std::filesystem;
    std::error_code error;
    if (!fs::is_directory(root, error)) {
        std::string const why = error ? error.message() : "it is no folder";
        refuse(scenario, fmt::format("cannot search {}: {}", root, why), "--set root=DIR needs a folder that is there");
    }
    Tree tree;
    tree.root_ = root;
    std::vector<std::string> left{root};
    while (!left.empty()) {
        std::string const path = left.back();
        left.pop_back();
        Folder& folder = tree.folders_[path];
        fs::directory_iterator entry{path, error};
        for (; !error && entry != fs::directory_iterator{}; entry.increment(error)) {
            std::error_code ignored;
            bool const is_folder = entry->symlink_status(ignored).type() == fs::file_type::directory;
            folder.entries.push_back({entry->path().filename().string(), is_folder});
            if (is_folder) left.push_back(path + '/' + folder.entries.back().name);
        }
        folder.readable = !error;
        std::ranges::sort(folder.entries, {}, &Entry::name);
        if (tree.folders_.size() + left.size() > most_folders) {
            refuse(
                scenario, fmt::format("{} has more than {} folders, and each would be a thread", root, most_folders),
                "name a smaller folder");
        }
    }
    return tree;
}

std::vector<Tree::Entry> const& Tree::list(std::string const& path) const {
    Folder const& folder = folders_.at(path);
    if (!folder.readable) throw std::runtime_error(path + " cannot be read");
    return folder.entries;
}

std::vector<std::string> Tree::all_with(std::string_view wanted) const {
    std::vector<std::string> found;
    for (auto const& [path, folder] : folders_) {
        for (Entry const& entry : folder.entries) {
            if (entry.name.find(wanted) != std::string::npos) found.push_back(path + '/' + entry.name);
        }
    }
    return found;
}

std::vector<Parameter> tree_parameters(std::string initial) {
    return {
        text_of("tree", "the folders: name(...), with ! those that cannot be read, and files", std::move(initial)),
        text_of("root", "a real folder instead of the tree", "")};
}

std::shared_ptr<Tree const> tree_of(std::string_view scenario, Settings const& settings) {
    std::string const& root = settings.text("root");
    return std::make_shared<Tree const>(
        root.empty() ? Tree::of_text(scenario, settings.text("tree")) : Tree::of_folder(scenario, root));
}

}  // namespace heddle::scenarios
