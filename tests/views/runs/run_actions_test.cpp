// SPDX-License-Identifier: GPL-3.0-or-later
// The buttons of a run against an engine: the fake one, and the real one where there is one.
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>

#include "core/base/files.h"
#include "tests/views/runs/runs_support.h"
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
}

// The point of it: on this machine the same bits. Asked of the real engine on a tiny model.
struct RepeatTest : RunActionsTest {
    QString enginePath() const override { return qEnvironmentVariable("LUTHIER_ENGINE"); }
};

TEST_F(RepeatTest, TheSameBitsComeOut) {
    if (enginePath().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE names no engine";
    const std::string data = folder.write("train.jsonl", [] {
        std::string rows;
        for (int i = 0; i < 24; ++i) rows += R"({"messages":[{"role":"user","content":"say )" + std::to_string(i) + R"("},{"role":"assistant","content":"it is )" + std::to_string(i * 7) + "\"}]}\n";
        return rows;
    }());
    openPage();
    const std::int64_t first = start({{"schema", 1}, {"name", "tiny"}, {"seed", 7}, {"device", "cpu"},
        {"model", {{"path", std::string(LUTHIER_SOURCE_DIR) + "/tests/baselines/models/tiny-llama"}, {"precision", "f32"}}},
        {"adapter", {{"type", "lora"}, {"rank", 4}}}, {"data", {{"train", data}, {"eval_fraction", 0.1}}}, {"method", {{"type", "sft"}}},
        {"training", {{"tokens_per_step", 128}, {"max_steps", 4}, {"epochs", 1}}}}, "tiny");
    ASSERT_TRUE(waitUntil([&] { return runOf(first).state >= RunState::Done; }, 120000));
    ASSERT_EQ(runOf(first).state, RunState::Done) << runOf(first).error;
    ASSERT_TRUE(waitUntil([&] { return state() == "done"; }));
    find<QPushButton>("runs.action.repeat")->click();
    ASSERT_TRUE(waitUntil([&] { return runOf(first + 1).state == RunState::Done; }, 120000)) << runOf(first + 1).error;
    const std::string weights = "/final/adapter_model.safetensors";
    const auto before = readFile(runOf(first).folder + weights), after = readFile(runOf(first + 1).folder + weights);
    ASSERT_TRUE(before && after);
    EXPECT_GT(before->size(), 1000U);
    EXPECT_TRUE(*before == *after);
}

}  // namespace
}  // namespace luthier
