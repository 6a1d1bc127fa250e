// SPDX-License-Identifier: GPL-3.0-or-later
// The buttons of a run against an engine: the fake one, and the real one where there is one.
#include <chrono>
#include <filesystem>
#include <fstream>

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>

#include "core/base/files.h"
#include "tests/views/runs/runs_support.h"
#include "views/runs/plots_tab.h"
#include "views/shared/plot/plot_panel.h"
#include "views/shared/theme/widgets.h"

namespace luthier {
namespace {

using store::RunState;
using test::waitUntil;

struct RunActionsTest : test::RunsFixture {
    std::int64_t start(const Json& config, const std::string& name = "fake") {
        store::Run run;
        run.name = name;
        run.config = config;
        std::optional<std::int64_t> id;
        control->enqueue(run, qApp, [&](Result<std::int64_t> result) { id = result.value_or(0); });
        EXPECT_TRUE(waitUntil([&] { return id.has_value(); }));
        return *id;
    }
    Json slowly(int stepMs) { return {{"name", "fake"}, {"fake", {{"behaviour", "normal"}, {"step_ms", stepMs}}}}; }
    bool waitForState(std::int64_t id, RunState state) {
        return waitUntil([&] { return runOf(id).state == state; });
    }
    QString state() { return find<theme::StateBadge>("runs.header.state")->state(); }
};

TEST_F(RunActionsTest, ARunIsPausedAndResumedToItsEnd) {
    openPage();
    const std::int64_t id = start(slowly(150));
    ASSERT_TRUE(waitUntil([&] { return state() == "running" && page->findChild<PlotPanel*>("plot.loss"); }));
    auto* pause = find<QPushButton>("runs.action.pause");
    EXPECT_TRUE(pause->isVisible());
    EXPECT_FALSE(find<QPushButton>("runs.action.resume")->isVisible());
    EXPECT_FALSE(find<QAction>("runs.action.remove")->isEnabled());
    EXPECT_TRUE(find<QPushButton>("runs.samples.ask")->isEnabled() || find<QTabWidget>("runs.tabs")->currentIndex() == 0);
    if (const QString to = qEnvironmentVariable("LUTHIER_SCREENSHOTS"); !to.isEmpty()) page->grab().save(to + "/runs-running-light.png");
    pause->click();
    ASSERT_TRUE(waitUntil([&] { return state() == "paused"; }));
    auto* resume = find<QPushButton>("runs.action.resume");
    EXPECT_TRUE(resume->isVisible());
    resume->click();
    ASSERT_TRUE(waitUntil([&] { return state() == "done"; }));
    EXPECT_EQ(runOf(id).step, 6);
}

TEST_F(RunActionsTest, ARunIsStoppedAndItsStateKept) {
    openPage();
    const std::int64_t id = start(slowly(150));
    ASSERT_TRUE(waitUntil([&] { return state() == "running"; }));
    find<QPushButton>("runs.action.stop")->click();
    ASSERT_TRUE(waitUntil([&] { return state() == "stopped"; }));
    EXPECT_LT(runOf(id).step, 6);
}

TEST_F(RunActionsTest, AFailedRunSaysWhyAndWhatToTry) {
    openPage();
    Json config = slowly(5);
    config["fake"]["behaviour"] = "fail";
    start(config);
    ASSERT_TRUE(waitUntil([&] { return state() == "failed"; }));
    auto* panel = find<theme::ErrorPanel>("runs.header.error");
    EXPECT_TRUE(panel->isVisible());
    QString words;
    for (const QLabel* label : panel->findChildren<QLabel*>()) words += label->text();
    EXPECT_TRUE(words.contains("memory ran out at step 3")) << words.toStdString();
    EXPECT_TRUE(find<QPushButton>("runs.action.resume")->isVisible());
    if (const QString to = qEnvironmentVariable("LUTHIER_SCREENSHOTS"); !to.isEmpty()) page->grab().save(to + "/runs-failed-light.png");
}

TEST_F(RunActionsTest, AnEngineKilledWhileItWorksIsSaidAndTheRunGoesOn) {
    openPage();
    Json config = slowly(50);
    config["training"] = {{"max_steps", 60}};
    const std::int64_t id = start(config);
    ASSERT_TRUE(waitUntil([&] { return runOf(id).step >= 3; })) << "a checkpoint is there";
    control->kill(id);
    ASSERT_TRUE(waitUntil([&] { return state() == "lost"; }));
    auto* panel = find<theme::ErrorPanel>("runs.header.error");
    EXPECT_TRUE(panel->isVisible());
    EXPECT_TRUE(find<QPushButton>("runs.action.resume")->isVisible());
    find<QPushButton>("runs.action.resume")->click();
    ASSERT_TRUE(waitUntil([&] { return state() == "done"; }));
    EXPECT_EQ(runOf(id).step, 60);
    EXPECT_FALSE(panel->isVisible());
}

TEST_F(RunActionsTest, AFolderDeletedWhileItsRunIsWatchedIsSaid) {
    openPage();
    Json config = slowly(50);
    config["training"] = {{"max_steps", 100000}};
    const std::int64_t id = start(config);
    ASSERT_TRUE(waitUntil([&] { return state() == "running" && page->findChild<PlotPanel*>("plot.loss"); }));
    // The engine is writing into it, so what was seen there may be gone before it is removed.
    const std::string gone = runOf(id).folder;
    ASSERT_TRUE(waitUntil([&] {
        std::error_code error;
        std::filesystem::remove_all(gone, error);
        return !std::filesystem::exists(gone);
    }));
    control->kill(id);
    ASSERT_TRUE(waitUntil([&] { return state() == "lost"; })) << state().toStdString();
    auto* panel = find<theme::ErrorPanel>("runs.header.error");
    ASSERT_TRUE(waitUntil([&] { return panel->isVisible(); }));
    QString words;
    for (const QLabel* label : panel->findChildren<QLabel*>()) words += label->text();
    EXPECT_TRUE(words.contains("folder")) << words.toStdString();
    for (int tab = 0; tab < 5; ++tab) find<QTabWidget>("runs.tabs")->setCurrentIndex(tab);   // none of them minds
    find<QPushButton>("runs.action.repeat")->click();
    ASSERT_TRUE(waitUntil([&] { return !window.toasts.filter("is in the queue").isEmpty(); }));
    EXPECT_TRUE(window.toasts.filter("is in the queue").front().contains("kept no copy of its rows"));
    control->kill(control->current());
}

TEST_F(RunActionsTest, AFinishedRunIsComparedWithItsBase) {
    openPage();
    const std::int64_t id = start(slowly(60));
    ASSERT_TRUE(waitUntil([&] { return state() == "running"; }));
    auto* compare = find<QPushButton>("runs.action.compare");
    EXPECT_FALSE(compare->isVisible());
    ASSERT_TRUE(waitUntil([&] { return state() == "done" && compare->isVisible(); }));
    EXPECT_EQ(compare->text(), "Compare with its base");
    QTest::mouseClick(compare, Qt::LeftButton);
    EXPECT_EQ(window.opened, QStringList("compare run:" + QString::number(id)));
}

TEST_F(RunActionsTest, AModelThatWasTrainedWholeIsTalkedToAndARewardModelIsNot) {
    openPage();
    Json config = slowly(5);
    config["fake"]["behaviour"] = "model";
    config["adapter"] = {{"type", "full"}};
    start(config);
    auto* compare = find<QPushButton>("runs.action.compare");
    ASSERT_TRUE(waitUntil([&] { return state() == "done" && compare->isVisible(); }));
    EXPECT_EQ(compare->text(), "Talk to it");
    EXPECT_FALSE(find<QAction>("runs.action.compare_checkpoint")->isEnabled());
    config = slowly(5);
    config["method"] = {{"type", "reward"}};
    const std::int64_t reward = start(config, "reward");
    ASSERT_TRUE(waitForState(reward, RunState::Done));
    page->open("run:" + QString::number(reward));
    ASSERT_TRUE(waitUntil([&] { return find<theme::ElidedLabel>("runs.header.name")->fullText() == "reward" && state() == "done"; }));
    EXPECT_FALSE(compare->isVisible());
}

TEST_F(RunActionsTest, TheNewestCheckpointIsComparedByItsFolder) {
    openPage();
    const std::int64_t id = start(slowly(5));
    ASSERT_TRUE(waitForState(id, RunState::Done));
    ASSERT_TRUE(waitUntil([&] { return state() == "done"; }));
    find<QAction>("runs.action.compare_checkpoint")->trigger();
    ASSERT_TRUE(waitUntil([&] { return !window.opened.isEmpty(); }));
    EXPECT_EQ(window.opened.front(), "compare folder:" + QString::fromStdString(runOf(id).folder) + "/checkpoints/step-000006/weights");
    std::filesystem::remove_all(runOf(id).folder + "/checkpoints");
    find<QAction>("runs.action.compare_checkpoint")->trigger();
    ASSERT_TRUE(waitUntil([&] { return !window.errors.isEmpty(); }));
    EXPECT_TRUE(window.errors.front().contains("no checkpoint")) << window.errors.front().toStdString();
}

TEST_F(RunActionsTest, RepeatExactlyQueuesTheSameSettings) {
    openPage();
    const std::int64_t first = start(slowly(5));
    ASSERT_TRUE(waitForState(first, RunState::Done));
    ASSERT_TRUE(waitUntil([&] { return state() == "done"; }));
    find<QPushButton>("runs.action.repeat")->click();
    auto* list = find<QListView>("runs.list");
    ASSERT_TRUE(waitUntil([&] { return list->model()->rowCount() == 2; }));
    const std::int64_t second = first + 1;
    ASSERT_TRUE(waitForState(second, RunState::Done));
    Json before = runOf(first).config, after = runOf(second).config;
    EXPECT_EQ(runOf(second).name, "fake, again");
    for (Json* config : {&before, &after}) config->erase("name");
    EXPECT_EQ(before, after);
    // The fake engine keeps no rows.
    ASSERT_TRUE(waitUntil([&] { return !window.toasts.filter("is in the queue").isEmpty(); }));
    EXPECT_TRUE(window.toasts.filter("is in the queue").front().contains("kept no copy of its rows")) << window.toasts.join('|').toStdString();
}

// The point of it: on this machine the same bits. Asked of the real engine on a tiny model.
struct RepeatTest : RunActionsTest {
    QString enginePath() const override { return qEnvironmentVariable("LUTHIER_ENGINE"); }
};

std::string rowsThatSay(int factor) {
    std::string rows;
    for (int i = 0; i < 24; ++i) {
        const Json messages = {{{"role", "user"}, {"content", "say " + std::to_string(i)}},
            {{"role", "assistant"}, {"content", "it is " + std::to_string(i * factor)}}};
        rows += dumpJson(Json{{"messages", messages}}) + "\n";
    }
    return rows;
}

Json tinyRun(const Json& data) {
    return {{"schema", 1}, {"name", "tiny"}, {"seed", 7}, {"device", "cpu"},
        {"model", {{"path", std::string(LUTHIER_SOURCE_DIR) + "/tests/baselines/models/tiny-llama"}, {"precision", "f32"}}},
        {"adapter", {{"type", "lora"}, {"rank", 4}, {"dropout", 0.1}}}, {"data", data}, {"method", {{"type", "sft"}}},
        {"training", {{"tokens_per_step", 128}, {"max_steps", 4}, {"epochs", 1}, {"eval_every", 2}}}};
}

// The losses as they were written, without what depends on the clock.
std::vector<std::string> losses(const std::string& folder) {
    std::vector<std::string> lines;
    const Result<LogContent> metrics = readWholeLog(folder + "/metrics.jsonl");
    if (!metrics) return lines;
    for (const LogLine& line : metrics->lines)
        if (line.fields.contains("loss") || line.fields.contains("eval_loss"))
            lines.push_back(dumpJson(Json{{"step", line.fields.value("step", -1)}, {"loss", line.fields.value("loss", Json())},
                {"eval_loss", line.fields.value("eval_loss", Json())}}));
    return lines;
}

TEST_F(RepeatTest, TheSameBitsComeOutAlthoughTheFilesHaveChanged) {
    if (enginePath().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE names no engine";
    const std::string train = folder.write("train.jsonl", rowsThatSay(7)), more = folder.write("more.jsonl", rowsThatSay(3));
    openPage();
    const Json files = {{{"path", train}, {"weight", 2.0}}, {{"path", more}, {"max_rows", 9}}};
    const std::int64_t first = start(tinyRun({{"train", files}, {"eval_fraction", 0.1}}), "tiny");
    ASSERT_TRUE(waitUntil([&] { return runOf(first).state >= RunState::Done; }, 120000));
    ASSERT_EQ(runOf(first).state, RunState::Done) << runOf(first).error;
    ASSERT_TRUE(waitUntil([&] { return state() == "done"; }));
    folder.write("train.jsonl", rowsThatSay(11));
    std::filesystem::last_write_time(train, std::filesystem::file_time_type::clock::now() + std::chrono::hours(1));   // whatever the disk's clock counts in
    std::filesystem::remove(more);
    find<QPushButton>("runs.action.repeat")->click();
    ASSERT_TRUE(waitUntil([&] { return runOf(first + 1).state >= RunState::Done; }, 120000));
    ASSERT_EQ(runOf(first + 1).state, RunState::Done) << runOf(first + 1).error;
    const std::string weights = "/final/adapter_model.safetensors";
    const auto before = readFile(runOf(first).folder + weights), after = readFile(runOf(first + 1).folder + weights);
    ASSERT_TRUE(before && after);
    EXPECT_GT(before->size(), 1000U);
    EXPECT_TRUE(*before == *after);
    EXPECT_FALSE(losses(runOf(first).folder).empty());
    EXPECT_EQ(losses(runOf(first).folder), losses(runOf(first + 1).folder));
    const QString told = window.toasts.filter("is in the queue").value(0);
    EXPECT_TRUE(told.contains("train.jsonl has been changed since") && told.contains("more.jsonl is not there any more")) << told.toStdString();
}

TEST_F(RepeatTest, FromBeforeAStepTheSameBitsComeOutAgain) {
    if (enginePath().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE names no engine";
    Json config = tinyRun({{"train", folder.write("train.jsonl", rowsThatSay(7))}, {"eval_fraction", 0.1}});
    config["training"]["checkpoint_every"] = 1;
    config["training"]["keep_checkpoints"] = 10;
    openPage();
    const std::int64_t first = start(config, "tiny");
    ASSERT_TRUE(waitUntil([&] { return runOf(first).state >= RunState::Done; }, 120000));
    ASSERT_EQ(runOf(first).state, RunState::Done) << runOf(first).error;
    ASSERT_TRUE(waitUntil([&] { return state() == "done"; }));
    emit page->findChild<PlotsTab*>()->stepAsked(3);
    QPushButton* const resume = find<QPushButton>("runs.rows.resume");
    ASSERT_TRUE(waitUntil([&] { return resume->isVisible() && resume->text().contains('3'); }));
    resume->click();
    ASSERT_TRUE(waitUntil([&] { return runOf(first + 1).state == RunState::Done; })) << runOf(first + 1).error << store::runStateName(runOf(first + 1).state);
    EXPECT_TRUE(window.toasts.filter("is in the queue").value(0).contains("checkpoint of step 2")) << window.toasts.join('|').toStdString();
    const std::string weights = "/final/adapter_model.safetensors";
    const auto before = readFile(runOf(first).folder + weights), after = readFile(runOf(first + 1).folder + weights);
    ASSERT_TRUE(before && after);
    EXPECT_TRUE(*before == *after);
    const std::vector<std::string> again = losses(runOf(first + 1).folder);
    ASSERT_FALSE(again.empty());
    EXPECT_EQ(again.front().find("\"step\":2"), std::string::npos) << "it went on, it did not begin: " << again.front();
}

TEST_F(RepeatTest, WithoutTheCopyTheFilesAreReadAgainAndThatIsTold) {
    if (enginePath().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE names no engine";
    const std::string train = folder.write("train.jsonl", rowsThatSay(7));
    openPage();
    const std::int64_t first = start(tinyRun({{"train", train}, {"eval_fraction", 0.1}}), "tiny");
    ASSERT_TRUE(waitUntil([&] { return runOf(first).state == RunState::Done; }, 120000)) << runOf(first).error;
    ASSERT_TRUE(waitUntil([&] { return state() == "done"; }));
    std::filesystem::remove_all(runOf(first).folder + "/data");
    find<QPushButton>("runs.action.repeat")->click();
    ASSERT_TRUE(waitUntil([&] { return runOf(first + 1).state == RunState::Done; }, 120000)) << runOf(first + 1).error;
    EXPECT_TRUE(window.toasts.filter("is in the queue").value(0).contains("kept no copy of its rows")) << window.toasts.join('|').toStdString();
}

TEST_F(RepeatTest, AModelThatGoesWhileItsRunWaitsIsSaidByTheRun) {
    if (enginePath().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE names no engine";
    const std::string model = folder / "model";
    std::filesystem::copy(std::string(LUTHIER_SOURCE_DIR) + "/tests/baselines/models/tiny-llama", model);
    Json config = tinyRun({{"train", folder.write("train.jsonl", rowsThatSay(7))}});
    config["model"]["path"] = model;
    openPage();
    control->setQueuePaused(true);
    const std::int64_t id = start(config, "tiny");
    std::filesystem::remove_all(model);
    control->setQueuePaused(false);
    ASSERT_TRUE(waitUntil([&] { return state() == "failed"; }, 120000));
    EXPECT_NE(runOf(id).error.find("model folder"), std::string::npos) << runOf(id).error;
    EXPECT_TRUE(find<theme::ErrorPanel>("runs.header.error")->isVisible());
}

TEST_F(RepeatTest, AnotherModelInItsPlaceIsRefused) {
    if (enginePath().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE names no engine";
    const std::string models = std::string(LUTHIER_SOURCE_DIR) + "/tests/baselines/models/", model = folder / "model";
    std::filesystem::copy(models + "tiny-llama", model);
    Json config = tinyRun({{"train", folder.write("train.jsonl", rowsThatSay(7))}, {"eval_fraction", 0.1}});
    config["model"]["path"] = model;
    openPage();
    const std::int64_t first = start(config, "tiny");
    ASSERT_TRUE(waitUntil([&] { return runOf(first).state == RunState::Done; }, 120000)) << runOf(first).error;
    ASSERT_TRUE(waitUntil([&] { return state() == "done"; }));
    // One weight of it is another one.
    std::fstream file(model + "/model.safetensors", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(-8, std::ios::end);
    file.write("\x3c", 1);
    file.close();
    find<QPushButton>("runs.action.repeat")->click();
    ASSERT_TRUE(waitUntil([&] { return runOf(first + 1).state == RunState::Failed; }, 120000)) << store::runStateName(runOf(first + 1).state);
    EXPECT_NE(runOf(first + 1).error.find("the model has changed"), std::string::npos) << runOf(first + 1).error;
}

}  // namespace
}  // namespace luthier
