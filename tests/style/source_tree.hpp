// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace heddle::style {

/// One text file of the repository; `path` is relative to its root.
struct SourceFile {
    std::string path;
    std::vector<std::string> lines;
};

/// Something a check objects to, or merely lists.
struct Complaint {
    std::string path;
    std::size_t line = 0;  ///< counted from 1; 0 when it is about the whole file
    std::string text;
};

std::string to_string(Complaint const& complaint);

/// One complaint a line, for the message of a failing test.
std::string to_string(std::vector<Complaint> const& complaints);

/// The root of the repository under test.
std::filesystem::path root();

std::vector<std::string> split_lines(std::string_view text);

std::string read_text(std::filesystem::path const& file);

/// Every .hpp, .cpp and .S below harness, scenarios, tests and tools, by path.
std::vector<SourceFile> read_code();

/// Every script and build file that is ours: the ones with an interpreter line, CMakeLists.txt, *.cmake, *.yml.
std::vector<SourceFile> read_scripts_and_build_files();

}  // namespace heddle::style
