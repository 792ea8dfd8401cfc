// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>

#ifndef HEDDLE_SOURCE_DIR
#define HEDDLE_SOURCE_DIR "."
#endif

namespace heddle::golden {

/// The text with its changing numbers (seconds, rates) replaced by `#`.
inline std::string masked(std::string const& text) {
    static std::regex const changing{R"([0-9][0-9.,]*(?= (s|ms|us|ns)\b|/s\b| executions/s))"};
    return std::regex_replace(text, changing, "#");
}

/// Fails unless the text is that of the file, byte for byte. With HEDDLE_APPROVE=1 in the environment the file is
/// rewritten instead.
inline void expect_file(std::filesystem::path const& path, std::string const& text) {
    if (char const* const approve = std::getenv("HEDDLE_APPROVE"); approve != nullptr && approve == std::string{"1"}) {
        std::ofstream{path, std::ios::binary} << text;
        return;
    }
    std::ifstream file{path, std::ios::binary};
    ASSERT_TRUE(file) << "no golden file " << path << "; HEDDLE_APPROVE=1 writes it";
    std::stringstream wanted;
    wanted << file.rdbuf();
    EXPECT_EQ(text, wanted.str()) << "differs from " << path << "; HEDDLE_APPROVE=1 rewrites it";
}

/// expect_file() for tests/golden/<name>.txt.
inline void expect_golden(std::string const& name, std::string const& text) {
    expect_file(std::filesystem::path{HEDDLE_SOURCE_DIR} / "tests" / "golden" / (name + ".txt"), text);
}

}  // namespace heddle::golden
