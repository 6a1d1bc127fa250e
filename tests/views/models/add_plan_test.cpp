// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"
#include "views/models/add_plan.h"

namespace luthier {
namespace {

using test::TemporaryFolder;
using ::testing::HasSubstr;

class AddPlanTest : public ::testing::Test {
protected:
    AddPlanTest() {
        look.kind = SourceLook::Kind::Gguf;
        look.path = "/a/m.gguf";
        look.bytes = 1000;
        look.freeBytes = 1'000'000;
        found = Json::parse(
            R"({"kind":"gguf","family":"llama","parameters":1000,"chat_template":true,"dtypes":{"Q4_1":{"bytes":1000}},"notes":["a note"],"problems":[]})");
        choice.name = "m";
    }
    AddPlan plan() const { return planToAdd(look, found, choice, models, known); }
    TemporaryFolder folder;
    QString models = QString::fromStdString(folder.path());
    SourceLook look;
    std::optional<Json> found;
    AddChoice choice;
    std::vector<store::Model> known;
};

TEST_F(AddPlanTest, AGgufFileIsImported) {
    const AddPlan now = plan();
    EXPECT_TRUE(now.possible) << now.why.toStdString();
    EXPECT_TRUE(now.mustCopy && now.request.copies());
    EXPECT_EQ(now.request.target, models + "/m");
    EXPECT_EQ(now.neededBytes, 4000U);  // float32, as it is quantised
    EXPECT_THAT(now.button.toStdString(), HasSubstr("Import"));
    EXPECT_EQ(now.notes, QStringList{"a note"});
    choice.dtype = "bf16";
    EXPECT_EQ(plan().neededBytes, 2000U);
}

TEST_F(AddPlanTest, AHalfPrecisionGgufStaysSo) {
    (*found)["dtypes"] = Json::parse(R"({"F16":{"tensors":2,"bytes":2000}})");
    EXPECT_EQ(plan().neededBytes, 2000U);
}

TEST_F(AddPlanTest, AFolderIsUsedWhereItIsUnlessCopied) {
    look.kind = SourceLook::Kind::Folder;
    look.path = "/a/m";
    (*found)["kind"] = "model";
    EXPECT_TRUE(plan().possible);
    EXPECT_FALSE(plan().request.copies());
    EXPECT_EQ(plan().neededBytes, 0U);
    choice.dtype = "f32";  // chosen for a copy, which it is not
    EXPECT_EQ(plan().request.dtype, "keep");
    choice.copy = true;
    EXPECT_EQ(plan().neededBytes, 4000U);
    choice.dtype = "keep";
    EXPECT_EQ(plan().neededBytes, 1000U);
}

TEST_F(AddPlanTest, RefusesWithAReason) {
    look.freeBytes = 3999;
    EXPECT_FALSE(plan().possible);
    EXPECT_THAT(plan().why.toStdString(), HasSubstr("not enough room"));
    look.freeBytes = 4000;
    EXPECT_TRUE(plan().possible);
    choice.name = "  \t";
    EXPECT_THAT(plan().why.toStdString(), HasSubstr("name"));
    choice.name = "m";
    (*found)["kind"] = "adapter";
    EXPECT_THAT(plan().why.toStdString(), HasSubstr("adapter"));
    (*found)["kind"] = "gguf";
    found->erase("parameters");
    (*found)["problems"] = Json::parse(R"([{"message":"the file is cut off"}])");
    EXPECT_THAT(plan().why.toStdString(), HasSubstr("cut off"));
    found.reset();
    EXPECT_FALSE(plan().possible);
    EXPECT_FALSE(plan().why.isEmpty());
}

TEST_F(AddPlanTest, TheSameFolderTwiceIsRefused) {
    look.kind = SourceLook::Kind::Folder;
    look.path = "/a/m";
    (*found)["kind"] = "model";
    store::Model model;
    model.name = "Known <b>one</b>";
    model.folder = "/a/../a/m/";
    known.push_back(model);
    EXPECT_THAT(plan().why.toStdString(), HasSubstr("Known <b>one</b>"));
    choice.copy = true;
    EXPECT_TRUE(plan().possible);
}

TEST_F(AddPlanTest, ATargetThatIsThereIsAvoided) {
    std::filesystem::create_directories(folder / "m");
    EXPECT_EQ(plan().request.target, models + "/m-2");
    for (const char* name : {"../../x", "a/b", "..", "line\nbreak", "<b>", "名前"}) {
        choice.name = QString::fromUtf8(name);
        const QString target = plan().request.target;
        EXPECT_TRUE(target.startsWith(models + '/')) << name;
        EXPECT_EQ(target.mid(models.size() + 1).count('/'), 0) << name;
    }
}

}  // namespace
}  // namespace luthier
