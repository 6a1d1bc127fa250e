// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train/train_page.h"

#include <filesystem>

#include <QListWidget>
#include <QSignalSpy>

#include "core/base/files.h"
#include "core/recipe/presets.h"
#include "tests/views/train/train_support.h"
#include "views/train/run_draft.h"

namespace luthier::test {
namespace {

TEST_F(TrainTest, AnEmptyPageSaysWhatToDoAndIsNotRed) {
    TrainPage& page = openPage();
    EXPECT_FALSE(find<QFrame>("train.problems")->isVisibleTo(&page));
    EXPECT_FALSE(find<QPushButton>("train.start")->isEnabled());
    EXPECT_EQ(find<QPushButton>("train.start")->toolTip(), "Choose a model and data first.");
    EXPECT_FALSE(find<QPushButton>("train.enqueue")->isEnabled());
    EXPECT_TRUE(page.changes().isEmpty()) << page.changes().join('\n').toStdString();
    EXPECT_TRUE(find<QFrame>("train.hint")->isVisibleTo(&page));
}

TEST_F(TrainTest, ModelsAndDataArePickedFromTheProjectByName) {
    TrainPage& page = openPage();
    ASSERT_TRUE(waitUntil([&] { return find<QLabel>("train.why") != nullptr && m_window.errors.empty(); }));
    QTest::qWait(200);
    click("model.path");
    auto* list = find<QListWidget>("model.path.list");
    ASSERT_NE(list, nullptr);
    ASSERT_EQ(list->count(), 2);
    QListWidgetItem* const llama = list->findItems("Tiny llama", Qt::MatchStartsWith).value(0);
    ASSERT_NE(llama, nullptr);
    emit list->itemActivated(llama);
    EXPECT_EQ(page.values()["model"]["path"], m_model);
    EXPECT_EQ(find<QPushButton>("model.path")->text(), "Tiny llama");
    click("data.train.add");
    list = find<QListWidget>("data.train.list");
    list = list == nullptr ? find<QListWidget>("data.train.add.list") : list;
    ASSERT_NE(list, nullptr);
    ASSERT_EQ(list->count(), 2);
    emit list->itemActivated(list->item(0));
    EXPECT_EQ(page.values()["data"]["train"], "dataset:1");
    EXPECT_TRUE(waitForPlan());
}

TEST_F(TrainTest, TheMethodFollowsTheKindOfData) {
    std::string pairs;
    for (int i = 0; i < 40; ++i)
        pairs += R"({"prompt":"question )" + std::to_string(i) + R"(","chosen":"a good answer","rejected":"bad"})" + "\n";
    importRows("pairs", pairs);
    TrainPage& page = planned();
    page.open("dataset:3");
    ASSERT_TRUE(waitUntil([&] { return page.values()["data"]["train"] == "dataset:3"; }));
    EXPECT_EQ(page.values()["method"]["type"], "dpo");
    ASSERT_FALSE(m_window.toasts.empty());
    EXPECT_EQ(m_window.toasts.back(), "Learn preferences with DPO: the method for these rows");
    ASSERT_TRUE(waitForPlan());
    EXPECT_EQ(page.answer()->numTrainRows + page.answer()->numEvalRows, 40);
    // Who chooses another method is told, not overruled.
    page.open("preset:sft-lora");
    EXPECT_EQ(page.values()["method"]["type"], "sft");
    EXPECT_FALSE(find<QPushButton>("train.start")->isEnabled());
    EXPECT_TRUE(find<QPushButton>("train.start")->toolTip().contains("pairs holds pairs")) << find<QPushButton>("train.start")->toolTip().toStdString();
    page.open("dataset:1");
    EXPECT_TRUE(waitForPlan());
}

TEST_F(TrainTest, TheOnlyModelAndTheOnlyDataSetAreChosen) {
    write([](store::Project& project) -> Status {
        RETURN_IF_ERROR(project.models().remove(2));
        return project.datasets().remove(2);
    });
    TrainPage& page = openPage();
    EXPECT_TRUE(waitForPlan());
    EXPECT_EQ(page.values()["model"]["path"], m_model);
    EXPECT_EQ(page.values()["data"]["train"], "dataset:1");
    EXPECT_TRUE(page.changes().isEmpty()) << "nobody has changed anything";
    Json run = page.values();
    run["data"]["train"] = "";
    page.setValues(run);
    m_store->announce({"datasets"});
    QTest::qWait(200);
    EXPECT_EQ(page.values()["data"]["train"], "") << "what somebody takes out stays out";
}

TEST_F(TrainTest, WithTheOnlyModelTheDataIsAskedFor) {
    write([](store::Project& project) { return project.models().remove(2); });
    openPage();
    EXPECT_TRUE(waitUntil([this] { return find<QPushButton>("train.start")->toolTip() == "Choose data first."; }));
}

TEST_F(TrainTest, ThePlanFollowsEveryChange) {
    TrainPage& page = planned();
    const Plan before = *page.answer()->plan;
    EXPECT_GT(before.work.numSteps, 0);
    EXPECT_GT(before.peakBytes, 0);
    EXPECT_EQ(page.answer()->numTrainRows + page.answer()->numEvalRows, 120);
    EXPECT_EQ(text("train.plan.steps").toStdString(), std::to_string(before.work.numSteps));
    EXPECT_TRUE(text("train.verdict").startsWith("Fits")) << text("train.verdict").toStdString();
    type("adapter.rank", "64");
    ASSERT_TRUE(waitUntil([&] { return page.answer() && page.answer()->plan && page.answer()->plan->numTrained == 4 * before.numTrained; }));
    EXPECT_GT(page.answer()->plan->peakBytes, before.peakBytes);
    type("training.epochs", "6");
    ASSERT_TRUE(waitUntil([&] { return page.answer()->plan && page.answer()->plan->work.numSteps > before.work.numSteps; }));
    // Two data sets, the second twice.
    page.findChild<Section*>(QStringLiteral("train.from"))->setExpanded(true);
    Json run = page.values();
    run["data"]["train"] = Json::array({"dataset:1", Json{{"path", "dataset:2"}, {"weight", 2}}});
    page.setValues(run);
    ASSERT_TRUE(waitUntil([&] { return page.answer() && page.answer()->numTrainRows > 130; }));
    type("data.train[1].max_rows", "5");
    ASSERT_TRUE(waitUntil([&] { return page.answer() && page.answer()->numTrainRows + page.answer()->numEvalRows == 125; }));
}

TEST_F(TrainTest, EverythingThatIsAskedForBeforeTheProjectIsReadIsTaken) {
    m_page = std::make_unique<TrainPage>(m_session());
    m_page->open("model:1");
    m_page->open("dataset:1");
    EXPECT_TRUE(waitForPlan());
}

TEST_F(TrainTest, TakesNothingAmissWhileItsWidgetsAreMade) {
    for (int numEvents = 0; numEvents < 12; ++numEvents) {
        m_page = std::make_unique<TrainPage>(m_session());
        m_page->show();
        for (int i = 0; i < numEvents; ++i) QCoreApplication::processEvents(QEventLoop::AllEvents, 0);
        m_page->focusSearch();
        for (const Page::Command& command : m_page->commands()) EXPECT_FALSE(command.title.isEmpty());
        EXPECT_TRUE(m_page->values().is_object());
        m_page.reset();
    }
}

TEST_F(TrainTest, RowsAreEncodedOnce) {
    TrainPage& page = planned();
    const auto encoded = [&] { return page.planner()->lists().numEncoded(); };
    EXPECT_EQ(encoded(), 120);
    type("data.max_length", std::to_string(page.answer()->plan->work.worst.longestRow - 1).c_str());
    ASSERT_TRUE(waitUntil([&] { return page.answer() && page.answer()->numTruncated > 0; }));
    EXPECT_TRUE(text("train.notes").contains("Longer than the limit"));
    EXPECT_EQ(encoded(), 120);
}

TEST_F(TrainTest, WhatIsWrongIsShownAtItsFieldAndStopsTheStart) {
    TrainPage& page = planned();
    type("adapter.rank", "0");
    EXPECT_TRUE(text("adapter.rank.problem").contains("between 1 and 4096"));
    EXPECT_FALSE(find<QPushButton>("train.start")->isEnabled());
    EXPECT_TRUE(find<QPushButton>("train.start")->toolTip().startsWith("Rank: must be")) << find<QPushButton>("train.start")->toolTip().toStdString();
    EXPECT_EQ(page.findChild<Section*>(QStringLiteral("train.what"))->state(), Section::State::Wrong);
    // The link leads there, even when it is folded and the search hides it.
    page.findChild<Section*>(QStringLiteral("train.what"))->setExpanded(false);
    click("train.problem.0");
    QTest::qWait(50);
    EXPECT_TRUE(page.findChild<Section*>(QStringLiteral("train.what"))->isExpanded());
    type("adapter.rank", "8");
    EXPECT_TRUE(text("adapter.rank.problem").isEmpty());
    EXPECT_TRUE(find<QPushButton>("train.start")->isEnabled());
    EXPECT_TRUE(waitForPlan());
}

TEST_F(TrainTest, AFolderThatIsNoModelIsSaidAtTheModel) {
    TrainPage& page = planned();
    Json run = page.values();
    run["model"]["path"] = m_folder.path();
    page.setValues(run);
    ASSERT_TRUE(waitUntil([&] { return !text("model.path.problem").isEmpty(); }));
    EXPECT_FALSE(find<QPushButton>("train.start")->isEnabled());
    run["model"]["path"] = m_model;
    run["data"]["train"] = "dataset:99";
    page.setValues(run);
    EXPECT_TRUE(text("data.train.problem").contains("deleted"));
    run["data"]["train"] = m_folder / "not there.jsonl";
    page.setValues(run);
    ASSERT_TRUE(waitUntil([&] { return !text("data.train.problem").isEmpty() && !text("data.train.problem").contains("deleted"); }));
}

TEST_F(TrainTest, WhatWouldMakeItFitIsAButton) {
    TrainPage& page = planned();
    PlanAnswer answer = *page.answer();
    const Json settings = {{"training.micro_tokens", 128}, {"data.max_length", 64}};
    const PlannedChange change{"training.micro_tokens", 128, "fewer tokens at once; the result stays the same", 1000, 1, true, settings};
    answer.plan->fits = false;
    answer.plan->changes = {change};
    auto* const panel = page.findChild<PlanPanel*>();
    panel->showAnswer(answer);
    EXPECT_TRUE(text("train.verdict").startsWith("Does not fit"));
    click("train.change.0");
    EXPECT_EQ(page.values()["training"]["micro_tokens"], 128);
    EXPECT_EQ(page.values()["data"]["max_length"], 64);
    ASSERT_TRUE(m_window.action);
    m_window.action();   // undo
    EXPECT_EQ(page.values()["training"]["micro_tokens"], "auto");
}

TEST_F(TrainTest, PresetsKeepModelAndDataAndDifferencesAreWords) {
    TrainPage& page = planned();
    EXPECT_TRUE(page.changes().isEmpty()) << page.changes().join('\n').toStdString();
    type("adapter.rank", "64");
    type("training.learning_rate", "1e-4");
    EXPECT_EQ(page.changes(), (QStringList{QString::fromUtf8("Rank: 16 → 64"), QString::fromUtf8("Learning rate: automatic → 0.0001")}));
    EXPECT_EQ(find<QPushButton>("train.changed")->text(), "2 changes");
    page.open("preset:sft-full");
    EXPECT_EQ(page.values()["adapter"]["type"], "full");
    EXPECT_EQ(page.values()["model"]["path"], m_model);
    EXPECT_EQ(page.values()["data"]["train"], "dataset:1");
    EXPECT_TRUE(page.changes().isEmpty());
    EXPECT_EQ(page.values()["training"]["learning_rate"], "auto");
}

TEST_F(TrainTest, AutomaticValuesSayWhatTheyBecome) {
    planned();
    EXPECT_EQ(find<QLineEdit>("training.learning_rate")->placeholderText(), "0.0002");
    EXPECT_TRUE(find<QLabel>("training.learning_rate.caption")->text().contains("Dettmers"));
    EXPECT_TRUE(find<QComboBox>("model.precision")->itemText(0).startsWith("Automatic: "));
}

TEST_F(TrainTest, SettingsAreSavedForAnybodyAndLoadedAgain) {
    TrainPage& page = planned();
    type("adapter.rank", "24");
    const std::string path = m_folder / "saved.json";
    page.saveFile(QString::fromStdString(path));
    ASSERT_TRUE(waitUntil([&] { return pathExists(path) && !m_window.toasts.empty(); }));
    const auto saved = loadRunConfig(path);
    ASSERT_TRUE(saved.has_value()) << saved.error().toString();
    EXPECT_EQ(std::get<LoraOptions>(saved->adapter).rank, 24);
    ASSERT_EQ(saved->data.train.size(), 1U);
    EXPECT_TRUE(saved->data.train[0].path.ends_with(".jsonl")) << saved->data.train[0].path;
    EXPECT_TRUE(pathExists(saved->data.train[0].path));
    page.open("preset:sft-full");
    page.loadFile(QString::fromStdString(path));
    ASSERT_TRUE(waitUntil([&] { return page.values()["adapter"]["type"] == "lora"; }));
    EXPECT_EQ(page.values()["adapter"]["rank"], 24);
    EXPECT_TRUE(page.changes().isEmpty()) << page.changes().join('\n').toStdString();
    EXPECT_TRUE(waitForPlan());   // from the frozen file now
    EXPECT_EQ(page.answer()->numTrainRows + page.answer()->numEvalRows, 120);
}

TEST_F(TrainTest, AFileWithMistakesIsShownWithAllOfThem) {
    TrainPage& page = planned();
    const std::string path = m_folder.write("wrong.json", R"({"schema":1,"model":{"path":"m","lora_r":3},
        "data":{"train":"rows.jsonl"},"adapter":{"type":"lora","rank":"big"},"training":{"epochs":-1}})");
    page.loadFile(QString::fromStdString(path));
    ASSERT_TRUE(waitUntil([&] { return page.values()["adapter"]["rank"] == "big"; }));
    EXPECT_EQ(page.values()["model"]["path"], m_folder / "m");   // relative to the file
    EXPECT_EQ(page.values()["data"]["train"], m_folder / "rows.jsonl");
    EXPECT_FALSE(text("adapter.rank.problem").isEmpty());
    EXPECT_FALSE(text("training.epochs.problem").isEmpty());
    // What no field is for can be taken out.
    QAbstractButton* takeOut = nullptr;
    for (int i = 0; i < 3; ++i) {
        auto* const button = find<QAbstractButton>(("train.problem." + std::to_string(i)).c_str());
        if (button != nullptr && button->text().startsWith("Take out")) takeOut = button;
    }
    ASSERT_NE(takeOut, nullptr);
    takeOut->click();
    EXPECT_FALSE(page.values()["model"].contains("lora_r"));
    for (const char* const content : {"", "[1]", "{\"a\":", "\xff\xfe"}) {
        const std::size_t before = m_window.errors.size();
        page.loadFile(QString::fromStdString(m_folder.write("broken.json", content)));
        EXPECT_TRUE(waitUntil([&] { return m_window.errors.size() > before; })) << content;
    }
    page.loadFile(QStringLiteral("/nowhere/run.json"));
    EXPECT_TRUE(waitUntil([&] { return m_window.errors.size() == 5; }));
}

TEST_F(TrainTest, StartFreezesTheRowsAndOpensTheRun) {
    planned();
    click("train.start");
    ASSERT_TRUE(waitUntil([&] { return !m_window.opened.empty() || !m_window.errors.empty(); }));
    ASSERT_FALSE(m_window.opened.empty()) << m_window.errors.front().toString();
    EXPECT_EQ(m_window.opened.back(), std::pair(QStringLiteral("runs"), QStringLiteral("run:1")));
    ASSERT_EQ(runs().size(), 1U);
    const store::Run run = runs().front();
    EXPECT_EQ(run.name, "Tiny llama, LoRA on chats");
    EXPECT_EQ(run.model, 1);
    EXPECT_EQ(run.datasets, std::vector<std::int64_t>{1});
    const Json train = run.config["data"]["train"];
    ASSERT_TRUE(train.is_string()) << dumpJson(run.config);
    EXPECT_TRUE(pathExists(train.get<std::string>()));
    EXPECT_TRUE(waitUntil([&] { return find<QPushButton>("train.start")->toolTip().contains("queue") || m_runs->current() == 0; }));
}

TEST_F(TrainTest, AModelWhoseFolderHasGoneIsToldBeforeItIsTrained) {
    const std::string folder = m_folder / "model";
    std::filesystem::copy(tinyModel("tiny-llama"), folder);
    write([folder](store::Project& project) {
        store::Model model;
        model.name = "Goes";
        model.folder = folder;
        return project.models().add(model);
    });
    TrainPage& page = openPage("model:3");
    page.open("dataset:1");
    ASSERT_TRUE(waitForPlan());
    std::filesystem::remove_all(folder);
    click("train.start");
    ASSERT_TRUE(waitUntil([this] { return !m_window.errors.empty(); }));
    EXPECT_THAT(m_window.errors.front().message, ::testing::HasSubstr("not there any more"));
    EXPECT_EQ(m_window.errors.front().file, folder);
    EXPECT_TRUE(runs().empty());
    EXPECT_TRUE(waitUntil([this] { return find<QPushButton>("train.start")->isEnabled(); })) << "it can be tried again";
}

TEST_F(TrainTest, TheQueueIsHeldBackMovedAndEmptied) {
    TrainPage& page = planned();
    for (const char* const name : {"one", "two", "three"}) {
        type("name", name);
        const std::size_t before = m_window.toasts.size();
        click("train.enqueue");
        ASSERT_TRUE(waitUntil([&] { return m_window.toasts.size() > before; }));
    }
    const auto names = [&] {
        QStringList list;
        for (int i = 0; auto* const label = page.findChild<QLabel*>(QStringLiteral("train.queue.%1.name").arg(i)); ++i) list += label->text();
        return list;
    };
    ASSERT_TRUE(waitUntil([&] { return names() == QStringList({"one", "two", "three"}); })) << names().join(',').toStdString();
    EXPECT_TRUE(m_runs->isQueuePaused());
    EXPECT_FALSE(find<QToolButton>("train.queue.0.up")->isEnabled());
    click("train.queue.2.up");
    ASSERT_TRUE(waitUntil([&] { return names() == QStringList({"one", "three", "two"}); })) << names().join(',').toStdString();
    click("train.queue.0.remove");
    ASSERT_TRUE(waitUntil([&] { return names() == QStringList({"three", "two"}); }));
    ASSERT_TRUE(m_window.action);
    m_window.action();
    ASSERT_TRUE(waitUntil([&] { return names() == QStringList({"one", "three", "two"}); })) << names().join(',').toStdString();
}

TEST_F(TrainTest, TheSettingsOfARunComeBack) {
    TrainPage& page = planned();
    type("adapter.rank", "12");
    click("train.enqueue");
    ASSERT_TRUE(waitUntil([&] { return !m_window.toasts.empty(); }));
    page.open("preset:sft-full");
    page.open("run:1");
    ASSERT_TRUE(waitUntil([&] { return page.values()["adapter"].value("rank", 0) == 12; }));
    page.open("run:77");
    EXPECT_TRUE(waitUntil([&] { return !m_window.errors.empty(); }));
}

TEST_F(TrainTest, WhatWasBegunIsThereAgainAfterARestart) {
    planned();
    type("adapter.rank", "48");
    QTest::qWait(1200);
    m_page.reset();
    TrainPage& page = openPage();
    EXPECT_TRUE(waitUntil([&] { return page.values()["adapter"].value("rank", 0) == 48; }));
    EXPECT_EQ(page.changes(), QStringList{QString::fromUtf8("Rank: 16 → 48")});
}

TEST_F(TrainTest, SearchFindsOptionsByOtherNamesToo) {
    TrainPage& page = openPage();
    find<QLineEdit>("train.search")->setText("batch_size");
    EXPECT_TRUE(find<QLineEdit>("training.tokens_per_step")->isVisibleTo(&page));
    EXPECT_FALSE(find<QLineEdit>("adapter.rank")->isVisibleTo(&page));
    find<QLineEdit>("train.search")->setText("no such thing");
    EXPECT_FALSE(page.findChild<Section*>(QStringLiteral("train.run"))->isVisibleTo(&page));
    find<QLineEdit>("train.search")->clear();
    EXPECT_TRUE(find<QLineEdit>("adapter.rank")->isVisibleTo(&page));
    EXPECT_FALSE(page.findChild<Section*>(QStringLiteral("train.run"))->isExpanded());
}

TEST_F(TrainTest, EveryControlCanBeNamedAndDisabledOnesSayWhy) {
    TrainPage& page = planned();
    for (auto* const widget : page.findChildren<QWidget*>()) {
        const bool isControl = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QLineEdit*>(widget) || qobject_cast<QComboBox*>(widget);
        const QWidget* const parent = widget->parentWidget();
        const bool isOfQt = widget->objectName().startsWith("qt_") || qobject_cast<const QComboBox*>(parent) || qobject_cast<const QLineEdit*>(parent);
        if (!isControl || widget->isHidden() || isOfQt) continue;
        EXPECT_FALSE(widget->objectName().isEmpty()) << widget->metaObject()->className();
        const auto* const button = qobject_cast<QAbstractButton*>(widget);
        EXPECT_TRUE(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty())) << widget->objectName().toStdString();
        EXPECT_TRUE(widget->isEnabled() || !widget->toolTip().isEmpty()) << widget->objectName().toStdString();
    }
}

}  // namespace
}  // namespace luthier::test
