// SPDX-License-Identifier: Apache-2.0
#include <tests/style/sizes.hpp>

#include <gtest/gtest.h>

#include <iostream>

namespace heddle::style {
namespace {

SourceFile file_of(std::string const& text) { return {"x.cpp", split_lines(text)}; }

std::string lines(std::size_t count, std::string const& line = "    work();\n") {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += line;
    }
    return text;
}

std::vector<std::string> names_in(std::string const& text) {
    std::vector<std::string> names;
    for (FunctionExtent const& function : find_functions(file_of(text))) {
        names.push_back(function.name + " " + std::to_string(function.lines()));
    }
    return names;
}

using Names = std::vector<std::string>;

TEST(Size, FilesAndFunctionsStayWithinTheLimits) {
    SizeReport all;
    for (SourceFile const& file : read_code()) {
        SizeReport const report = check_sizes(file);
        all.excused.insert(all.excused.end(), report.excused.begin(), report.excused.end());
        all.refused.insert(all.refused.end(), report.refused.begin(), report.refused.end());
    }
    std::cout << "over the expected size, with a reason: " << all.excused.size() << "\n" << to_string(all.excused);
    EXPECT_TRUE(all.refused.empty()) << to_string(all.refused);
}

TEST(SizeChecker, AcceptsWhatIsWithinTheLimits) {
    SizeReport const report = check_sizes(file_of("void f() {\n" + lines(38) + "}\n" + lines(260, "\n")));
    EXPECT_TRUE(report.refused.empty());
    EXPECT_TRUE(report.excused.empty());
}

TEST(SizeChecker, RefusesALongFunction) {
    SizeReport const report = check_sizes(file_of("\nvoid f() {\n" + lines(39) + "}\n"));
    ASSERT_EQ(report.refused.size(), 1U);
    EXPECT_EQ(to_string(report.refused[0]), "x.cpp:2: f has 41 lines; above 40 it needs a reason (// size: <reason>)");
}

TEST(SizeChecker, TakesAReasonAboveAFunctionUpToTheMost) {
    SizeReport const excused = check_sizes(file_of("// size: one table of cases\nvoid f() {\n" + lines(58) + "}\n"));
    EXPECT_TRUE(excused.refused.empty());
    ASSERT_EQ(excused.excused.size(), 1U);
    EXPECT_EQ(excused.excused[0].text, "f has 60 lines; one table of cases");
    EXPECT_EQ(check_sizes(file_of("// size: one table\nvoid f() {\n" + lines(59) + "}\n")).refused.size(), 1U);
    EXPECT_EQ(check_sizes(file_of("// size: \nvoid f() {\n" + lines(50) + "}\n")).refused.size(), 1U);
}

TEST(SizeChecker, RefusesALongFileAndTakesAReason) {
    EXPECT_TRUE(check_sizes(file_of(lines(300, "int a;\n"))).refused.empty());
    EXPECT_EQ(check_sizes(file_of(lines(301, "int a;\n"))).refused.size(), 1U);
    SizeReport const excused = check_sizes(file_of("// licence\n// size: figures\n" + lines(398, "int a;\n")));
    EXPECT_TRUE(excused.refused.empty());
    EXPECT_EQ(excused.excused.size(), 1U);
    EXPECT_EQ(check_sizes(file_of("// size: figures\n" + lines(400, "int a;\n"))).refused.size(), 1U);
    EXPECT_EQ(
        check_sizes(file_of(lines(20, "\n") + "// size: too late\n" + lines(301, "int a;\n"))).refused.size(), 1U);
}

TEST(SizeChecker, MeasuresAssemblyAsAFileOnly) {
    SourceFile const assembly{"switch.S", split_lines(lines(301, "        nop # f() {\n"))};
    EXPECT_EQ(check_sizes(assembly).refused.size(), 1U);
}

TEST(SizeChecker, FindsFunctionsInNamespacesAndClasses) {
    EXPECT_EQ(
        names_in(
            "namespace a::b {\nnamespace {\nclass C final : public D<int> {\npublic:\n"
            "    explicit C(int x) noexcept : x_(x), y_{x} {\n    }\n    ~C() override { }\n"
            "    bool operator==(C const&) const {\n        return true;\n    }\nprivate:\n    int y_{3};\n};\n}\n}\n"),
        (Names{"C 2", "C 1", "operator 3"}));
    EXPECT_EQ(names_in("extern \"C\" {\nint f(void) {\n}\n}\n"), Names{"f 2"});
    EXPECT_EQ(
        names_in("enum class E { a, b };\nstruct alignas(64) S {\n    int f() { return 0; }\n};\n"), Names{"f 1"});
}

TEST(SizeChecker, FindsTemplatesTrailingTypesAndMemberLists) {
    EXPECT_EQ(names_in("template <class T, class U = std::vector<T>>\nauto f(T t) -> U {\n}\n"), Names{"f 3"});
    EXPECT_EQ(names_in("template <class T>\n    requires std::integral<T>\nT f(T t) {\n}\n"), Names{"f 4"});
    EXPECT_EQ(names_in("C::C()\n    : a_{1}, b_{{2, 3}},\n      c_(4) {\n}\n"), Names{"C 4"});
    EXPECT_EQ(names_in("void f(int x = 3, S s = {1, 2}) {\n}\nvoid g() try {\n} "), (Names{"f 2", "g 2"}));
}

TEST(SizeChecker, CountsLambdasWithTheirFunctionAndNamedOnesAlone) {
    EXPECT_EQ(
        names_in("void f() {\n    auto g = [](int x) {\n        return x;\n    };\n    g(1);\n}\nint x;\n"),
        Names{"f 6"});
    EXPECT_EQ(names_in("auto const twice = [](int x) {\n    return 2 * x;\n};\n"), Names{"twice 3"});
    EXPECT_EQ(names_in("TEST(Suite, Name) {\n    if (a) {\n    }\n}\n"), Names{"TEST 4"});
}

TEST(SizeChecker, SkipsTablesAndInitialisers) {
    EXPECT_EQ(names_in("constexpr Row rows[] = {\n" + lines(100, "    {1, f(2)},\n") + "};\n"), Names{});
    EXPECT_EQ(names_in("constexpr std::array<Row, 2> rows{{\n    {1, 2},\n}};\nint f() {\n}\n"), Names{"f 2"});
    EXPECT_EQ(names_in("auto const rows = std::to_array<Row>({\n    {1, 2},\n});\nint f() {\n}\n"), Names{"f 2"});
}

TEST(SizeChecker, IsNotFooledByTextCommentsAndPreprocessor) {
    EXPECT_EQ(
        names_in("int f() {\n    g(\"}\", '}', R\"x(}}\n}})x\", 1'000);  // }\n    /* } */\n}\nint g() {\n}\n"),
        (Names{"f 5", "g 2"}));
    EXPECT_EQ(names_in("#define OPEN {\n#define TWO \\\n    {{\nint f() {\n}\n"), Names{"f 2"});
}

}  // namespace
}  // namespace heddle::style
