// SPDX-License-Identifier: Apache-2.0
#include <tests/style/source_tree.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace heddle::style {

namespace fs = std::filesystem;

std::string to_string(Complaint const& complaint) {
    std::string const place =
        complaint.line == 0 ? complaint.path : complaint.path + ":" + std::to_string(complaint.line);
    return place + ": " + complaint.text;
}

std::string to_string(std::vector<Complaint> const& complaints) {
    std::string text;
    for (Complaint const& complaint : complaints) {
        text += to_string(complaint) + "\n";
    }
    return text;
}

fs::path root() { return fs::path(HEDDLE_SOURCE_DIR); }

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        std::size_t const end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::string read_text(fs::path const& file) {
    std::ifstream input(file, std::ios::binary);
    if (!input) {
        throw std::runtime_error("cannot read " + file.string());
    }
    std::ostringstream text;
    text << input.rdbuf();
    return text.str();
}

namespace {

template <class Predicate>
std::vector<SourceFile> read_where(std::vector<std::string> const& folders, Predicate const& wanted) {
    std::vector<SourceFile> files;
    auto const take = [&](fs::path const& path) {
        if (!fs::is_regular_file(path)) {
            return;
        }
        SourceFile file{fs::relative(path, root()).generic_string(), split_lines(read_text(path))};
        if (wanted(path, file)) {
            files.push_back(std::move(file));
        }
    };
    take(root() / "CMakeLists.txt");
    for (std::string const& folder : folders) {
        if (!fs::exists(root() / folder)) {
            continue;
        }
        for (fs::directory_entry const& entry : fs::recursive_directory_iterator(root() / folder)) {
            take(entry.path());
        }
    }
    std::sort(files.begin(), files.end(), [](SourceFile const& a, SourceFile const& b) { return a.path < b.path; });
    return files;
}

}  // namespace

std::vector<SourceFile> read_code() {
    return read_where({"harness", "scenarios", "tests", "tools"}, [](fs::path const& path, SourceFile const&) {
        std::string const extension = path.extension().string();
        return extension == ".hpp" || extension == ".cpp" || extension == ".S";
    });
}

std::vector<SourceFile> read_scripts_and_build_files() {
    std::vector<std::string> const folders = {"harness", "scenarios", "tests", "tools", ".ci", ".github"};
    return read_where(folders, [](fs::path const& path, SourceFile const& file) {
        std::string const extension = path.extension().string();
        bool const script = extension.empty() && !file.lines.empty() && file.lines.front().starts_with("#!");
        return script || extension == ".cmake" || extension == ".yml" || path.filename() == "CMakeLists.txt";
    });
}

}  // namespace heddle::style
