// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

#include "tests/views/runs/online_fixture.h"
#include "tests/views/runs/runs_support.h"
#include "views/runs/film_strip.h"
#include "views/runs/health_strip.h"
#include "views/runs/online_plots.h"
#include "views/runs/plots_tab.h"
#include "views/runs/rollouts_tab.h"
#include "views/runs/token_heat.h"
#include "views/shared/plot/plot_panel.h"

namespace luthier {
namespace {

using test::OnlineRun;
using test::waitUntil;

struct OnlinePageTest : test::RunsFixture {
    std::string onlineRun(const OnlineRun& run = {}) { return test::writeOnlineRun(run, folder / ("online-" + run.method)); }
    PlotPanel* panel(const char* series) { return page->findChild<PlotPanel*>(QString("plot.") + series); }
    RolloutsTab* rollouts() { return page->findChild<RolloutsTab*>(); }
    void openRollouts() {
        auto* const tabs = find<QTabWidget>("runs.tabs");
        ASSERT_TRUE(waitUntil([&] { return tabs->indexOf(rollouts()) >= 0; }));
        tabs->setCurrentWidget(rollouts());
        ASSERT_TRUE(waitUntil([&] { return rollouts()->model().rowCount() > 400; }));
    }
    // For a person to look at: LUTHIER_SCREENSHOTS names a folder.
    void shoot(const QString& name) {
        const QString to = qEnvironmentVariable("LUTHIER_SCREENSHOTS");
        if (to.isEmpty()) return;
        for (const auto& [choice, word] : {std::pair{theme::Choice::Light, "light"}, {theme::Choice::Dark, "dark"}}) {
            theme::Theme::instance().setChoice(choice);
            QTest::qWait(400);
            page->grab().save(to + "/" + name + "-" + word + ".png");
        }
        theme::Theme::instance().setChoice(theme::Choice::Light);
    }
};

TEST_F(OnlinePageTest, ThePlotsBeginWithTheRewardAndShowWhatOnlyRolloutsHave) {
    addRun("Sailor by PPO", onlineRun());
    openPage();
    ASSERT_TRUE(waitUntil([&] { return panel("reward") && panel("kl") && panel("entropy") && panel("completions/mean_length"); }));
    auto* const scatter = find<RewardKlPlot>("plot.reward_kl");
    auto* const heat = find<RewardHeat>("plot.reward_heat");
    ASSERT_TRUE(waitUntil([&] { return scatter->points().size() == 30 && heat->histogram().columns.size() == 30; }));
    EXPECT_EQ(panel("reward")->curves().size(), 2U) << "with the held-out one";
    EXPECT_EQ(panel("completions/mean_length")->curves().size(), 2U);
    EXPECT_EQ(panel("rewards/regex/mean")->curves().size(), 2U);
    EXPECT_EQ(panel("rewards/regex/mean")->traits().title, "Reward: regex");
    EXPECT_EQ(panel("watched/second/mean")->traits().title, "Watched: second");
    for (const char* const hidden : {"eval_reward", "eval_length", "eval_rewards/regex", "rewards/regex/std", "completions/min_length", "ratio"})
        EXPECT_EQ(panel(hidden), nullptr) << hidden;
    ASSERT_TRUE(waitUntil([&] { return panel("loss") && panel("loss")->isVisible(); }));
    EXPECT_LE(panel("reward")->y(), panel("entropy")->y());
    EXPECT_LT(panel("completions/mean_length")->y(), scatter->y());
    EXPECT_LT(scatter->y(), panel("loss")->y());
    EXPECT_EQ(scatter->y(), heat->y());
    shoot("online-plots");
    page->resize(1100, 1500);
    shoot("online-plots-tall");
}

TEST_F(OnlinePageTest, OtherMethodsShowNothingOfIt) {
    addRun("Plain");
    openPage();
    ASSERT_TRUE(waitUntil([&] { return panel("loss") != nullptr; }));
    EXPECT_FALSE(find<RewardKlPlot>("plot.reward_kl")->isVisible());
    EXPECT_FALSE(find<HealthStrip>("runs.health")->isVisible());
    EXPECT_EQ(find<QTabWidget>("runs.tabs")->indexOf(rollouts()), -1);
}

// What a run of another method answers at its evaluations stands under Samples.
TEST_F(OnlinePageTest, AnswersOfAnotherMethodAreNoRollouts) {
    OnlineRun run;
    run.method = "sft";
    addRun("Answers at evaluations", onlineRun(run));
    openPage();
    ASSERT_TRUE(waitUntil([&] { return panel("loss") != nullptr; }));
    auto* const tabs = find<QTabWidget>("runs.tabs");
    EXPECT_FALSE(waitUntil([&] { return tabs->indexOf(rollouts()) >= 0; }, 1500)) << "also once the answers have been read";
}

TEST_F(OnlinePageTest, TripwiresAreChipsAndLeadToTheirEvent) {
    addRun("Sailor by PPO", onlineRun());
    openPage();
    auto* const strip = find<HealthStrip>("runs.health");
    ASSERT_TRUE(waitUntil([&] { return strip->isVisible() && page->findChild<QToolButton*>("runs.health.length")
                                       && page->findChild<QToolButton*>("runs.health.length")->text().contains("31"); }));
    EXPECT_EQ(find<QToolButton>("runs.health.length")->text(), "Length since step 31");
    EXPECT_TRUE(find<QToolButton>("runs.health.length")->accessibleDescription().contains("still twice as long"));
    ASSERT_TRUE(waitUntil([&] { return find<QToolButton>("runs.health.kl")->accessibleName() == "KL: fine"; }));
    find<QToolButton>("runs.health.length")->click();
    auto* const log = find<QTableView>("runs.log.table");
    ASSERT_TRUE(waitUntil([&] { return log->isVisible() && log->selectionModel()->hasSelection(); }));
    EXPECT_TRUE(log->selectionModel()->selectedRows(2).front().data().toString().contains("doubled in length"));
}

TEST_F(OnlinePageTest, TripwiresThatAreOffAreGrey) {
    const std::string from = onlineRun({.method = "grpo", .warns = false});
    Json config = *readJsonFile(from + "/run.json");
    config["method"]["tripwires"] = {{"action", "off"}};
    ASSERT_TRUE(writeFileDurably(from + "/run.json", dumpJson(config)));
    addRun("Off", from);
    openPage();
    ASSERT_TRUE(waitUntil([&] { return page->findChild<QToolButton*>("runs.health.kl") && panel("kl"); }));
    EXPECT_EQ(find<QToolButton>("runs.health.kl")->accessibleName(), "KL: not looked at");
}

TEST_F(OnlinePageTest, AnswersAreListedOpenedAndShownWithTheirHeat) {
    addRun("Sailor by PPO", onlineRun());
    openPage();
    openRollouts();
    auto* const table = find<QTableView>("runs.rollouts.table");
    auto* const heat = find<TokenHeat>("runs.rollouts.text");
    EXPECT_EQ(find<QLabel>("runs.rollouts.count")->text(), "488 answers");
    // The first is the base's to a held-out prompt: a text without numbers.
    ASSERT_TRUE(waitUntil([&] { return heat->toPlainText() == "I do not know."; }));
    EXPECT_EQ(heat->most(), 0);
    EXPECT_FALSE(find<QToolButton>("runs.rollouts.heat.kl")->isVisible());
    table->selectRow(20);
    ASSERT_TRUE(waitUntil([&] { return heat->most() > 0; }));
    EXPECT_TRUE(find<QToolButton>("runs.rollouts.heat.value")->isVisible()) << "PPO has values";
    const double kl = heat->most();
    find<QToolButton>("runs.rollouts.heat.advantage")->click();
    EXPECT_NE(heat->most(), kl);
    shoot("online-rollouts");
    find<QSpinBox>("runs.rollouts.first")->setValue(5);
    find<QSpinBox>("runs.rollouts.last")->setValue(5);
    ASSERT_TRUE(waitUntil([&] { return rollouts()->model().rowCount() == 16; }));
    EXPECT_EQ(find<QLabel>("runs.rollouts.count")->text(), "16 of 488 answers");
    find<QLineEdit>("runs.rollouts.search")->setText("question 2");
    ASSERT_TRUE(waitUntil([&] { return rollouts()->model().rowCount() == 4; }));
    find<QLineEdit>("runs.rollouts.search")->setText("nobody said that");
    ASSERT_TRUE(waitUntil([&] { return rollouts()->model().rowCount() == 0; }));
    EXPECT_TRUE(find<QLabel>("runs.rollouts.count")->text().startsWith("No answer matches"));
}

TEST_F(OnlinePageTest, AClickOnACurveShowsTheAnswersThatTheStepLearnedFrom) {
    addRun("Sailor by PPO", onlineRun());
    openPage();
    auto* const tabs = find<QTabWidget>("runs.tabs");
    ASSERT_TRUE(waitUntil([&] { return panel("loss") && tabs->indexOf(rollouts()) >= 0; }));
    ASSERT_TRUE(waitUntil([&] { return find<RewardHeat>("plot.reward_heat")->histogram().columns.size() == 30; }));
    emit panel("loss")->clickedAt(12);   // the second step on the rollout of step 11
    ASSERT_TRUE(waitUntil([&] { return tabs->currentWidget() == rollouts() && rollouts()->model().rowCount() == 16; }));
    EXPECT_EQ(rollouts()->model().answerAt(0).step, 11);
    emit find<RewardHeat>("plot.reward_heat")->clickedAt(5);
    EXPECT_EQ(rollouts()->model().answerAt(0).step, 5);
}

TEST_F(OnlinePageTest, TheFilmStripShowsOnePromptOverTheStepsTheBaseFirst) {
    addRun("Sailor by PPO", onlineRun());
    openPage();
    openRollouts();
    find<QCheckBox>("runs.rollouts.held_out")->click();
    ASSERT_TRUE(waitUntil([&] { return rollouts()->model().rowCount() == 2 + 2 * 3; }));
    find<QTableView>("runs.rollouts.table")->selectRow(3);
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("runs.rollouts.over_steps")->isVisible(); }));
    find<QPushButton>("runs.rollouts.over_steps")->click();
    auto* const strip = page->findChild<FilmStrip*>();
    ASSERT_TRUE(waitUntil([&] { return strip->numFrames() == 4 && page->findChild<QLabel*>("runs.film.frame.3") != nullptr; }));
    EXPECT_EQ(find<QComboBox>("runs.film.prompt")->count(), 2);
    EXPECT_TRUE(find<QComboBox>("runs.film.prompt")->currentText().startsWith("Held out 1")) << "that of the opened answer";
    EXPECT_EQ(find<QLabel>("runs.film.frame.0")->text(), "I do not know.");
    EXPECT_EQ(find<QLabel>("runs.film.frame.3")->text(), "Aye, at dawn, said at step 60.");
    shoot("online-film");
}

TEST_F(OnlinePageTest, SettingsOfARunAtWorkCanBeChanged) {
    ShownRun shown;
    shown.run.id = 7;
    shown.run.state = store::RunState::Running;
    shown.run.config = {{"method", {{"type", "ppo"}, {"kl_weight", 0.05}}}, {"training", {{"learning_rate", 1e-5}}}};
    HealthStrip strip;
    QString key;
    double value = 0;
    QObject::connect(&strip, &HealthStrip::changeAsked, [&](const QString& k, double v) { key = k, value = v; });
    strip.show(shown, {});
    auto* const weight = strip.findChild<ScientificSpin*>("runs.live.kl_weight");
    auto* const rate = strip.findChild<ScientificSpin*>("runs.live.learning_rate");
    auto* const apply = strip.findChild<QPushButton*>("runs.live.learning_rate.apply");
    ASSERT_NE(weight, nullptr);
    ASSERT_NE(rate, nullptr);
    EXPECT_EQ(weight->text(), "0.05");
    EXPECT_EQ(rate->text(), "1e-05");
    EXPECT_FALSE(apply->isEnabled()) << "nothing is changed";
    rate->findChild<QLineEdit*>()->setText("3e-6");
    ASSERT_TRUE(apply->isEnabled());
    strip.show(shown, {});
    EXPECT_EQ(rate->value(), 3e-6) << "what somebody types is not overwritten";
    if (const QString to = qEnvironmentVariable("LUTHIER_SCREENSHOTS"); !to.isEmpty()) {
        strip.resize(780, 90);
        strip.grab().save(to + "/health-light.png");
    }
    apply->click();
    EXPECT_EQ(key, "learning_rate");
    EXPECT_DOUBLE_EQ(value, 3e-6);
    strip.show(shown, {});
    EXPECT_EQ(rate->value(), 3e-6) << "the run has not answered yet";
    auto texts = std::make_shared<RunTexts>();
    texts->events.push_back({.time = {}, .kind = EventKind::Changed, .kindName = "changed", .fields = {{"key", "kl_weight"}, {"value", 0.2}}, .step = 3});
    shown.contents.texts = texts;
    strip.show(shown, {});
    EXPECT_EQ(weight->text(), "0.2") << "as it was changed last";
    weight->stepUp();
    EXPECT_EQ(weight->text(), "0.25");
    // What is not at work, or may not be told anything, has no such settings.
    strip.show(shown, "read only");
    EXPECT_TRUE(weight->parentWidget()->parentWidget()->isHidden());
}

// What the real engine writes, read as it grows.
struct RealOnlineTest : OnlinePageTest {
    QString enginePath() const override { return qEnvironmentVariable("LUTHIER_ENGINE"); }
};

TEST_F(RealOnlineTest, ARunOfTheEngineIsShownWithItsAnswers) {
    if (enginePath().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE names no engine";
    std::string prompts;
    for (int i = 0; i < 24; ++i)
        prompts += R"({"prompt":[{"role":"user","content":"How old is )" + std::to_string(i) + R"(?"}],"answer":")" + std::to_string(i) + "\"}\n";
    const Json rewards = Json::array({Json{{"reward", {{"type", "length"}, {"minimum", 3}, {"maximum", 8}, {"slope", 5}}}}});
    store::Run run;
    run.name = "Lengths";
    run.config = {{"schema", 1}, {"model", {{"path", std::string(LUTHIER_SOURCE_DIR) + "/tests/baselines/models/tiny-qwen2"}, {"precision", "f32"}}},
                  {"adapter", {{"type", "lora"}, {"rank", 4}}},
                  {"data", {{"train", folder.write("prompts.jsonl", prompts)}, {"eval_fraction", 0.1}, {"max_length", 96}}},
                  {"method", {{"type", "grpo"}, {"rewards", rewards}, {"prompts_per_rollout", 4}, {"completions", 4}, {"max_new_tokens", 12},
                              {"kl_weight", 0.04}}},
                  {"training", {{"max_steps", 4}, {"eval_every", 2}, {"learning_rate", 1e-3}}}};
    openPage();
    std::optional<std::int64_t> id;
    control->enqueue(run, qApp, [&](Result<std::int64_t> result) { id = result.value_or(0); });
    ASSERT_TRUE(waitUntil([&] { return id && runOf(*id).state == store::RunState::Done; }, 120000)) << (id ? runOf(*id).error : "");
    auto* const tabs = find<QTabWidget>("runs.tabs");
    ASSERT_TRUE(waitUntil([&] { return tabs->indexOf(rollouts()) >= 0 && panel("reward") && panel("kl"); }));
    EXPECT_TRUE(waitUntil([&] { return find<RewardKlPlot>("plot.reward_kl")->points().size() == 4; }));
    EXPECT_EQ(find<QToolButton>("runs.health.kl")->accessibleName(), "KL: fine");
    tabs->setCurrentWidget(rollouts());
    ASSERT_TRUE(waitUntil([&] { return rollouts()->model().answers() && rollouts()->model().answers()->hasHeldOut(); }));
    int numLearnedFrom = 0, numBase = 0, numTokens = 0;
    for (int row = 0; row < rollouts()->model().rowCount(); ++row) {
        const RolloutAnswer& answer = rollouts()->model().answerAt(row);
        numLearnedFrom += !answer.isHeldOut;
        numBase += answer.isOfBase;
        numTokens = std::max(numTokens, static_cast<int>(answer.length));
    }
    EXPECT_EQ(numLearnedFrom, 4 * 16);
    EXPECT_GT(numBase, 0);
    EXPECT_LE(numTokens, 12);
    for (int row = 0; row < rollouts()->model().rowCount(); ++row)
        if (!rollouts()->model().answerAt(row).isHeldOut) {
            find<QTableView>("runs.rollouts.table")->selectRow(row);
            break;
        }
    EXPECT_TRUE(waitUntil([&] { return find<QToolButton>("runs.rollouts.heat.advantage")->isVisible(); })) << "the numbers fit the tokens";
    EXPECT_FALSE(find<QToolButton>("runs.rollouts.heat.value")->isVisible()) << "GRPO has no critic";
}

}  // namespace
}  // namespace luthier
