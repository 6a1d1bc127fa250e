// SPDX-License-Identifier: GPL-3.0-or-later
// The page Models as a person uses it, with a program that answers as the engine does.
#include <QDropEvent>
#include <QMimeData>

#include "core/base/files.h"
#include "tests/support/read_only_folder.h"
#include "tests/views/shelf/page_fixture.h"
#include "views/models/models_page.h"

namespace luthier {
namespace {

using namespace luthier::test;
using ::testing::HasSubstr;

constexpr const char* modelFacts =
    R"({"kind":"model","family":"llama","parameters":40544,"bytes":162176,"tokenizer":{"vocab_size":343},"chat_template":{"bytes":1},
        "shape":{"layers":2,"hidden_size":32,"heads":4,"kv_heads":2,"head_dim":8,"ffn_size":64,"max_positions":512},
        "files":[{"name":"model.safetensors","sha256":"abc"}],"problems":[]})";

class ModelsPageTest : public PageFixture {
protected:
    void SetUp() override {
        openProject(QString::fromStdString(scriptedEngine(folder)));
        show(createModelsPage(*session));
        ASSERT_TRUE(waitUntil([&] { return shown("models.empty.add"); }));
    }
    std::string makeModel(const std::string& name, const std::string& facts = modelFacts) {
        const std::string path = copyOfTinyModel(folder, name);
        std::ofstream(path + "/facts.json") << facts;
        return path;
    }
    void add(const std::string& path, const QString& title) {
        page->open("add:" + QString::fromStdString(path));
        ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("models.add.accept")->isEnabled(); })) << text("models.add.summary").toStdString();
        type("models.add.name", title);
        click("models.add.accept");
        ASSERT_TRUE(waitUntil([&] { return listed("models.list").contains(title.simplified()); }));
        ASSERT_TRUE(waitUntil([&] { return shown("models.sentence"); }));
    }
    std::vector<store::Model> stored() {
        return *write([](store::Project& project) { return project.models().all(); });
    }
};

TEST_F(ModelsPageTest, AFolderIsAddedWhereItIs) {
    const std::string path = makeModel("my model");
    click("models.empty.add");
    type("models.add.source.path", QString::fromStdString(path + "/"));
    EXPECT_FALSE(find<QPushButton>("models.add.accept")->isEnabled());
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("models.add.accept")->isEnabled(); }));
    EXPECT_EQ(find<QLineEdit>("models.add.name")->text(), "my model");
    EXPECT_THAT(text("models.add.summary").toStdString(), HasSubstr("Llama chat model of 40,544 parameters"));
    EXPECT_THAT(text("models.add.space").toStdString(), HasSubstr("Nothing is copied"));
    click("models.add.accept");
    ASSERT_TRUE(waitUntil([&] { return listed("models.list") == QStringList{"my model"}; }));
    ASSERT_EQ(stored().size(), 1U);
    EXPECT_EQ(stored()[0].folder, path);
    EXPECT_EQ(stored()[0].facts["parameters"], 40544);
    EXPECT_TRUE(shown("models.sentence"));
    EXPECT_TRUE(waitUntil([&] { return shown("models.template.text"); }));
    EXPECT_THAT(find<QPlainTextEdit>("models.template.text")->toPlainText().toStdString(), HasSubstr("flamed figure"));
    EXPECT_TRUE(waitUntil([&] { return page->findChild<QLabel*>("models.memory.lora.bf16") != nullptr; }));
    EXPECT_THAT(window.toasts, ::testing::Contains(QString("Added my model")));
    window.lastAction();  // Undo
    EXPECT_TRUE(waitUntil([&] { return shown("models.empty.add"); }));
    EXPECT_TRUE(pathExists(path + "/config.json"));
}

TEST_F(ModelsPageTest, AGgufFileIsImportedIntoTheProject) {
    const std::string path = folder.write("small.gguf", "GGUF and more");
    folder.write("small.gguf.facts.json", R"({"kind":"gguf","family":"llama","parameters":40544,"chat_template":true,"dtypes":{},"problems":[]})");
    add(path, "Imported");
    ASSERT_EQ(stored().size(), 1U);
    EXPECT_EQ(stored()[0].folder, folder / "project/models/Imported");
    EXPECT_TRUE(pathExists(folder / "project/models/Imported/config.json"));
    EXPECT_EQ(stored()[0].facts["source"], path);
    EXPECT_THAT(window.toasts.join('\n').toStdString(), HasSubstr("a note of the import"));
}

TEST_F(ModelsPageTest, AnImportThatIsCancelledLeavesNothing) {
    const std::string path = folder.write("small.gguf", "GGUF and more");
    folder.write("small.gguf.slow", "");
    folder.write("small.gguf.facts.json", R"({"kind":"gguf","family":"llama","parameters":40544,"problems":[]})");
    page->open("add:" + QString::fromStdString(path));
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("models.add.accept")->isEnabled(); }));
    click("models.add.accept");
    ASSERT_TRUE(
        waitUntil([&] { return shown("models.jobs.1") && find<theme::ElidedLabel>("models.jobs.1.words")->fullText().contains("writing, 1 of 4 tensors"); }));
    click("models.jobs.1.cancel");
    ASSERT_TRUE(waitUntil([&] { return !shown("models.jobs.1"); }));
    EXPECT_TRUE(shown("models.empty.add"));
    EXPECT_TRUE(stored().empty());
    EXPECT_FALSE(pathExists(folder / "project/models/small"));
}

TEST_F(ModelsPageTest, AFailedImportSaysWhyAndCanBeTriedAgain) {
    const std::string path = folder.write("small.gguf", "GGUF and more");
    folder.write("small.gguf.facts.json", R"({"kind":"gguf","family":"llama","parameters":40544,"problems":[]})");
    page->open("add:" + QString::fromStdString(path));
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("models.add.accept")->isEnabled(); }));
    std::filesystem::create_directories(folder / "project/models/small");  // somebody was faster
    click("models.add.accept");
    ASSERT_TRUE(waitUntil([&] { return shown("models.jobs.1.error"); }));
    EXPECT_THAT(text("models.jobs.1.error").toStdString(), HasSubstr("there already"));
    std::filesystem::remove_all(folder / "project/models/small");
    click("models.jobs.1.retry");
    EXPECT_TRUE(waitUntil([&] { return listed("models.list") == QStringList{"small"}; }));
}

TEST_F(ModelsPageTest, NamesOfEveryKindAreShownAsTheyAre) {
    const QStringList names{"<b>bold</b> & <img src=x>", "quote \" ' `", "模型 ünï 🎻", "  many   spaces  "};
    int i = 0;
    for (const QString& name : names) add(makeModel("m \"'\n<i>" + std::to_string(i++)), name);
    page->open("model:1");
    EXPECT_EQ(find<theme::ElidedLabel>("models.name.text")->fullText(), names[0]);
    EXPECT_EQ(find<theme::ElidedLabel>("models.name.text")->textFormat(), Qt::PlainText);
    EXPECT_EQ(listed("models.list").size(), 4);
    EXPECT_EQ(QString::fromStdString(stored()[3].name), "many spaces");
}

TEST_F(ModelsPageTest, RenameAndNotesAreKeptAndUndone) {
    add(makeModel("m"), "First");
    find<QAbstractButton>("models.name.edit")->click();
    auto* const line = find<QLineEdit>("models.name.line");
    line->setText("Second");
    QTest::keyClick(line, Qt::Key_Return);
    ASSERT_TRUE(waitUntil([&] { return listed("models.list") == QStringList{"Second"}; }));
    auto* const notes = find<QPlainTextEdit>("models.notes");
    notes->setFocus();
    notes->setPlainText("line one\n<b>two</b>");
    ASSERT_TRUE(waitUntil([&] { return stored()[0].notes == "line one\n<b>two</b>"; }));
    store->undo();
    ASSERT_TRUE(waitUntil([&] { return stored()[0].notes.empty(); }));
    store->undo();
    ASSERT_TRUE(waitUntil([&] { return listed("models.list") == QStringList{"First"}; }));
    EXPECT_EQ(stored()[0].facts["parameters"], 40544);  // what was found belongs to the adding
}

TEST_F(ModelsPageTest, ForgetCanBeUndone) {
    const std::string path = makeModel("m");
    add(path, "One");
    find<QListView>("models.list")->setFocus();
    QTest::keyClick(find<QListView>("models.list"), Qt::Key_Delete);
    ASSERT_TRUE(waitUntil([&] { return shown("models.empty.add"); }));
    EXPECT_TRUE(pathExists(path + "/config.json"));
    EXPECT_THAT(window.toasts.last().toStdString(), HasSubstr("Forgot One"));
    window.lastAction();
    EXPECT_TRUE(waitUntil([&] { return listed("models.list") == QStringList{"One"}; }));
}

TEST_F(ModelsPageTest, AFolderThatGoesWhileItIsShownIsSaidAndLocatedAgain) {
    const std::string path = makeModel("m");
    add(path, "One");
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("models.train")->isEnabled(); }));
    write([](store::Project& project) {
        store::AdapterEntry adapter;
        adapter.name = "a";
        adapter.folder = "/a";
        adapter.model = 1;
        return project.adapters().add(adapter);
    });
    std::filesystem::rename(path, folder / "moved");
    ASSERT_TRUE(waitUntil([&] { return shown("models.missing"); }));
    EXPECT_FALSE(find<QPushButton>("models.train")->isEnabled());
    EXPECT_FALSE(find<QPushButton>("models.train")->toolTip().isEmpty());
    EXPECT_FALSE(find<QPushButton>("models.locate")->isEnabled());

    std::string otherFacts = modelFacts;
    otherFacts.replace(otherFacts.find("abc"), 3, "def");
    type("models.where.path", QString::fromStdString(makeModel("another", otherFacts)));
    click("models.locate");
    ASSERT_TRUE(waitUntil([&] { return shown("models.trouble"); }));

    type("models.where.path", QString::fromStdString(folder / "moved"));
    click("models.locate");
    ASSERT_TRUE(waitUntil([&] { return !shown("models.missing") && find<QPushButton>("models.train")->isEnabled(); }));
    const auto models = stored();
    ASSERT_EQ(models.size(), 1U);
    EXPECT_EQ(models[0].folder, folder / "moved");
    EXPECT_EQ(models[0].name, "One");
    const auto adapters = write([](store::Project& project) { return project.adapters().all(); });
    EXPECT_EQ(adapters->at(0).model, models[0].id);
    store->undo();  // one action
    EXPECT_TRUE(waitUntil([&] { return shown("models.missing"); }));
}

TEST_F(ModelsPageTest, ProblemsAreListedAndStopWhatCannotWork) {
    add(makeModel(
            "m",
            R"({"kind":"model","family":"llama","parameters":40544,"problems":[{"message":"no tokenizer.json <b>here</b>","hint":"copy it"}]})"),
        "Broken");
    EXPECT_TRUE(shown("models.problems"));
    EXPECT_EQ(text("models.problems.title"), "1 problem found");
    EXPECT_FALSE(find<QPushButton>("models.chat")->isEnabled());
    EXPECT_THAT(text("models.sentence").toStdString(), HasSubstr("tokenizer is missing"));
    EXPECT_THAT(text("models.template.message").toStdString(), HasSubstr("Without a tokenizer"));
}

TEST_F(ModelsPageTest, WhatIsNoModelIsRefusedBeforehand) {
    click("models.empty.add");
    const auto refused = [&](const std::string& path, const char* words) {
        type("models.add.source.path", QString::fromStdString(path));
        EXPECT_TRUE(waitUntil([&] { return text("models.add.summary").contains(words); })) << path << ": " << text("models.add.summary").toStdString();
        EXPECT_FALSE(find<QPushButton>("models.add.accept")->isEnabled()) << path;
    };
    refused(folder.write("empty.gguf", ""), "0 bytes");
    refused(folder / "nothing", "nothing at this path");
    refused(folder.path(), "no config.json");
    std::filesystem::create_directories(folder / "odd");
    folder.write("odd/config.json", "{}");
    type("models.add.source.path", QString::fromStdString(folder / "odd"));
    EXPECT_TRUE(waitUntil([&] { return shown("models.add.trouble"); }));  // the engine refuses it
    EXPECT_FALSE(find<QPushButton>("models.add.accept")->isEnabled());
    QTest::keyClick(find<QLineEdit>("models.add.source.path"), Qt::Key_Escape);
    EXPECT_TRUE(waitUntil([&] { return shown("models.empty.add"); }));
}

TEST_F(ModelsPageTest, SeveralDroppedFoldersAreAskedForOneByOne) {
    QMimeData dropped;
    dropped.setUrls({QUrl::fromLocalFile(QString::fromStdString(makeModel("a b"))), QUrl::fromLocalFile(QString::fromStdString(makeModel("c"))),
                     QUrl("https://example.org/x")});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(page.get(), &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(page.get(), &drop);
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("models.add.accept")->isEnabled(); }));
    EXPECT_EQ(find<QLineEdit>("models.add.name")->text(), "a b");
    click("models.add.accept");
    ASSERT_TRUE(waitUntil([&] { return find<QLineEdit>("models.add.name")->text() == "c" && find<QPushButton>("models.add.accept")->isEnabled(); }));
    click("models.add.accept");
    EXPECT_TRUE(waitUntil([&] { return listed("models.list") == QStringList({"a b", "c"}); }));
}

TEST_F(ModelsPageTest, ModelsThatOthersAddedAreLookedAt) {
    const std::string path = makeModel("m");
    write([&](store::Project& project) {
        store::Model model;
        model.name = "From Home";
        model.folder = path;
        model.facts = {{"format", "gguf"}};
        return project.models().add(model);
    });
    store->announce({"models"});
    ASSERT_TRUE(waitUntil([&] { return stored()[0].facts.value("parameters", 0) == 40544; }));
    page->open("model:1");
    EXPECT_TRUE(waitUntil([&] { return find<QPushButton>("models.chat")->isEnabled(); }));
    click("models.chat");
    click("models.train");
    EXPECT_EQ(window.opened, QStringList({"compare model:1", "train model:1"}));
}

TEST_F(ModelsPageTest, AFolderThatHoldsSomethingElseNowIsSaid) {
    const std::string path = makeModel("m");
    add(path, "One");
    folder.write("m/facts.json", R"({"kind":"dataset"})");
    find<QListView>("models.list")->setFocus();
    page->open("model:1");
    QMenu menu;
    find<QAbstractButton>("models.more")->click();
    QAction* check = nullptr;
    ASSERT_TRUE(waitUntil([&] { return (check = page->findChild<QAction*>("models.menu.check")) != nullptr; }));
    check->trigger();
    ASSERT_TRUE(waitUntil([&] { return shown("models.trouble"); }));
    EXPECT_EQ(stored()[0].facts["parameters"], 40544);  // what was known stays
}

TEST(ModelsPageWithoutEngine, SaysSoAndKeepsTheForm) {
    class Fixture : public PageFixture {
    public:
        void TestBody() override {
            openProject(QStringLiteral("/nowhere/luthier-engine"));
            show(createModelsPage(*session));
            page->open("add:" + QString::fromStdString(tinyModel("tiny-llama")));
            ASSERT_TRUE(waitUntil([&] { return shown("models.add.trouble"); }));
            EXPECT_FALSE(find<QPushButton>("models.add.accept")->isEnabled());
            TearDown();
        }
    };
    Fixture().TestBody();
}

class ModelsRealEngine : public PageFixture {};

TEST_F(ModelsRealEngine, SaysWhyAnImportCannotBeWritten) {
    if (realEngine().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE names no engine";
    openProject(realEngine());
    show(createModelsPage(*session));
    const std::string models = folder / "project/models";
    std::filesystem::create_directories(models);
    std::optional<ReadOnlyFolder> closed(std::in_place, models);
    if (!closed->holds()) GTEST_SKIP() << "nothing can be made read-only here";
    page->open("add:" + QString::fromStdString(tinyModel("tiny-llama.gguf")));
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("models.add.accept")->isEnabled(); }));
    click("models.add.accept");
    ASSERT_TRUE(waitUntil([&] { return shown("models.jobs.1.error"); }));
    EXPECT_THAT(text("models.jobs.1.error").toStdString(), HasSubstr("Read-only file system"));
    closed.reset();
    EXPECT_TRUE(listFolder(models)->empty());
    click("models.jobs.1.retry");
    EXPECT_TRUE(waitUntil([&] { return listed("models.list").size() == 1; }));
}

TEST_F(ModelsRealEngine, ImportsAGgufFileAndReferencesAFolder) {
    if (realEngine().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE names no engine";
    openProject(realEngine());
    show(createModelsPage(*session));
    for (const auto& [path, name] :
         std::vector<std::pair<std::string, QString>>{{tinyModel("tiny-llama.gguf"), "Imported"}, {tinyModel("tiny-qwen2"), "Referenced"}}) {
        page->open("add:" + QString::fromStdString(path));
        ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("models.add.accept")->isEnabled(); })) << path;
        type("models.add.name", name);
        click("models.add.accept");
        ASSERT_TRUE(waitUntil([&, title = name] { return listed("models.list").contains(title); })) << path;
    }
    const auto models = write([](store::Project& project) { return project.models().all(); });
    ASSERT_TRUE(models);
    ASSERT_EQ(models->size(), 2U);
    for (const store::Model& model : *models) {
        EXPECT_EQ(model.facts["kind"], "model");
        EXPECT_TRUE(model.facts["problems"].empty()) << dumpJson(model.facts["problems"]);
    }
    EXPECT_TRUE(pathExists(folder / "project/models/Imported/model.safetensors"));
    const std::string broken = copyOfTinyModel(folder, "broken");
    folder.write("broken/model.safetensors", "");
    page->open("add:" + QString::fromStdString(broken));
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("models.add.accept")->isEnabled(); }));
    EXPECT_FALSE(text("models.add.notes").isEmpty());  // it may be added, and what is wrong is said before
}

}  // namespace
}  // namespace luthier
