// SPDX-License-Identifier: GPL-3.0-or-later
// What Compare is opened with, and the checkpoints of runs as panes; on the engine itself that one attaches.
#include "core/base/files.h"
#include "tests/views/compare/compare_support.h"
#include "views/compare/compare_stock.h"
#include "views/shared/page/starter_questions.h"

namespace luthier::test {
namespace {

class Checkpoints : public ComparePageTest {
protected:
    store::Run train(const Json& config, const std::string& name, const std::vector<std::int64_t>& datasets = {}) {
        store::Run run;
        run.name = name;
        run.config = config;
        run.model = 1;
        run.datasets = datasets;
        std::optional<store::Run> ended;
        const auto connection = QObject::connect(m_runs.get(), &RunControl::runEnded, m_runs.get(), [&ended](const store::Run& one) { ended = one; });
        m_runs->enqueue(run, m_runs.get(), [](const Result<std::int64_t>& id) { EXPECT_TRUE(id); });
        EXPECT_TRUE(waitUntil([&] { return ended.has_value(); }, 120000));
        QObject::disconnect(connection);
        EXPECT_EQ(ended->state, store::RunState::Done) << ended->error;
        return *ended;
    }
    store::Run trainFake(const std::string& name, const std::vector<std::int64_t>& datasets = {}) {
        return train({{"name", name}, {"fake", {{"behaviour", "normal"}, {"step_ms", 1}}}}, name, datasets);
    }
    store::Run trainTiny(const std::string& name) {
        std::string rows;
        for (int i = 0; i < 24; ++i)
            rows += dumpJson({{"messages", {{{"role", "user"}, {"content", "say " + std::to_string(i)}},
                                            {{"role", "assistant"}, {"content", "it is " + std::to_string(7 * i)}}}}}) + "\n";
        return train({{"schema", 1}, {"name", name}, {"seed", 7}, {"device", "cpu"}, {"model", {{"path", tinyModel("tiny-llama")}, {"precision", "f32"}}},
                      {"adapter", {{"type", "lora"}, {"rank", 4}}}, {"data", {{"train", m_folder.write("train.jsonl", rows)}}}, {"method", {{"type", "sft"}}},
                      {"training", {{"tokens_per_step", 128}, {"max_steps", 4}, {"learning_rate", 0.05}, {"checkpoint_every", 2}}}},
                     name);
    }
    QString fingerprint(int pane) { return find<QLabel>(QString("pane.%1.fingerprint").arg(pane))->text(); }
    QString chosen(int pane) { return find<PickerButton>(QString("pane.%1.adapter").arg(pane))->text(); }
    bool hasPanes(int count) {
        return waitUntil([&] { return m_page->findChild<QWidget*>(QString("pane.%1").arg(count)) != nullptr; });
    }
};

TEST_F(Checkpoints, AreFoundByNameAndAttachOnTheEngine) {
    if (realEngine().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE names no engine";
    open({realEngine()});
    trainTiny("Tilda");
    m_page->open({});
    ASSERT_TRUE(offers(4)) << "base, adapter, and two checkpoints";
    QTest::mouseClick(find<QPushButton>("compare.addPane"), Qt::LeftButton);
    ASSERT_TRUE(hasPanes(2));
    EXPECT_EQ(chosen(2), "Tilda") << "the adapter of the run";
    QTest::mouseClick(find<QPushButton>("compare.addPane"), Qt::LeftButton);
    ASSERT_TRUE(hasPanes(3));
    choose(3, "Tilda · step 2");
    EXPECT_EQ(chosen(3), "Tilda · step 2");
    ask("say 3");
    ASSERT_TRUE(answered());
    for (const int pane : {1, 2, 3}) EXPECT_TRUE(note(pane).contains("weights")) << pane << ": " << note(pane).toStdString();
    EXPECT_NE(fingerprint(1), fingerprint(3));
    EXPECT_NE(fingerprint(2), fingerprint(3)) << "it is not the end of the run that answers";
}

TEST_F(Checkpoints, AreThoseOfThisBaseAndSearchedByTheirRun) {
    open(fakeEngine("normal"));
    for (const char* const name : {"one", "two", "three"}) trainFake(name);
    m_page->open({});
    ASSERT_TRUE(offers(1 + 3 + 9)) << "the base, an adapter of each run, and three checkpoints of each";
    QListWidget* const list = openChoices(1);
    list->window()->findChild<QLineEdit*>("pane.1.adapter.search")->setText("TWO · step 4");
    QStringList shown;
    for (int row = 0; row < list->count(); ++row)
        if (!list->item(row)->isHidden()) shown << list->item(row)->text();
    EXPECT_EQ(shown.size(), 1) << shown.join('|').toStdString();
    list->window()->close();
    ASSERT_TRUE(store([](store::Project& project) -> Status {
        store::Model other;
        other.name = "other";
        other.folder = tinyModel("tiny-qwen2");
        return project.models().add(other).map([](std::int64_t) {});
    }));
    m_page->open("model:2");
    EXPECT_TRUE(offers(1)) << "none of them is for that base";
}

TEST_F(Checkpoints, AFolderAndARunOpenBesideTheirBase) {
    open(fakeEngine("normal"));
    const store::Run run = trainFake("mine");
    m_page->open("folder:" + QString::fromStdString(run.folder) + "/checkpoints/step-000004/weights");
    ASSERT_TRUE(hasPanes(2));
    EXPECT_EQ(chosen(2), "mine · step 4");
    m_page->open("run:" + QString::number(run.id));
    ASSERT_TRUE(hasPanes(3));
    EXPECT_EQ(chosen(3), "mine");
    EXPECT_EQ(find<QComboBox>("compare.base")->currentText(), "tiny");
    m_page->open("run:4711");
    m_page->open("folder:");
    ask("hello");
    ASSERT_TRUE(answered());
    EXPECT_EQ(fingerprint(1), "weights fake");
    EXPECT_EQ(find<QLabel>("pane.2.fingerprint")->toolTip(), find<QLabel>("pane.3.fingerprint")->toolTip());
    EXPECT_TRUE(fingerprint(3).startsWith("weights fake wit")) << fingerprint(3).toStdString();
}

TEST_F(Checkpoints, QuestionsThatComeWithTheDataAreAskedOnce) {
    open(fakeEngine("normal"));
    const std::string file = m_folder.write("prompts.jsonl", R"({"messages":[{"role":"system","content":"s"},{"role":"user","content":"one"}]})"
                                                             "\nnot json\n{\"messages\":5}\n"
                                                             R"({"messages":[{"role":"user","content":"two"}]})" "\n");
    const auto questions = questionsIn(file);
    ASSERT_TRUE(questions);
    EXPECT_EQ(*questions, (QStringList{"one", "two"}));
    const auto dataset =
        store([](store::Project& project) { return project.datasets().import({LUTHIER_SOURCE_DIR "/resources/demo/eval.jsonl", "set", {}}); });
    ASSERT_TRUE(dataset);
    ASSERT_TRUE(store([&](store::Project& project) { return keepStarterQuestions(project, dataset->dataset, *questions); }));
    const store::Run run = trainFake("mine", {dataset->dataset});
    m_page->open("run:" + QString::number(run.id));
    ASSERT_TRUE(waitUntil([this] { return m_page->findChildren<QLabel*>("note.2").size() == 2; }));
    ASSERT_TRUE(answered());
    EXPECT_EQ(find<QListWidget>("shelf.prompts")->count(), 2);
    m_page->open("run:" + QString::number(run.id));
    bool isRead = false;
    m_store->read(m_store.get(), [](store::Project&) { return Status(); }, [&isRead](const Status&) { isRead = true; });
    ASSERT_TRUE(waitUntil([&] { return isRead; }));
    EXPECT_EQ(m_page->findChildren<QLabel*>("note.2").size(), 2) << "what stands there stays";
    EXPECT_FALSE(isBusy());
}

}  // namespace
}  // namespace luthier::test
