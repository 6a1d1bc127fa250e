// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

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

std::shared_ptr<const RolloutAnswers> readAll(RunFollower& follower) {
    for (auto news = follower.poll(); news && news->hasMore; news = follower.poll()) {}
    return follower.rollouts();
}

struct RolloutLogTest : ::testing::Test {
    test::TemporaryFolder folder;
};

TEST_F(RolloutLogTest, AnswersAreReadAsTheyComeAndNothingTwice) {
    const OnlineRun run{.numRollouts = 4};
    const std::string path = folder / "samples.jsonl";
    test::writeOnlineSamples(run, path, 0, 2);
    RunFollower follower(folder / ".");
    auto answers = readAll(follower);
    EXPECT_EQ(answers->size(), 2U + 2 * 16);
    EXPECT_TRUE((*answers)[0].isOfBase);
    EXPECT_TRUE((*answers)[0].isHeldOut);
    EXPECT_EQ((*answers)[2].rollout, 0);
    EXPECT_EQ(answers->partNames(), (std::vector<std::string>{"regex", "length", "watched/second"}));
    EXPECT_TRUE(std::isnan((*answers)[4].parts.at(2))) << "null says nothing";
    EXPECT_FALSE(std::isnan((*answers)[3].parts.at(2)));
    const std::int64_t generation = answers->generation();
    EXPECT_EQ(follower.rollouts(), answers) << "no news, no copy";
    // Later lines of the same attempt go on; an asked-for sample is none of them.
    test::OnlineWriter more(path);
    more.line({{"step", 5}, {"prompt", "hello"}, {"text", "hi"}, {"adapter", "now"}}, 2);
    more.line(test::onlineAnswer(run, 2, 0, 0), 2);
    answers = readAll(follower);
    EXPECT_EQ(answers->size(), 35U);
    EXPECT_EQ(answers->generation(), generation);
    ASSERT_EQ(follower.texts()->samples.size(), 1U);
    EXPECT_EQ(follower.texts()->samples.front().prompt, "hello");
    // A rewind takes back what came after it.
    more.line({{"rewound_to", 1}}, 2);
    answers = readAll(follower);
    EXPECT_EQ(answers->size(), 18U);
    EXPECT_NE(answers->generation(), generation);
}

TEST_F(RolloutLogTest, DamagedAndStrangeLinesDoNoHarm) {
    const std::string path = folder / "samples.jsonl";
    test::OnlineWriter samples(path);
    samples.line({{"rollout", 1}, {"step", 1}});
    samples.line({{"rollout", 1}, {"step", 1}, {"text", 12}});
    samples.line({{"rollout", "x"}, {"step", 1}, {"text", "not one of a rollout"}, {"prompt", "p"}});
    samples.line({{"rollout", 1}, {"step", 1}, {"text", std::string(5000, 'x') + "\xC3\xA9"}, {"rewards", Json::array({1})}, {"reward", "NaN"},
                  {"tokens", Json::array({"a", 3})}, {"token_kl", Json::array({1})}});
    RunFollower follower(folder / ".");
    const auto answers = readAll(follower);
    ASSERT_EQ(answers->size(), 1U);
    EXPECT_TRUE(std::isnan((*answers)[0].reward));
    EXPECT_LE((*answers)[0].start.size(), RolloutLog::maxExcerpt);
    const auto text = follower.rollout((*answers)[0].begin);
    ASSERT_TRUE(text) << text.error().toString();
    EXPECT_EQ(text->tokens.size(), 2U);
    EXPECT_TRUE(text->kl.empty()) << "numbers that do not fit the tokens are none";
    EXPECT_FALSE(follower.rollout((*answers)[0].begin + 3));
    EXPECT_FALSE(readRollout(folder / "none.jsonl", 0));
}

TEST_F(RolloutLogTest, TheHistogramCountsEachAnswerOnce) {
    const OnlineRun run{.numRollouts = 30};
    test::writeOnlineSamples(run, folder / "samples.jsonl");
    RunFollower follower(folder / ".");
    const auto answers = readAll(follower);
    for (const int most : {120, 7}) {
        const RewardHistogram histogram = rewardHistogram(*answers, 24, most);
        EXPECT_LE(histogram.columns.size(), static_cast<std::size_t>(most));
        std::int64_t all = 0;
        for (const auto& column : histogram.columns) {
            std::int64_t inColumn = 0;
            for (const std::int64_t count : column.counts) inColumn += count;
            EXPECT_EQ(inColumn, column.numAnswers);
            EXPECT_GE(column.mean, histogram.low);
            EXPECT_LE(column.mean, histogram.high);
            all += inColumn;
        }
        EXPECT_EQ(all, 30 * 16) << "held-out answers are not among them";
    }
    EXPECT_TRUE(rewardHistogram(RolloutAnswers{}, 24, 120).columns.empty());
}

TEST_F(RolloutLogTest, AHundredThousandAnswersAreSortedAndFilteredAtOnce) {
    const OnlineRun run{.method = "grpo", .numRollouts = 400, .numPrompts = 16, .numCompletions = 16, .stepsPerRollout = 1, .numWords = 2};
    test::writeOnlineSamples(run, folder / "samples.jsonl");
    RunFollower follower(folder / ".");
    const auto answers = readAll(follower);
    ASSERT_GT(answers->size(), 100'000U);
    RolloutsModel model;
    model.setAnswers(1, answers);
    ASSERT_EQ(model.rowCount(), static_cast<int>(answers->size()));
    const int reward = model.columnCount() - 5;
    ASSERT_EQ(model.columnOf(reward).kind, RolloutsModel::Kind::Reward);
    model.sort(reward, Qt::DescendingOrder);
    for (int row = 1; row < model.rowCount(); ++row) ASSERT_LE(model.answerAt(row).reward, model.answerAt(row - 1).reward);
    model.setFilter({.text = "question 3", .firstStep = 10, .lastStep = 12, .onlyHeldOut = false});
    EXPECT_EQ(model.rowCount(), 3 * 16);
    model.setFilter({.text = {}, .onlyHeldOut = true});
    EXPECT_EQ(model.rowCount(), 2 + 2 * 40);
    model.setFilter({.text = "no such words"});
    EXPECT_EQ(model.rowCount(), 0);
}

TEST_F(RolloutLogTest, NewAnswersJoinAtTheEndOrWaitWhereTheTableIsSorted) {
    const OnlineRun run{.numRollouts = 4};
    const std::string path = folder / "samples.jsonl";
    test::writeOnlineSamples(run, path, 0, 2);
    RunFollower follower(folder / ".");
    RolloutsModel model;
    model.setAnswers(1, readAll(follower));
    int numResets = 0;
    QObject::connect(&model, &QAbstractItemModel::modelReset, [&] { ++numResets; });
    test::OnlineWriter more(path);
    more.line(test::onlineAnswer(run, 2, 0, 0), 2);
    model.setAnswers(1, readAll(follower));
    EXPECT_EQ(model.rowCount(), 35);
    EXPECT_EQ(numResets, 0) << "a reader's place is kept";
    model.sort(0, Qt::DescendingOrder);
    const int before = numResets;
    more.line(test::onlineAnswer(run, 3, 0, 0), 2);
    model.setAnswers(1, readAll(follower));
    EXPECT_EQ(model.rowCount(), 35);
    EXPECT_EQ(model.numWaiting(), 1U);
    EXPECT_EQ(numResets, before) << "nothing moves under a reader";
    model.showWaiting();
    EXPECT_EQ(model.rowCount(), 36);
    EXPECT_EQ(model.answerAt(0).rollout, 3);
    model.sort(-1, Qt::AscendingOrder);
    EXPECT_TRUE(model.answerAt(0).isOfBase);
}

TEST(TokenHeatTest, ColoursTellSignAndStrength) {
    EXPECT_EQ(heatColor(NAN, 1).alpha(), 0);
    EXPECT_EQ(heatColor(0, 1).alpha(), 0);
    EXPECT_EQ(heatColor(1, 0).alpha(), 0);
    EXPECT_GT(heatColor(1, 1).alpha(), heatColor(0.3, 1).alpha());
    EXPECT_NE(heatColor(1, 1).rgb(), heatColor(-1, 1).rgb());
    EXPECT_EQ(heatColor(1, 1).rgb() & 0xFFFFFFU, theme::seriesColor(1).rgb() & 0xFFFFFFU);
    TokenHeat heat;
    heat.setTokens({"Aye", ",\n", " you"}, {0.5, -2, NAN}, "KL");
    EXPECT_EQ(heat.toPlainText(), "Aye,\n you");
    EXPECT_EQ(heat.most(), 2);
    EXPECT_TRUE(heat.wordsAt(0).contains("Aye")) << heat.wordsAt(0).toStdString();
    EXPECT_TRUE(heat.wordsAt(2).contains("0.5"));
    EXPECT_TRUE(heat.wordsAt(3).contains("2"));
    heat.setTokens({"a", "b"}, {1}, "KL");
    EXPECT_EQ(heat.most(), 0) << "numbers that do not fit are none";
    EXPECT_EQ(heat.wordsAt(0), "");
}

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
    for (const char* const hidden : {"eval_reward", "eval_length", "eval_rewards/regex", "rewards/regex/std", "completions/min_length", "ratio_start"})
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

}  // namespace
}  // namespace luthier
