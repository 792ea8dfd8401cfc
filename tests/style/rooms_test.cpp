// SPDX-License-Identifier: Apache-2.0
#include <tests/style/rooms.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace heddle::style {
namespace {

namespace fs = std::filesystem;

Rooms the_rooms() { return parse_rooms(read_text(root() / "harness/rooms.txt")); }

std::vector<Complaint> complaints_about(std::string const& path, std::string const& text) {
    return check_includes(the_rooms(), SourceFile{path, split_lines(text)});
}

/// Adds what is wrong with the folders below (and with files, where only some may be); skips what tools make.
void walk(Rooms const& rooms, fs::path const& folder, std::vector<Complaint>& complaints) {
    for (fs::directory_entry const& entry : fs::directory_iterator(folder)) {
        std::string const path = fs::relative(entry.path(), root()).generic_string();
        if (rooms.other.contains(path)) {
            continue;
        }
        auto const complaint = entry.is_directory() ? check_folder(rooms, path) : check_file_place(rooms, path);
        if (complaint) {
            complaints.push_back(*complaint);
        }
        if (entry.is_directory()) {
            walk(rooms, entry.path(), complaints);
        }
    }
}

TEST(Rooms, IncludesGoOnlyWhereTheTableAllows) {
    Rooms const rooms = the_rooms();
    std::vector<Complaint> complaints;
    for (SourceFile const& file : read_code()) {
        std::vector<Complaint> const more = check_includes(rooms, file);
        complaints.insert(complaints.end(), more.begin(), more.end());
    }
    EXPECT_TRUE(complaints.empty()) << to_string(complaints);
}

TEST(Rooms, FoldersAreTheOnesOfTheMap) {
    std::vector<Complaint> complaints;
    walk(the_rooms(), root(), complaints);
    EXPECT_TRUE(complaints.empty()) << to_string(complaints);
}

TEST(Rooms, TableHasNoCircleAndNoUnknownRoom) {
    std::vector<Complaint> const complaints = check_table(the_rooms());
    EXPECT_TRUE(complaints.empty()) << to_string(complaints);
}

TEST(RoomsChecker, AllowsTheRoomItselfAndWhatItsLineNames) {
    EXPECT_TRUE(complaints_about("harness/heddle/engine/run.cpp", "#include <heddle/engine/run.hpp>\n").empty());
    EXPECT_TRUE(complaints_about("harness/heddle/engine/run.cpp", "#include <heddle/core/ids.hpp>\n").empty());
    EXPECT_TRUE(complaints_about("harness/heddle/engine/run.cpp", "#include \"../core/ids.hpp\"\n").empty());
    EXPECT_TRUE(
        complaints_about("scenarios/counter/inc.cpp", "#include <heddle/sync.hpp>\n#include <vector>\n").empty());
    EXPECT_TRUE(complaints_about("tools/heddle/main.cpp", "#include <scenarios/catalogue.hpp>\n").empty());
    EXPECT_TRUE(complaints_about("tests/core/ids_test.cpp", "#include <heddle/engine/run.hpp>\n").empty());
}

TEST(RoomsChecker, CatchesAForbiddenInclude) {
    auto const found =
        complaints_about("harness/heddle/core/ids.hpp", "#pragma once\n#include <heddle/engine/run.hpp>\n");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].line, 2U);
    EXPECT_EQ(
        to_string(found[0]),
        "harness/heddle/core/ids.hpp:2: core may not include engine (harness/heddle/engine/run.hpp)");
    EXPECT_EQ(
        complaints_about("harness/heddle/detect/race.cpp", "  #  include <heddle/strategy/pct.hpp> // x").size(), 1U);
    EXPECT_EQ(complaints_about("scenarios/a/b.cpp", "#include <heddle/heddle.hpp>").size(), 1U);
    EXPECT_EQ(complaints_about("tools/heddle/main.cpp", "#include <heddle/engine/run.hpp>").size(), 1U);
    EXPECT_EQ(complaints_about("harness/heddle/explore/plan.hpp", "#include <scenarios/scenario.hpp>").size(), 1U);
}

TEST(RoomsChecker, CatchesAForbiddenIncludeInQuotes) {
    EXPECT_EQ(complaints_about("harness/heddle/core/ids.hpp", "#include \"../engine/run.hpp\"").size(), 1U);
    EXPECT_EQ(complaints_about("harness/heddle/core/ids.hpp", "#include \"heddle/engine/run.hpp\"").size(), 1U);
    EXPECT_EQ(complaints_about("scenarios/a/b.cpp", "#include \"../../tools/heddle/json.hpp\"").size(), 1U);
}

TEST(RoomsChecker, CatchesFilesAndTargetsInNoRoom) {
    EXPECT_EQ(complaints_about("harness/heddle/attic/old.cpp", "").size(), 1U);
    EXPECT_EQ(complaints_about("harness/heddle/core/ids.cpp", "#include <heddle/attic/old.hpp>").size(), 1U);
    EXPECT_EQ(complaints_about("harness/heddle/core/ids.cpp", "#include \"../../../attic.hpp\"").size(), 1U);
}

TEST(RoomsChecker, CatchesUnknownAndEmptyFolderNames) {
    Rooms const rooms = the_rooms();
    EXPECT_FALSE(check_folder(rooms, "harness"));
    EXPECT_FALSE(check_folder(rooms, "harness/heddle/core"));
    EXPECT_FALSE(check_folder(rooms, "tests/golden"));
    EXPECT_TRUE(check_folder(rooms, "docs"));
    EXPECT_TRUE(check_folder(rooms, "harness/other"));
    EXPECT_TRUE(check_folder(rooms, "harness/heddle/runtime"));
    EXPECT_TRUE(check_folder(rooms, "harness/heddle/core/detail"));
    EXPECT_TRUE(check_folder(rooms, "tools/internal"));
    EXPECT_TRUE(check_folder(rooms, "tests/util"));
    EXPECT_TRUE(check_folder(rooms, "scenarios/common"));
    EXPECT_TRUE(check_file_place(rooms, "harness/heddle/stray.hpp"));
    EXPECT_FALSE(check_file_place(rooms, "harness/heddle/sync.hpp"));
}

TEST(RoomsChecker, LongestRoomWins) {
    Rooms const rooms = parse_rooms("core :\ntools : core\ntools/benchmarks : core tools # and more\n");
    EXPECT_EQ(room_of(rooms, "tools/benchmarks/main.cpp"), "tools/benchmarks");
    EXPECT_EQ(room_of(rooms, "tools/heddle/main.cpp"), "tools");
    EXPECT_EQ(room_of(rooms, "toolshed/main.cpp"), std::nullopt);
}

TEST(RoomsChecker, RefusesABadTable) {
    EXPECT_THROW(parse_rooms("core core\n"), std::runtime_error);
    EXPECT_THROW(parse_rooms("core :\ncore :\n"), std::runtime_error);
    EXPECT_THROW(parse_rooms("bottom = a b\n"), std::runtime_error);
    EXPECT_EQ(check_table(parse_rooms("a : b\nb : c\nc : a\n")).size(), 1U);
    EXPECT_EQ(check_table(parse_rooms("a : b\n")).size(), 1U);
}

}  // namespace
}  // namespace heddle::style
