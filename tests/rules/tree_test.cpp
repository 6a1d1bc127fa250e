// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/tree.h"

#include <gtest/gtest.h>

#include "tests/rules/functions.h"

namespace luthier::rules {
namespace {

TEST(BlankOut, RemovesCommentsAndLiteralsButKeepsLines) {
    EXPECT_EQ(blankOutCpp("a // b {\nc"), "a       \nc");
    EXPECT_EQ(blankOutCpp("a /* {\n} */ c"), "a     \n     c");
    EXPECT_EQ(blankOutCpp(R"(f("{\"}", '{', '\'');)"), "f(      ,    ,     );");
    EXPECT_EQ(blankOutCpp("x = R\"json({\"a\": \"})\"})json\"; y"), "x =                         ; y");
    EXPECT_EQ(blankOutCpp("#define A { \\\n  {\nint b;"), "             \n   \nint b;");
    EXPECT_EQ(blankOutCpp("1'000'000 + 'a' + 0xff'ff"), "1'000'000 +     + 0xff'ff");
    EXPECT_EQ(blankOutCpp("\"not closed"), "           ");
}

TEST(BlankOut, KnowsRust) {
    EXPECT_EQ(blankOutRust("fn f<'a>(x: &'a str) { '{' }"), "fn f<'a>(x: &'a str) {     }");
    EXPECT_EQ(blankOutRust("/* /* { */ { */ a"), "                a");
    EXPECT_EQ(blankOutRust("r#\"{\"}\"# b"), "         b");
    EXPECT_EQ(blankOutRust("'\\'' + '\\u{1F600}'"), "     +            ");
}

std::vector<std::string> heads(const std::string& path, const std::string& text) {
    std::vector<std::string> result;
    for (const FunctionSpan& function : findFunctions(*Tree().add(path, text).find(path))) result.push_back(function.head);
    return result;
}

TEST(FindFunctions, TellsFunctionsFromScopesAndInitialisers) {
    const auto found = heads("a.cpp", R"cpp(
namespace a::b { inline namespace c {
struct S : Base<int(int)> {
    S() : m_a{1}, m_b(2) { work(); }
    bool operator==(const S& o) const { return true; }
    template <class T, class = std::enable_if_t<(sizeof(T) > 1)>>
    auto get() const -> int { return [] { return 1; }(); }
    int m_a{0}, m_b = 3;
};
enum class Kind { A, B };
const std::map<int, int> table = {{1, f(2)}, {3, 4}};
auto lambda = [](int a) { return a; };
struct Point make(int a);
} }
TEST(Suite, Name) { if (x) { y(); } }
extern "C" { void plain(void) {} }
)cpp");
    EXPECT_EQ(found, (std::vector<std::string>{"S() : m_a{1}, m_b(2) ", "bool operator==(const S& o) const ", "auto get() const -> int ",
                                               "auto lambda = [](int a) ", "TEST(Suite, Name) ", "void plain(void) "}));
}

TEST(FindFunctions, CountsLinesFromTheHeadToTheClosingBrace) {
    Tree tree;
    const auto found = findFunctions(*tree.add("a.cpp", "int a;\nint f(int x,\n      int y) {\n  g();\n}\n").find("a.cpp"));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].firstLine, 2);
    EXPECT_EQ(found[0].lastLine, 5);
    EXPECT_EQ(found[0].numLines(), 4);
}

TEST(FindFunctions, KnowsRust) {
    EXPECT_EQ(
        heads("a.rs",
              "#[cfg(test)]\nmod tests {\n use super::*;\n #[test]\n fn one() { assert!({ true }); }\n}\nimpl<'a> T for S<'a> { fn two(&self) -> u8 { 1 } }\n"
              "struct S { a: u8 }\nconst A: [u8; 2] = [1, 2];\npub unsafe extern fn three() {}\n")
            .size(),
        3U);
}

TEST(Tree, ReadsTheCheckoutButNotItsBuildFolders) {
    EXPECT_NE(checkout().find("core/base/error.h"), nullptr);
    EXPECT_NE(checkout().find("CMakeLists.txt"), nullptr);
    for (const auto& [path, file] : checkout().files()) EXPECT_FALSE(startsWith(path, "build/") || startsWith(path, ".git/")) << path;
}

}  // namespace
}  // namespace luthier::rules
