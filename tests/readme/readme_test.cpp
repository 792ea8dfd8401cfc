// SPDX-License-Identifier: Apache-2.0
// The README is the front door: its program is compiled and run, and prints what the README says it prints.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <regex>
#include <sstream>

namespace {

std::string contents_of(std::string const& path) {
    std::ifstream file{path};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The first block of the README that is fenced as `language`.
std::string block(std::string const& language) {
    std::string const readme = contents_of(HEDDLE_SOURCE_DIR "/README.md");
    std::string const fence = "```" + language + "\n";
    std::size_t const begin = readme.find(fence);
    if (begin == std::string::npos) return "no block fenced as " + language;
    std::size_t const from = begin + fence.size();
    return readme.substr(from, readme.find("```", from) - from);
}

std::string without_comments_at_the_top(std::string text) {
    while (text.rfind("//", 0) == 0) text.erase(0, text.find('\n') + 1);
    return text;
}

std::string output_of(std::string const& command) {
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const pipe{popen(command.c_str(), "r"), pclose};
    std::string output;
    std::array<char, 4096> buffer{};
    while (std::size_t const got = std::fread(buffer.data(), 1, buffer.size(), pipe.get()))
        output.append(buffer.data(), got);
    return output;
}

/// Places move with the lines above the program, times with the machine.
std::string masked(std::string const& text) {
    std::string const timeless = std::regex_replace(text, std::regex{"[0-9.]+ s,"}, "TIME,");
    return std::regex_replace(timeless, std::regex{"first\\.cpp:[0-9]+"}, "first.cpp:LINE");
}

TEST(Readme, ItsProgramIsTheOneThatIsCompiled) {
    std::string const compiled = contents_of(HEDDLE_SOURCE_DIR "/tests/readme/programs/first.cpp");
    EXPECT_EQ(block("cpp"), without_comments_at_the_top(compiled));
}

TEST(Readme, ItsProgramPrintsWhatItSays) {
    EXPECT_EQ(masked(output_of(HEDDLE_PROGRAMS "/readme_first")), masked(block("text")));
}

/// Runs every command on the page, except those that need a token, and gives their number.
std::size_t try_commands_of(std::string const& page) {
    std::regex const command{"build/release/bin/heddle ([^\\n#`]*)"};
    std::string const test = testing::UnitTest::GetInstance()->current_test_info()->test_suite_name();
    std::filesystem::path const folder = std::filesystem::path{testing::TempDir()} / ("heddle_commands_of_" + test);
    std::filesystem::create_directories(folder);
    std::ofstream{folder / "seen.txt"} << "AB\n\nC\n";  // what a reader of it saw
    std::size_t tried = 0;
    for (std::sregex_iterator match{page.begin(), page.end(), command}, end; match != end; ++match) {
        std::string const arguments = (*match)[1];
        if (arguments.find("TOKEN") != std::string::npos) continue;
        std::string line = "cd " + folder.string() + " && " HEDDLE_BINARY;
        line.append(" ").append(arguments).append(" > /dev/null 2>&1");
        int const status = std::system(line.c_str());
        EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << arguments;
        ++tried;
    }
    return tried;
}

TEST(Readme, ItsCommandsWork) { EXPECT_GE(try_commands_of(contents_of(HEDDLE_SOURCE_DIR "/README.md")), 4U); }

TEST(ScenariosPage, ItsCommandsWork) {
    EXPECT_GE(try_commands_of(contents_of(HEDDLE_SOURCE_DIR "/scenarios/README.md")), 4U);
}

}  // namespace
