// SPDX-License-Identifier: Apache-2.0
#include <tests/style/source_tree.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace heddle::style {
namespace {

bool has_line(SourceFile const& file, std::string_view text, std::size_t among_first) {
    auto const end = file.lines.begin() + static_cast<std::ptrdiff_t>(std::min(among_first, file.lines.size()));
    return std::any_of(file.lines.begin(), end, [&](std::string const& line) { return line == text; });
}

/// The comment marks that may stand before and after the licence line.
bool names_licence(SourceFile const& file) {
    std::string const licence = "SPDX-License-Identifier: Apache-2.0";
    bool const comment = has_line(file, "// " + licence, 3);
    bool const hash = !file.path.ends_with("pp") && has_line(file, "# " + licence, 3);
    bool const block = file.path.ends_with(".S") && has_line(file, "/* " + licence + " */", 3);
    return comment || hash || block;
}

std::vector<Complaint> check_first_lines(SourceFile const& file) {
    std::vector<Complaint> complaints;
    if (!names_licence(file)) {
        complaints.push_back(
            {file.path, 1, "needs the line SPDX-License-Identifier: Apache-2.0 among the first three"});
    }
    if (file.path.ends_with(".hpp") && !has_line(file, "#pragma once", file.lines.size())) {
        complaints.push_back({file.path, 1, "a header needs #pragma once"});
    }
    return complaints;
}

TEST(FirstLines, EverySourceNamesItsLicenceAndEveryHeaderIsGuarded) {
    std::vector<Complaint> complaints;
    for (auto const& files : {read_code(), read_scripts_and_build_files()}) {
        for (SourceFile const& file : files) {
            std::vector<Complaint> const more = check_first_lines(file);
            complaints.insert(complaints.end(), more.begin(), more.end());
        }
    }
    EXPECT_TRUE(complaints.empty()) << to_string(complaints);
}

TEST(FirstLines, ScriptsStopAtTheFirstError) {
    for (SourceFile const& file : read_scripts_and_build_files()) {
        if (file.lines.front().starts_with("#!")) {
            EXPECT_EQ(file.lines.front(), "#!/usr/bin/env bash") << file.path;
            EXPECT_TRUE(has_line(file, "set -euo pipefail", file.lines.size())) << file.path;
        }
    }
}

TEST(FirstLinesChecker, FindsWhatIsMissing) {
    std::string const licence = "SPDX-License-Identifier: Apache-2.0";
    EXPECT_TRUE(check_first_lines({"a.hpp", {"// " + licence, "#pragma once"}}).empty());
    EXPECT_EQ(check_first_lines({"a.hpp", {"// " + licence}}).size(), 1U);
    EXPECT_EQ(check_first_lines({"a.hpp", {"#pragma once"}}).size(), 1U);
    EXPECT_EQ(check_first_lines({"a.cpp", {"", "", "", "// " + licence}}).size(), 1U);
    EXPECT_EQ(check_first_lines({"a.cpp", {"// SPDX-License-Identifier: MIT"}}).size(), 1U);
    EXPECT_EQ(check_first_lines({"a.cpp", {}}).size(), 1U);
    EXPECT_TRUE(check_first_lines({"a.S", {"/* " + licence + " */"}}).empty());
    EXPECT_TRUE(check_first_lines({"a.S", {"# " + licence}}).empty());
    EXPECT_TRUE(check_first_lines({"tools/x", {"#!/usr/bin/env bash", "# " + licence}}).empty());
}

}  // namespace
}  // namespace heddle::style
