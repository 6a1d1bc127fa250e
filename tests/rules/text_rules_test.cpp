// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/text_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace luthier::rules {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string lines(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "x();\n";
    return text;
}

const std::string apache = "// SPDX-License-Identifier: Apache-2.0\n";
const std::string gpl = "// SPDX-License-Identifier: GPL-3.0-or-later\n";

// ---- this checkout ----

TEST(Checkout, FilesAreShort) { EXPECT_EQ(listed(checkFileLength(checkout())), ""); }
TEST(Checkout, FunctionsAreShort) { EXPECT_EQ(listed(checkFunctionLength(checkout())), ""); }
TEST(Checkout, LinesAreShort) { EXPECT_EQ(listed(checkLineLength(checkout())), ""); }
TEST(Checkout, EverySourceNamesItsLicence) { EXPECT_EQ(listed(checkLicenceLine(checkout())), ""); }
TEST(Checkout, NothingRunsCodeFromFilesOrShells) { EXPECT_EQ(listed(checkForbiddenCode(checkout())), ""); }
TEST(Checkout, NothingIsLeftForLater) { EXPECT_EQ(listed(checkUnfinished(checkout())), ""); }
TEST(Checkout, NamesNoRegistryAndNoDevelopersMachine) { EXPECT_EQ(listed(checkForeignNames(checkout())), ""); }

// ---- the rules themselves ----

TEST(FileLength, CountsLines) {
    EXPECT_THAT(checkFileLength(Tree().add("core/base/a.cpp", lines(400)).add("core/methods/b.cpp", lines(300)).add("data.json", lines(9000))), IsEmpty());
    EXPECT_THAT(
        checkFileLength(Tree().add("core/base/a.cpp", lines(401)).add("core/methods/b.cpp", lines(301)).add("x.rs", lines(401)).add("x.py", lines(401))),
        SizeIs(4));
}

TEST(FunctionLength, CountsTheHeadAndBothBraces) {
    EXPECT_THAT(checkFunctionLength(Tree().add("a.cpp", "void f() {\n" + lines(58) + "}\n")), IsEmpty());
    EXPECT_THAT(checkFunctionLength(Tree().add("a.cpp", "void f() {\n" + lines(59) + "}\n")), SizeIs(1));
    EXPECT_THAT(checkFunctionLength(Tree().add("a.rs", "impl A {\nfn f() {\n" + lines(59) + "}\n}\n")), SizeIs(1));
    EXPECT_THAT(checkFunctionLength(Tree().add("a.cpp", "struct A {\n" + lines(500) + "};\n")), IsEmpty());
}

TEST(LineLength, CountsCharactersNotBytes) {
    std::string umlauts;
    for (int i = 0; i < 160; ++i) umlauts += "ü";
    EXPECT_THAT(checkLineLength(Tree().add("a.cpp", umlauts + "\n")), IsEmpty());
    EXPECT_THAT(checkLineLength(Tree().add("a.cpp", umlauts + "u\n")), SizeIs(1));
}

TEST(LicenceLine, IsGplForTheWindowAndApacheForTheRest) {
    EXPECT_THAT(
        checkLicenceLine(Tree().add("core/base/a.h", apache).add("views/a.h", gpl).add("luthier", "#!/bin/sh\n# SPDX-License-Identifier: Apache-2.0\n")),
        IsEmpty());
    EXPECT_THAT(checkLicenceLine(Tree().add("core/base/a.h", gpl).add("views/a.h", apache).add("a.py", "import os\n").add("b.cpp", "\n\n\n" + apache)),
                SizeIs(4));
}

TEST(ForbiddenCode, FindsCallsButNotNamesCommentsOrText) {
    EXPECT_THAT(checkForbiddenCode(Tree().add("core/base/a.cpp",
        "std::filesystem::path p; std::system_error e; builder.system(1); int subsystem(int); // system(x)\nsay(\"torch::load\");")), IsEmpty());
    EXPECT_THAT(
        checkForbiddenCode(Tree().add("core/base/a.cpp", "int a = std::system(x); FILE* f = popen(y, z); ::mmap(a); torch::load(m); torch::jit::Module n;")),
        SizeIs(5));
    EXPECT_THAT(checkForbiddenCode(Tree().add("tests/a.cpp", "::mmap(a); system(b);")), SizeIs(1));
}

TEST(Unfinished, FindsTheUsualWords) {
    const std::string later = "TO" "DO", repair = "FIX" "ME";
    EXPECT_THAT(checkUnfinished(Tree().add("core/base/a.cpp", "// " + later + ": more\nint " + repair + ";").add("notes.txt", later)), SizeIs(2));
    EXPECT_THAT(checkUnfinished(Tree().add("core/base/a.cpp", "int " + later + "S_PER_DAY;")), IsEmpty());
}

TEST(ForeignNames, FindsHostsAndPaths) {
    EXPECT_THAT(checkForeignNames(Tree().add("README.md", "see https://py" "pi.org/x\n").add("a.sh", "cd /var/" "tmp/x\n")), SizeIs(2));
    EXPECT_THAT(checkForeignNames(Tree().add("README.md", "from the Python package index\n")), IsEmpty());
}

}  // namespace
}  // namespace luthier::rules
