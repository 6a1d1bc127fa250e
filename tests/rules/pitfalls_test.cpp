// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/pitfalls.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace luthier::rules {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(Checkout, EveryPitfallHasATestOrAReason) { EXPECT_EQ(listed(checkPitfalls(checkout())), ""); }

// A table of all pitfalls whose row 7 ends as given; instead: what stands in place of that row.
std::string problemsOf(const std::string& cell, const std::string& instead = "") {
    std::string table = "| | pitfall | what we do | test |\n|---|---|---|---|\n";
    for (int number = 1; number <= numPitfalls; ++number) {
        const std::string last = number == 7 ? cell : "not applicable: a reason";
        table += number == 7 && !instead.empty() ? instead : "| " + std::to_string(number) + " | name | words | " + last + " |\n";
    }
    const std::string tests = "TEST(Plain, Works) {}\nTEST_F(Fixture, Works) {}\nTEST_P(Family,\n       Works) {}\nRC_GTEST_PROP(Property, Works, ()) {}\n"
                              "// TEST(Plain, Commented) {}\nMY_TEST(Plain, Other) {}\n";
    return listed(checkPitfalls(Tree().add("tests/pitfalls.md", table).add("tests/a_test.cpp", tests)));
}

TEST(Pitfalls, TestsReasonsAndOpenOnesAreTaken) {
    for (const char* cell : {"`Plain.Works` in `tests/a_test.cpp`", "`Fixture.Works` in `tests/a_test.cpp`, `Family.Works` in `tests/a_test.cpp`",
                             "`Property.Works` in `tests/a_test.cpp`", "not applicable: nothing is padded", "open: the prefix is not stripped"})
        EXPECT_EQ(problemsOf(cell), "") << cell;
}

TEST(Pitfalls, RowsThatAreMissingDoubleOrUnknownAreFound) {
    EXPECT_THAT(problemsOf("", "\n"), HasSubstr("pitfall 7 has 0 rows"));
    EXPECT_THAT(problemsOf("", "| 8 | name | words | open: why |\n"), AllOf(HasSubstr("pitfall 7 has 0 rows"), HasSubstr("pitfall 8 has 2 rows")));
    EXPECT_THAT(problemsOf("open: why |\n| 35 | name | words | open: why"), HasSubstr("there is no pitfall 35"));
    EXPECT_THAT(listed(checkPitfalls(Tree())), HasSubstr("is missing"));
}

TEST(Pitfalls, RowsWithoutATestAndWithoutAReasonAreFound) {
    for (const char* cell : {"see the tests", "not applicable: ", "not applicable", "open: ", "it is not applicable: so", "`tests/a_test.cpp`"})
        EXPECT_THAT(problemsOf(cell), HasSubstr("pitfall 7")) << cell;
    EXPECT_THAT(problemsOf("", "| 7 | name | open: why |\n"), HasSubstr("4 cells"));
    EXPECT_THAT(problemsOf("", "| 7 | name | | open: why |\n"), HasSubstr("4 cells"));
}

TEST(Pitfalls, TestsThatAreNotThereAreFound) {
    EXPECT_THAT(problemsOf("`Plain.Work` in `tests/a_test.cpp`"), HasSubstr("there is no Plain.Work in"));
    EXPECT_THAT(problemsOf("`Fixture.Commented` in `tests/a_test.cpp`"), HasSubstr("there is no"));
    EXPECT_THAT(problemsOf("`Plain.Commented` in `tests/a_test.cpp`"), HasSubstr("there is no"));
    EXPECT_THAT(problemsOf("`Plain.Other` in `tests/a_test.cpp`"), HasSubstr("there is no"));
    EXPECT_THAT(problemsOf("`Plain.Works` in `tests/b_test.cpp`"), HasSubstr("tests/b_test.cpp does not exist"));
    EXPECT_THAT(problemsOf("`Plain.Works`"), HasSubstr("without its file"));
    EXPECT_THAT(problemsOf("not applicable: as `Plain.Gone` in `tests/a_test.cpp` says"), HasSubstr("there is no Plain.Gone"));
}

}  // namespace
}  // namespace luthier::rules
