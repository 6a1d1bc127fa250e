// SPDX-License-Identifier: GPL-3.0-or-later
// The page Adapters as a person uses it, with a program that answers as the engine does.
#include <QComboBox>
#include <QDoubleSpinBox>

#include "core/base/files.h"
#include "tests/support/read_only_folder.h"
#include "tests/views/shelf/page_fixture.h"
#include "views/adapters/adapters_page.h"

namespace luthier {
namespace {

using namespace luthier::test;
using ::testing::HasSubstr;

std::string tinyAdapter() { return QStringLiteral(LUTHIER_SOURCE_DIR "/tests/baselines/adapters/lora").toStdString(); }

class AdaptersPageTest : public PageFixture {
protected:
    void SetUp() override {
        openProject(QString::fromStdString(scriptedEngine(folder)));
        show(createAdaptersPage(*session));
        ASSERT_TRUE(waitUntil([&] { return shown("adapters.empty.add"); }));
    }
    std::string makeAdapter(const std::string& name, const std::string& base = "/elsewhere/Other-1B", const std::string& sha = "abc") {
        const std::string path = folder / name;
        std::filesystem::copy(tinyAdapter(), path);
        std::ofstream(path + "/facts.json") << R"({"kind":"adapter","type":"LORA","rank":8,"alpha":16.0,"targets":["q_proj","v_proj"],"base_model":")" << base
                                            << R"(","bytes":5000,"num_tensors":4,"files":[{"name":"adapter_model.safetensors","sha256":")" << sha
                                            << R"("}],"problems":[]})";
        return path;
    }
    void makeModel() {
        write([](store::Project& project) {
            store::Model model;
            model.name = "Base";
            model.folder = tinyModel("tiny-llama");
            model.facts = {{"kind", "model"}, {"bytes", 162176}, {"parameters", 40544}};
            return project.models().add(model);
        });
        store->announce({"models"});
    }
    void add(const std::string& path, const QString& title) {
        page->open("add:" + QString::fromStdString(path));
        ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("adapters.add.accept")->isEnabled(); })) << text("adapters.add.why").toStdString();
        type("adapters.add.name", title);
        click("adapters.add.accept");
        ASSERT_TRUE(waitUntil([&] { return listed("adapters.list").contains(title); }));
    }
    std::vector<store::AdapterEntry> stored() {
        return *write([](store::Project& project) { return project.adapters().all(); });
    }
    void trigger(const char* action) {
        find<QAbstractButton>("adapters.more")->click();
        QAction* found = nullptr;
        ASSERT_TRUE(waitUntil([&] { return (found = page->findChild<QAction*>(QString::fromLatin1(action))) != nullptr; }));
        found->trigger();
        if (QWidget* const popup = QApplication::activePopupWidget()) popup->close();
        QTest::qWait(0);
    }
};

TEST_F(AdaptersPageTest, AFolderIsAddedAndItsBaseChosen) {
    makeModel();
    add(makeAdapter("from a friend"), "<b>Friend's</b> \"one\" 模");
    ASSERT_EQ(stored().size(), 1U);
    EXPECT_EQ(find<theme::ElidedLabel>("adapters.name.text")->fullText(), "<b>Friend's</b> \"one\" 模");
    ASSERT_TRUE(waitUntil([&] { return shown("adapters.base_row"); }));
    EXPECT_FALSE(find<QPushButton>("adapters.compare")->isEnabled());
    EXPECT_FALSE(find<QPushButton>("adapters.compare")->toolTip().isEmpty());
    EXPECT_THAT(text("adapters.sentence").toStdString(), HasSubstr("Other-1B, which is not among the models"));
    click("adapters.set_base");
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("adapters.compare")->isEnabled(); }));
    EXPECT_FALSE(shown("adapters.base_row"));
    click("adapters.compare");
    click("adapters.train");
    click("adapters.lineage.base");
    EXPECT_EQ(window.opened, QStringList({"compare adapter:1", "train adapter:1", "models model:1"}));
    store->undo();
    EXPECT_TRUE(waitUntil([&] { return shown("adapters.base_row"); }));
}

TEST_F(AdaptersPageTest, TheBaseThatItsFileNamesIsFound) {
    makeModel();
    const std::string path = makeAdapter("a", tinyModel("tiny-llama"));
    page->open("add:" + QString::fromStdString(path));
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("adapters.add.accept")->isEnabled(); }));
    EXPECT_EQ(find<QComboBox>("adapters.add.base")->currentText(), "Base");
    EXPECT_THAT(text("adapters.add.summary").toStdString(), HasSubstr("LoRA adapter of rank 8 for Base"));
    click("adapters.add.accept");
    EXPECT_TRUE(waitUntil([&] { return !stored().empty() && stored()[0].model == 1; }));
}

TEST_F(AdaptersPageTest, WhatIsNoAdapterIsRefusedBeforehand) {
    click("adapters.empty.add");
    std::filesystem::create_directories(folder / "model");
    folder.write("model/facts.json", R"({"kind":"model"})");
    type("adapters.add.source.path", QString::fromStdString(folder / "model"));
    EXPECT_TRUE(waitUntil([&] { return text("adapters.add.why").contains("whole model"); }));
    EXPECT_FALSE(find<QPushButton>("adapters.add.accept")->isEnabled());
    type("adapters.add.source.path", QString::fromStdString(folder / "nothing"));
    EXPECT_TRUE(waitUntil([&] { return shown("adapters.add.trouble"); }));
    std::filesystem::create_directories(folder / "torn");
    folder.write("torn/facts.json", R"({"kind":"adapter","problems":[{"message":"adapter_config.json is broken"}]})");
    type("adapters.add.source.path", QString::fromStdString(folder / "torn"));
    EXPECT_TRUE(waitUntil([&] { return shown("adapters.add.problems"); }));
    EXPECT_FALSE(find<QPushButton>("adapters.add.accept")->isEnabled());
    add(makeAdapter("good"), "good");
    page->open("add:" + QString::fromStdString(folder / "good"));
    EXPECT_TRUE(waitUntil([&] { return text("adapters.add.why").contains("already, as \"good\""); }));
}

TEST_F(AdaptersPageTest, MergedIntoAModelThatIsAdded) {
    makeModel();
    add(makeAdapter("a", tinyModel("tiny-llama")), "A");
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("adapters.merge")->isEnabled(); }));
    click("adapters.merge");
    type("adapters.target.name", "Merged one");
    find<QDoubleSpinBox>("adapters.target.strength")->setValue(0.5);
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("adapters.target.accept")->isEnabled(); }));
    EXPECT_EQ(find<QPushButton>("adapters.target.accept")->text().toStdString(), QStringLiteral("Merge 162\u00A0kB").toStdString());
    click("adapters.target.accept");
    ASSERT_TRUE(waitUntil([&] { return window.toasts.contains("Merged into Merged one"); })) << (window.errors + window.toasts).join(' ').toStdString();
    const auto models = write([](store::Project& project) { return project.models().all(); });
    ASSERT_EQ(models->size(), 2U);
    EXPECT_EQ(models->at(1).folder, folder / "project/models/Merged one");
    window.lastAction();
    EXPECT_EQ(window.opened.last(), "models model:2");
    // The same name again: said before anything is done.
    click("adapters.merge");
    type("adapters.target.name", "Merged one");
    EXPECT_TRUE(waitUntil([&] { return text("adapters.target.space").contains("already"); }));
    EXPECT_FALSE(find<QPushButton>("adapters.target.accept")->isEnabled());
}

TEST_F(AdaptersPageTest, AMergeThatIsCancelledLeavesNothing) {
    makeModel();
    const std::string path = makeAdapter("a", tinyModel("tiny-llama"));
    folder.write("a:1.slow", "");
    add(path, "A");
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("adapters.merge")->isEnabled(); }));
    click("adapters.merge");
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("adapters.target.accept")->isEnabled(); }));
    click("adapters.target.accept");
    ASSERT_TRUE(waitUntil([&] { return shown("adapters.jobs.2") && find<theme::ElidedLabel>("adapters.jobs.2.words")->fullText().contains("1 of 4"); }));
    click("adapters.jobs.2.cancel");
    ASSERT_TRUE(waitUntil([&] { return !shown("adapters.jobs.2"); }));
    EXPECT_EQ(write([](store::Project& project) { return project.models().all(); })->size(), 1U);
    EXPECT_TRUE(listFolder(folder / "project/models")->empty());
}

TEST_F(AdaptersPageTest, ExportedAsItIs) {
    add(makeAdapter("a"), "A");
    trigger("adapters.menu.export");
    std::filesystem::create_directories(folder / "out");
    type("adapters.target.parent.path", QString::fromStdString(folder / "out"));
    type("adapters.target.name", "copy of A");
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("adapters.target.accept")->isEnabled(); }));
    click("adapters.target.accept");
    ASSERT_TRUE(waitUntil([&] { return window.toasts.join(' ').contains("Exported"); }));
    EXPECT_EQ(contentOf(folder / "out/copy of A/adapter_model.safetensors"), contentOf(tinyAdapter() + "/adapter_model.safetensors"));
    EXPECT_EQ(settings->value("adapters/export_folder").toString().toStdString(), folder / "out");
}

// Said before anything is done; and where a folder is closed only then, by the job, which can be tried again.
TEST_F(AdaptersPageTest, AFolderThatCannotBeWrittenToIsSaid) {
    add(makeAdapter("a"), "A");
    trigger("adapters.menu.export");
    const std::string out = folder / "out";
    std::filesystem::create_directories(out);
    std::optional<ReadOnlyFolder> closed;
    closed.emplace(out);
    if (!closed->holds()) GTEST_SKIP() << "nothing can be made read-only here";
    type("adapters.target.parent.path", QString::fromStdString(out));
    ASSERT_TRUE(waitUntil([&] { return text("adapters.target.space").contains("cannot be written to"); })) << text("adapters.target.space").toStdString();
    EXPECT_FALSE(find<QPushButton>("adapters.target.accept")->isEnabled());
    closed.reset();
    type("adapters.target.parent.path", QString::fromStdString(out + "/"));   // looks again
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("adapters.target.accept")->isEnabled(); }));
    closed.emplace(out);
    click("adapters.target.accept");
    ASSERT_TRUE(waitUntil([&] { return shown("adapters.jobs.2.error"); }));
    EXPECT_THAT(text("adapters.jobs.2.error").toStdString(), HasSubstr("Read-only file system"));
    EXPECT_TRUE(listFolder(out)->empty());
    closed.reset();
    click("adapters.jobs.2.retry");
    ASSERT_TRUE(waitUntil([&] { return window.toasts.join(' ').contains("Exported"); }));
    EXPECT_EQ(contentOf(out + "/A/adapter_model.safetensors"), contentOf(tinyAdapter() + "/adapter_model.safetensors"));
}

TEST_F(AdaptersPageTest, RenameNotesAndDeleteAreUndone) {
    const std::string path = makeAdapter("a");
    add(path, "First");
    find<QAbstractButton>("adapters.name.edit")->click();
    auto* const line = find<QLineEdit>("adapters.name.line");
    line->setText("Second");
    QTest::keyClick(line, Qt::Key_Return);
    ASSERT_TRUE(waitUntil([&] { return listed("adapters.list") == QStringList{"Second"}; }));
    find<QPlainTextEdit>("adapters.notes")->setPlainText("note");
    ASSERT_TRUE(waitUntil([&] { return stored()[0].notes == "note"; }));
    trigger("adapters.menu.delete");
    ASSERT_TRUE(waitUntil([&] { return shown("adapters.empty.add"); }));
    EXPECT_TRUE(pathExists(path + "/adapter_config.json"));
    window.lastAction();
    ASSERT_TRUE(waitUntil([&] { return listed("adapters.list") == QStringList{"Second"}; }));
    EXPECT_EQ(stored()[0].notes, "note");
    store->undo();
    ASSERT_TRUE(waitUntil([&] { return stored()[0].notes.empty(); }));
    store->undo();
    EXPECT_TRUE(waitUntil([&] { return listed("adapters.list") == QStringList{"First"}; }));
}

TEST_F(AdaptersPageTest, AFolderThatGoesIsSaidAndLocatedAgain) {
    const std::string path = makeAdapter("a");
    add(path, "A");
    std::filesystem::rename(path, folder / "moved");
    ASSERT_TRUE(waitUntil([&] { return shown("adapters.missing"); }));
    type("adapters.where.path", QString::fromStdString(makeAdapter("other", "/x", "def")));
    click("adapters.locate");
    ASSERT_TRUE(waitUntil([&] { return shown("adapters.trouble"); }));
    type("adapters.where.path", QString::fromStdString(folder / "moved"));
    click("adapters.locate");
    ASSERT_TRUE(waitUntil([&] { return !shown("adapters.missing"); }));
    ASSERT_EQ(stored().size(), 1U);
    EXPECT_EQ(stored()[0].folder, folder / "moved");
}

TEST_F(AdaptersPageTest, ResultsOfRunsAreLookedAtAndTracedBack) {
    makeModel();
    const std::string path = makeAdapter("final", tinyModel("tiny-llama"));
    ASSERT_TRUE(write([&](store::Project& project) -> Result<std::int64_t> {
        store::Run run;
        run.name = "The run";
        run.folder = folder / "run";
        run.config = {{"data", {{"train", "/data/my rows.jsonl"}}}};
        run.model = 1;
        ASSIGN_OR_RETURN(const auto id, project.runs().add(run));
        store::AdapterEntry adapter;
        adapter.name = "Result";
        adapter.folder = path;
        adapter.run = id;
        adapter.model = 1;
        return project.adapters().add(adapter);
    }));
    store->announce({"adapters"});
    page->open("adapter:1");
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("adapters.compare")->isEnabled(); }));
    ASSERT_TRUE(waitUntil([&] { return stored()[0].facts.value("rank", 0) == 8; }));
    click("adapters.lineage.run");
    EXPECT_EQ(window.opened, QStringList{"runs run:1"});
    EXPECT_EQ(find<QAbstractButton>("adapters.lineage.file")->text(), "my rows.jsonl");
}

class AdaptersRealEngine : public PageFixture {
protected:
    void SetUp() override {
        if (realEngine().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE names no engine";
        openProject(realEngine());
    }
    // A model with an adapter for it, ready to be merged.
    void addTinyAdapter() {
        const auto modelId = write([](store::Project& project) {
            store::Model model;
            model.name = "Tiny";
            model.folder = tinyModel("tiny-llama");
            model.facts = {{"kind", "model"}, {"bytes", 162176}, {"parameters", 40544}};
            return project.models().add(model);
        });
        ASSERT_TRUE(modelId);
        show(createAdaptersPage(*session));
        page->open("add:" + QString::fromStdString(tinyAdapter()));
        ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("adapters.add.accept")->isEnabled(); }));
        auto* const base = find<QComboBox>("adapters.add.base");
        base->setCurrentIndex(base->findText("Tiny"));
        click("adapters.add.accept");
        ASSERT_TRUE(waitUntil([&] { return !listed("adapters.list").isEmpty() && find<QPushButton>("adapters.merge")->isEnabled(); }));
    }
};

TEST_F(AdaptersRealEngine, SaysWhyAMergeCannotBeWritten) {
    addTinyAdapter();
    click("adapters.merge");
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("adapters.target.accept")->isEnabled(); }));
    const std::string models = folder / "project/models";
    std::filesystem::create_directories(models);
    std::optional<ReadOnlyFolder> closed(std::in_place, models);   // after the panel has looked
    if (!closed->holds()) GTEST_SKIP() << "nothing can be made read-only here";
    click("adapters.target.accept");
    ASSERT_TRUE(waitUntil([&] { return shown("adapters.jobs.2.error"); }));
    EXPECT_THAT(text("adapters.jobs.2.error").toStdString(), HasSubstr("Read-only file system"));
    closed.reset();
    EXPECT_TRUE(listFolder(models)->empty());
    click("adapters.jobs.2.retry");
    ASSERT_TRUE(waitUntil([&] { return !window.toasts.isEmpty() && window.toasts.last().startsWith("Merged"); }));
}

TEST_F(AdaptersRealEngine, AddsAndMergesATinyAdapter) {
    addTinyAdapter();
    click("adapters.merge");
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("adapters.target.accept")->isEnabled(); }));
    click("adapters.target.accept");
    ASSERT_TRUE(waitUntil([&] { return !window.toasts.isEmpty() && window.toasts.last().startsWith("Merged"); }));
    const auto models = write([](store::Project& project) { return project.models().all(); });
    ASSERT_EQ(models->size(), 2U);
    EXPECT_TRUE(models->at(1).facts["problems"].empty()) << dumpJson(models->at(1).facts["problems"]);
}

}  // namespace
}  // namespace luthier
