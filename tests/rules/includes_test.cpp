// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/includes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace luthier::rules {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// ---- this checkout ----

TEST(Checkout, IncludesGoOneWay) { EXPECT_EQ(listed(checkDirection(checkout())), ""); }
TEST(Checkout, TargetsDependOnWhatIsAboveThem) { EXPECT_EQ(listed(checkTargets(checkout())), ""); }
TEST(Checkout, TorchFreeHalfReachesNoTorchHeader) { EXPECT_EQ(listed(checkTorchFree(checkout())), ""); }
TEST(Checkout, EngineHalfHasNoQtAndNoSqlite) { EXPECT_EQ(listed(checkEngineHalf(checkout())), ""); }
TEST(Checkout, OnlyTheLogIncludesFmt) { EXPECT_EQ(listed(checkLogHeaders(checkout())), ""); }
TEST(Checkout, IncludesAreWrittenFromTheRoot) { EXPECT_EQ(listed(checkIncludesExist(checkout())), ""); }

// ---- the rules themselves, on samples that break them ----

std::vector<std::string> texts(const std::vector<Violation>& violations) {
    std::vector<std::string> result;
    for (const Violation& violation : violations) result.push_back(violation.toString());
    return result;
}

TEST(Direction, RefusesTheWrongWay) {
    Tree tree;
    tree.add("core/rows/a.h", "").add("core/base/b.h", "#pragma once\n  #  include \"core/rows/a.h\"\n").add("core/rows/c.cpp", "#include \"core/base/b.h\"\n");
    EXPECT_THAT(texts(checkDirection(tree)), ElementsAre(HasSubstr("core/base/b.h:2: base may not use rows")));
}

TEST(Direction, CoreMayNotUseAppAndViewsMayNotUseApp) {
    Tree tree;
    tree.add("core/base/a.cpp", "#include \"app/engine/x.h\"\n")
        .add("views/a.cpp", "#include \"app/engine/x.h\"\n#include \"core/base/b.h\"\n")
        .add("app/engine/x.h", "");
    EXPECT_THAT(texts(checkDirection(tree)), ElementsAre(HasSubstr("core may not include app/engine/x.h"), HasSubstr("views may not include app/engine/x.h")));
}

TEST(Direction, FoldersOfTheWindowGoOneWayAndPagesDoNotKnowOneAnother) {
    Tree tree;
    tree.add("views/shared/theme/a.h", "#include \"views/link/b.h\"\n")
        .add("views/link/b.h", "")
        .add("views/frame/d.h", "")
        .add("views/home/a.cpp", "#include \"views/compare/c.h\"\n#include \"views/frame/d.h\"\n#include \"views/home/x.h\"\n")
        .add("views/home/x.h", "")
        .add("views/compare/c.h", "")
        .add("views/all_pages.cpp", "#include \"views/compare/c.h\"\n#include \"views/home/x.h\"\n");
    EXPECT_THAT(texts(checkDirection(tree)),
                ElementsAre(HasSubstr("a page may not use another one: views/compare/c.h"), HasSubstr("only those above it: views/link/b.h")));
}

TEST(Direction, RefusesAFolderThatIsInNoList) {
    EXPECT_THAT(texts(checkDirection(Tree().add("core/misc/a.cpp", ""))), ElementsAre(HasSubstr("core/misc is not in the list")));
}

TEST(Direction, TellsTheTwoHalvesOfAFolderApart) {
    Tree tree;
    tree.add("core/methods/dpo.h", "").add("core/methods/method.h", "#include <ATen/core/Tensor.h>\n");
    tree.add("core/recipe/good.cpp", "#include \"core/methods/dpo.h\"\n").add("core/recipe/bad.cpp", "#include \"core/methods/method.h\"\n");
    EXPECT_THAT(texts(checkDirection(tree)), ElementsAre(HasSubstr("core/recipe/bad.cpp:1: recipe may not use methods")));
}

TEST(Targets, RefusesADependencyThatIsBelow) {
    Tree tree;
    tree.add("core/rows/CMakeLists.txt", "luthier_folder(rows DEPENDS core_base core_text)\n");
    tree.add("core/models/CMakeLists.txt", "luthier_info_folder(models INFO_DEPENDS core_base core_kernels DEPENDS core_kernels core_recipe)\n");
    EXPECT_THAT(texts(checkTargets(tree)), ElementsAre(HasSubstr("models_info may not depend on kernels"), HasSubstr("rows may not depend on text")));
}

TEST(TorchFree, FindsAHeaderBehindOurOwn) {
    Tree tree;
    tree.add("core/base/a.h", "#include <torch/torch.h>\n")
        .add("core/base/b.h", "#include \"core/base/a.h\"\n")
        .add("core/rows/c.cpp", "#include \"core/base/b.h\"\n");
    tree.add("core/models/layer.cpp", "#include <ATen/ATen.h>\n").add("core/models/llama_info.cpp", "#include <c10/core/Device.h>\n");
    EXPECT_THAT(texts(checkTorchFree(tree)),
                ElementsAre(HasSubstr("core/base/a.h -> torch/torch.h"), HasSubstr("core/base/b.h -> core/base/a.h"), HasSubstr("core/models/llama_info.cpp"),
                            HasSubstr("core/rows/c.cpp -> core/base/b.h -> core/base/a.h -> torch/torch.h")));
}

TEST(TorchFree, EndsOnACycle) {
    EXPECT_THAT(checkTorchFree(Tree().add("core/base/a.h", "#include \"core/base/b.h\"\n").add("core/base/b.h", "#include \"core/base/a.h\"\n")), IsEmpty());
}

TEST(EngineHalf, RefusesQtAndSqlite) {
    Tree tree;
    tree.add("core/runs/a.cpp", "#include <QString>\n")
        .add("app/engine/b.cpp", "#include <sqlite3.h>\n")
        .add("core/data/c.cpp", "#include <SQLiteCpp/Database.h>\n");
    tree.add("core/store/d.cpp", "#include <SQLiteCpp/Database.h>\n")
        .add("views/e.cpp", "#include <QString>\n")
        .add("core/runs/f.cpp", "#include <QtCore/QString>\n");
    EXPECT_EQ(checkEngineHalf(tree).size(), 4U) << listed(checkEngineHalf(tree));
}

TEST(LogHeaders, RefusesFmtOutsideTheLog) {
    Tree tree;
    tree.add("core/base/log.cpp", "#include <spdlog/spdlog.h>\n")
        .add("core/rows/a.cpp", "#include <fmt/format.h>\n")
        .add("tests/x_test.cpp", "#include \"spdlog/spdlog.h\"\n");
    EXPECT_EQ(checkLogHeaders(tree).size(), 2U);
}

TEST(IncludesExist, RefusesARelativePath) {
    EXPECT_EQ(checkIncludesExist(Tree().add("core/base/a.cpp", "#include \"b.h\"\n#include \"core/base/b.h\"\n").add("core/base/b.h", "")).size(), 1U);
}

}  // namespace
}  // namespace luthier::rules
