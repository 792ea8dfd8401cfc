// SPDX-License-Identifier: Apache-2.0
// The searches through folders: made-up trees, real ones, and what is said of those that cannot be searched.
#include <heddle/explore/explore.hpp>

#include <scenarios/scenario.hpp>
#include <scenarios/search/tree.hpp>
#include <tests/scenarios/exhausted.hpp>

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <stdexcept>

namespace heddle::scenarios {
namespace {

std::string error_of(Parameters const& parameters) {
    try {
        (void)make_program("search_twice.fixed", parameters);
    } catch (std::invalid_argument const& error) {
        return error.what();
    }
    return "no error";
}

TEST(Tree, IsReadFromText) {
    Tree const tree = Tree::of_text("example", "top(a(x.txt,b()),locked!(y.txt),z.txt)");
    EXPECT_EQ(tree.root(), "top");
    EXPECT_EQ(tree.list("top").size(), 3U);
    EXPECT_EQ(tree.list("top/a").front().name, "x.txt");
    EXPECT_TRUE(tree.list("top/a").back().folder);
    EXPECT_TRUE(tree.list("top/a/b").empty());
    EXPECT_THROW(tree.list("top/locked"), std::runtime_error);
    EXPECT_EQ(tree.all_with("y."), (std::vector<std::string>{"top/locked/y.txt"}));
}

TEST(Tree, SaysWhereItCannotBeRead) {
    for (char const* const text :
         {"", "top", "top(", "top(a", "top(a,", "top(a,)", "top(a)b", "top(a!)", "(a)", "top(a(b)c)"}) {
        EXPECT_NE(error_of({{"tree", text}}), "no error") << text;
    }
    EXPECT_EQ(
        error_of({{"tree", "top(a"}}),
        "search_twice: --set tree=... cannot be read at character 6\n"
        "  write it as top(first(a.txt),second!(b.txt)): folders have parentheses, those with a ! cannot be read");
    EXPECT_EQ(
        error_of({{"root", "/nowhere/at/all"}}),
        "search_twice: cannot search /nowhere/at/all: No such file or directory\n"
        "  --set root=DIR needs a folder that is there");
}

TEST(FileSearch, FindsWhatIsInARealFolder) {
    namespace fs = std::filesystem;
    fs::path const root = fs::temp_directory_path() / ("heddle-search-" + std::to_string(getpid()));
    fs::create_directories(root / "inner");
    std::ofstream{root / "inner" / "a findme b"} << "x";
    fs::create_directory_symlink(root, root / "inner" / "loop");
    for (char const* const waits : {"joins", "group"}) {
        auto const all = all_outcomes("search_twice.fixed", {{"root", root.string()}, {"waits", waits}});
        EXPECT_EQ(all, (std::set<std::string>{"matches={'" + root.string() + "/inner/a findme b'} unread=0"}));
    }
    fs::remove_all(root);
}

TEST(FileSearch, CountsTwiceWhatItSearchesTwice) {
    Parameters const deep{{"tree", "top(one(two(findme)))"}};
    EXPECT_EQ(
        all_outcomes("search_twice.fixed", deep), (std::set<std::string>{"matches={'top/one/two/findme'} unread=0"}));
    std::string const found = "'top/one/two/findme'";
    EXPECT_EQ(
        all_outcomes("search_twice.buggy", deep),
        (std::set<std::string>{"matches={" + found + ", " + found + ", " + found + ", " + found + "} unread=0"}));
}

TEST(FileSearch, MissesWhatCannotBeReadAndSaysSoOrNot) {
    std::string const found = "matches={'top/open/findme.txt'} unread=";
    EXPECT_EQ(all_outcomes("search_exception.buggy", {}), (std::set<std::string>{found + "0"}));
    EXPECT_EQ(all_outcomes("search_exception.fixed", {}), (std::set<std::string>{found + "1"}));
    EXPECT_EQ(
        all_outcomes("search_exception.fixed", {{"tree", "top!(findme.txt)"}}),
        (std::set<std::string>{"matches={} unread=1"}));
}

TEST(FileSearch, PrintsTheMatchesLast) {
    for (char const* const waits : {"joins", "group"}) {
        Parameters const small{{"tree", "top(inner(findme))"}, {"waits", waits}};
        EXPECT_EQ(
            all_outcomes("search_prints.fixed", small),
            (std::set<std::string>{"in top\nin top/inner\nfound: {'top/inner/findme'}\n"}));
    }
    EXPECT_TRUE(all_outcomes("search_prints.buggy", {})
                    .contains("in top\nin top/leftin top/right\n\nfound: {'top/right/findme.txt'}\n"));
}

}  // namespace
}  // namespace heddle::scenarios
