// SPDX-License-Identifier: Apache-2.0
#include <tests/style/rooms.hpp>

#include <filesystem>
#include <functional>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace heddle::style {

namespace {

std::set<std::string> words(std::string const& text) {
    std::istringstream input(text);
    std::set<std::string> result;
    for (std::string word; input >> word;) {
        result.insert(word);
    }
    return result;
}

bool starts_with_folder(std::string_view path, std::string_view folder) {
    return path == folder || (path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/');
}

/// Folders of the library are named without harness/heddle/ in the table.
std::string_view within_library(std::string_view path) {
    std::string_view const library = "harness/heddle/";
    return path.starts_with(library) ? path.substr(library.size()) : path;
}

}  // namespace

Rooms parse_rooms(std::string_view text) {
    static std::regex const table_line(R"(\s*(\S+)\s*([:=])(.*))");
    Rooms rooms;
    std::size_t number = 0;
    for (std::string const& raw : split_lines(text)) {
        ++number;
        std::string const line = raw.substr(0, raw.find('#'));
        if (line.find_first_not_of(" \t") == std::string::npos) {
            continue;
        }
        std::smatch parts;
        if (!std::regex_match(line, parts, table_line)) {
            throw std::runtime_error("rooms.txt:" + std::to_string(number) + ": not a line of the form room : rooms");
        }
        std::string const name = parts[1];
        std::set<std::string> const names = words(parts[3]);
        if (parts[2] == ":") {
            if (!rooms.allowed.emplace(name, names).second) {
                throw std::runtime_error("rooms.txt:" + std::to_string(number) + ": second line for " + name);
            }
        } else if (name == "top" || name == "other") {
            (name == "top" ? rooms.top : rooms.other) = names;
        } else {
            throw std::runtime_error("rooms.txt:" + std::to_string(number) + ": unknown setting " + name);
        }
    }
    return rooms;
}

std::optional<std::string> room_of(Rooms const& rooms, std::string_view path) {
    std::string_view const inner = within_library(path);
    std::optional<std::string> best;
    for (auto const& [room, unused] : rooms.allowed) {
        if (starts_with_folder(inner, room) && (!best || room.size() > best->size())) {
            best = room;
        }
    }
    return best;
}

std::optional<std::string> included_path(std::string_view includer, std::string_view line) {
    static std::regex const include_line(R"(\s*#\s*include\s*(["<])([^">]+)[">].*)");
    std::match_results<std::string_view::const_iterator> parts;
    if (!std::regex_match(line.begin(), line.end(), parts, include_line)) {
        return std::nullopt;
    }
    std::string const name = parts[2];
    std::string const first = name.substr(0, name.find('/'));
    if (first == "heddle") {
        return "harness/" + name;
    }
    if (first == "scenarios" || first == "tools" || first == "tests" || first == "harness") {
        return name;
    }
    if (parts[1] == "\"") {
        std::filesystem::path const beside = std::filesystem::path(includer).parent_path() / name;
        return beside.lexically_normal().generic_string();
    }
    return std::nullopt;
}

std::vector<Complaint> check_includes(Rooms const& rooms, SourceFile const& file) {
    std::vector<Complaint> complaints;
    std::optional<std::string> const from = room_of(rooms, file.path);
    if (!from) {
        return {{file.path, 0, "lies in no room of harness/rooms.txt"}};
    }
    std::set<std::string> const& allowed = rooms.allowed.at(*from);
    for (std::size_t index = 0; index < file.lines.size(); ++index) {
        std::optional<std::string> const target = included_path(file.path, file.lines[index]);
        if (!target) {
            continue;
        }
        std::optional<std::string> const to = room_of(rooms, *target);
        if (!to) {
            complaints.push_back({file.path, index + 1, "includes " + *target + ", which lies in no room"});
        } else if (*to != *from && !allowed.contains(*to) && !allowed.contains("*")) {
            complaints.push_back({file.path, index + 1, *from + " may not include " + *to + " (" + *target + ")"});
        }
    }
    return complaints;
}

std::vector<Complaint> check_table(Rooms const& rooms) {
    std::vector<Complaint> complaints;
    std::set<std::string> finished;
    std::set<std::string> open;
    std::function<void(std::string const&)> const visit = [&](std::string const& room) {
        if (finished.contains(room)) {
            return;
        }
        open.insert(room);
        auto const entry = rooms.allowed.find(room);
        if (entry == rooms.allowed.end()) {
            complaints.push_back({"harness/rooms.txt", 0, "names " + room + ", which has no line of its own"});
        } else {
            for (std::string const& next : entry->second) {
                if (open.contains(next)) {
                    complaints.push_back({"harness/rooms.txt", 0, "a circle through " + room + " and " + next});
                } else if (next != "*") {
                    visit(next);
                }
            }
        }
        open.erase(room);
        finished.insert(room);
    };
    for (auto const& [room, unused] : rooms.allowed) {
        visit(room);
    }
    return complaints;
}

std::optional<Complaint> check_folder(Rooms const& rooms, std::string_view path) {
    static std::set<std::string, std::less<>> const empty_names = {"detail", "details", "internal", "impl", "util",
                                                                   "utils",  "utility", "common",   "misc", "helpers"};
    std::filesystem::path const folder(path);
    std::string const name = folder.filename().string();
    if (empty_names.contains(name)) {
        return Complaint{std::string(path), 0, "a folder must be named after what it holds, not \"" + name + "\""};
    }
    std::filesystem::path const parent = folder.parent_path();
    if (parent.empty() && !rooms.top.contains(name) && !rooms.other.contains(name)) {
        return Complaint{std::string(path), 0, "unknown folder at the top of the repository"};
    }
    if (parent == "harness" && name != "heddle") {
        return Complaint{std::string(path), 0, "unknown folder in harness"};
    }
    if (parent == "harness/heddle" && !rooms.allowed.contains(name)) {
        return Complaint{std::string(path), 0, "unknown room in harness/heddle"};
    }
    return std::nullopt;
}

std::optional<Complaint> check_file_place(Rooms const& rooms, std::string_view path) {
    std::filesystem::path const file(path);
    if (file.parent_path() == "harness/heddle" && !rooms.allowed.contains(file.filename().string())) {
        return Complaint{std::string(path), 0, "unknown file in harness/heddle: put it into a room"};
    }
    return std::nullopt;
}

}  // namespace heddle::style
