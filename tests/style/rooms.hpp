// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tests/style/source_tree.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace heddle::style {

/// The contents of harness/rooms.txt.
struct Rooms {
    std::map<std::string, std::set<std::string>> allowed;  ///< room -> rooms it may include; "*" stands for all
    std::set<std::string> top;                             ///< folders at the top of the repository
    std::set<std::string> other;                           ///< folders at the top that tools make
};

/// Reads the format described at the top of rooms.txt. Throws std::runtime_error, naming the line, on anything else.
Rooms parse_rooms(std::string_view text);

/// The room of a file, by its path from the root of the repository; nothing when it lies in none.
/// The longest room that is a prefix of the path wins, so that `tools/benchmarks` may differ from `tools`.
std::optional<std::string> room_of(Rooms const& rooms, std::string_view path);

/// What the file named in an #include line is, from the root: harness/heddle/... for <heddle/...>, and so on.
/// Nothing for headers that are not ours.
std::optional<std::string> included_path(std::string_view includer, std::string_view line);

/// Every include from one room to another that the table does not allow.
std::vector<Complaint> check_includes(Rooms const& rooms, SourceFile const& file);

/// Cycles in the table of allowed includes.
std::vector<Complaint> check_table(Rooms const& rooms);

/// A folder (path from the root) in a place where only named ones may be, or with a name that says nothing.
std::optional<Complaint> check_folder(Rooms const& rooms, std::string_view path);

/// The same for a header or source directly in harness/heddle.
std::optional<Complaint> check_file_place(Rooms const& rooms, std::string_view path);

}  // namespace heddle::style
