// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <scenarios/parameters.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace heddle::scenarios {

/// Folders and files to search through: made up, or a picture of a real folder, taken once, so that every execution finds
/// the same.
class Tree {
public:
    struct Entry {
        std::string name;
        bool folder;
    };

    /// `top(first(a.txt),second!(b.txt))`: folders have parentheses; those with a ! cannot be read. Throws
    /// std::invalid_argument, one message for `scenario`.
    static Tree of_text(std::string_view scenario, std::string_view text);
    /// What is there now. Links are not followed. Throws std::invalid_argument when there is no such folder, or more in it
    /// than there can be threads.
    static Tree of_folder(std::string_view scenario, std::string const& root);

    std::string const& root() const noexcept { return root_; }
    /// What is in the folder. Throws std::runtime_error when it cannot be read.
    std::vector<Entry> const& list(std::string const& path) const;
    /// The paths of all folders and files with `wanted` in their names, however deep, in readable folders or not.
    std::vector<std::string> all_with(std::string_view wanted) const;

    static constexpr std::size_t most_folders = 500;

private:
    struct Folder {
        bool readable = true;
        std::vector<Entry> entries;
    };

    friend class TreeReader;
    std::string root_;
    std::map<std::string, Folder> folders_;  ///< by path
};

/// The parameters `tree` and `root`, and the tree that they name.
std::vector<Parameter> tree_parameters(std::string initial);
std::shared_ptr<Tree const> tree_of(std::string_view scenario, Settings const& settings);

}  // namespace heddle::scenarios
