// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <fstream>

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>

#include "core/base/files.h"
#include "tests/views/runs/runs_support.h"
#include "views/runs/bench_tab.h"
#include "views/shared/theme/widgets.h"

namespace luthier {
namespace {

using test::waitUntil;

}  // namespace

namespace test {

std::string wordsIn(const QWidget& widget) {
    std::string words;
    for (const QLabel* const label : widget.findChildren<QLabel*>()) words += label->text().toStdString() + '\n';
    return words;
}

}  // namespace test

namespace {

// Pairs as a run freezes them: the better answer is `better` characters long, the other one `worse`.
std::string pairLine(int index, std::size_t better, std::size_t worse) {
    Example example;
    example.id = "0:" + std::to_string(index + 1);
    Pair pair;
    pair.prompt.turns.push_back({});
    pair.prompt.turns.back().text = "Question " + std::to_string(index);
    pair.a.push_back({});
    pair.a.back().role = Role::Assistant;
    pair.a.back().text = std::string(better, 'b');
    pair.b = pair.a;
    pair.b.back().text = std::string(worse, 'w');
    pair.verdict.strength = 1;
    if (index % 2 == 1) {                              // the second is the better one
        std::swap(pair.a, pair.b);
        pair.verdict.strength = -1;
    }
    example.body = pair;
    return dumpJson(exampleToJson(example)) + "\n";
}

Json scoreLine(int row, double chosen, double rejected) {
    return {{"row", row}, {"chosen", {{"score", chosen}}}, {"rejected", {{"score", rejected}}}};
}

// Of a model with dimensions and a veto too, the bench has the number that `score` says, which is that of a rollout's reward
// (RewardCommands.AnAnswerHasOneNumberInScoreInARolloutAndInTheBench in tests/integration/reward_test.cpp).
TEST(RewardBenchTest, TheTotalIsTheNumberOfAnAnswer) {
    const test::TemporaryFolder folder;
    Json line = scoreLine(0, -6, 1.25);
    line["chosen"]["dimensions"] = {{"safety", -0.5}, {"help", 4.0}};
    line["chosen"]["vetoed"] = true;
    line["rejected"]["dimensions"] = {{"safety", 0.5}, {"help", 0.5}};
    const auto bench = rewardBench({line}, folder.write("eval.jsonl", pairLine(0, 100, 20)));
    ASSERT_TRUE(bench) << bench.error().toString();
    ASSERT_EQ(bench->pairs.size(), 1U);
    EXPECT_EQ(bench->pairs[0].chosen, -6);
    EXPECT_EQ(bench->pairs[0].rejected, 1.25);
    EXPECT_EQ(bench->numRight(), 0);
}

TEST(RewardBenchTest, PairsAreCountedByLengthAndTheWorstComeFirst) {
    const test::TemporaryFolder folder;
    const std::string pairs = pairLine(0, 100, 20) + pairLine(1, 100, 80) + pairLine(2, 50, 50) + pairLine(3, 20, 100);
    const std::string rows = folder.write("eval.jsonl", pairs + "not a row\n");
    Json notANumber = scoreLine(6, 0, 1);
    notANumber["chosen"]["score"] = "NaN";
    const auto bench = rewardBench({scoreLine(0, 1, 0), scoreLine(1, 2, 0), scoreLine(2, 0.5, 0.5), scoreLine(3, -1, 2), scoreLine(4, 1, 0),
                                    Json{{"row", 5}, {"score", 1}}, notANumber, Json("x")}, rows);
    ASSERT_TRUE(bench) << bench.error().toString();
    ASSERT_EQ(bench->pairs.size(), 4U);
    EXPECT_EQ(bench->numOthers, 4);
    EXPECT_EQ(bench->numRight(), 2) << "a tie is not right";
    EXPECT_EQ(bench->pairs[0].question, "Question 3");
    EXPECT_EQ(bench->pairs[0].better, std::string(20, 'b')) << "whichever side it stands on";
    EXPECT_EQ(bench->pairs[0].margin(), -3);
    ASSERT_EQ(bench->byLength.size(), 5U);
    const auto group = [&](std::size_t i) { return std::pair(bench->byLength[i].numPairs, bench->byLength[i].numRight); };
    EXPECT_EQ(group(0), std::pair(std::int64_t{1}, std::int64_t{1}));
    EXPECT_EQ(group(1), std::pair(std::int64_t{1}, std::int64_t{1}));
    EXPECT_EQ(group(2), std::pair(std::int64_t{1}, std::int64_t{0}));
    EXPECT_EQ(group(4), std::pair(std::int64_t{1}, std::int64_t{0}));
    const ScoreBins bins = scoreBins(*bench, 8);
    std::int64_t counted = 0;
    for (std::size_t i = 0; i < 8; ++i) counted += bins.chosen[i] + bins.rejected[i];
    EXPECT_EQ(counted, 8);
    EXPECT_EQ(bins.chosen[0], 1);
    EXPECT_EQ(bins.rejected[7], 1);
    EXPECT_FALSE(rewardBench({}, folder / "none.jsonl"));
    EXPECT_EQ(scoreBins(RewardBench{}, 4).chosen.size(), 4U);
}

struct BenchTest : test::RunsFixture {
    // An engine that says what it is told to.
    QString enginePath() const override { return QString::fromStdString(folder / "engine"); }
    void SetUp() override {
        std::ofstream(folder / "engine") << "#!/bin/sh\nif [ -f \"" << (folder / "fails") << "\" ]; then exit 3; fi\n"
                                         << "case \"$7\" in *text.jsonl) echo '{\"row\":0,\"score\":1.25}';; *) cat \""
                                         << (folder / "scores.jsonl") << "\";; esac\n";
        std::filesystem::permissions(folder / "engine", std::filesystem::perms::owner_all);
        RunsFixture::SetUp();
    }
    std::int64_t addRewardRun(bool hasResult = true) {
        const std::string at = folder / "reward";
        EXPECT_TRUE(makeFolders(at + "/data"));
        if (hasResult) {
            EXPECT_TRUE(makeFolders(at + "/final"));
        }
        std::string rows, scores;
        for (int i = 0; i < 40; ++i) {
            rows += pairLine(i, 20 + static_cast<std::size_t>(i * 7 % 60), 50);
            scores += dumpJson(scoreLine(i, 0.05 * i, 0.6 + 0.01 * (i % 5))) + "\n";
        }
        EXPECT_TRUE(writeFileDurably(at + "/data/eval.jsonl", rows));
        EXPECT_TRUE(writeFileDurably(folder / "scores.jsonl", scores));
        EXPECT_TRUE(writeFileDurably(at + "/run.json", dumpJson(Json{{"model", {{"path", "model"}}}, {"method", {{"type", "reward"}}}})));
        EXPECT_TRUE(writeFileDurably(at + "/events.jsonl", ""));
        EXPECT_TRUE(writeFileDurably(at + "/metrics.jsonl", ""));
        const std::int64_t id = addRun("Scorer", at);
        std::optional<Status> updated;
        store->write(qApp, [id](store::Project& project) -> Status {
            ASSIGN_OR_RETURN(store::Run run, project.runs().get(id));
            run.state = store::RunState::Done;
            return project.runs().update(run);
        }, [&](Status status) { updated = std::move(status); });
        EXPECT_TRUE(waitUntil([&] { return updated.has_value(); }));
        store->announce({"runs"});
        return id;
    }
    BenchTab* bench() { return page->findChild<BenchTab*>(); }
    void openBench() {
        openPage();
        auto* const tabs = find<QTabWidget>("runs.tabs");
        ASSERT_TRUE(waitUntil([&] { return tabs->indexOf(bench()) >= 0; }));
        tabs->setCurrentWidget(bench());
    }
    void shoot(const QString& name) {
        const QString to = qEnvironmentVariable("LUTHIER_SCREENSHOTS");
        if (to.isEmpty()) return;
        for (const auto& [choice, word] : {std::pair{theme::Choice::Light, "light"}, {theme::Choice::Dark, "dark"}}) {
            theme::Theme::instance().setChoice(choice);
            QTest::qWait(300);
            page->grab().save(to + "/" + name + "-" + word + ".png");
        }
        theme::Theme::instance().setChoice(theme::Choice::Light);
    }
};

TEST_F(BenchTest, TheHeldOutPairsAreScoredAndTheWorstAreShown) {
    addRewardRun();
    openBench();
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("runs.bench.score")->isEnabled(); }));
    find<QPushButton>("runs.bench.score")->click();
    ASSERT_TRUE(waitUntil([&] { return bench()->bench().has_value(); }));
    EXPECT_EQ(bench()->bench()->pairs.size(), 40U);
    EXPECT_TRUE(find<QLabel>("runs.bench.summary")->text().startsWith(QString("%1 of 40 held-out pairs right").arg(bench()->bench()->numRight())))
        << find<QLabel>("runs.bench.summary")->text().toStdString();
    auto* const table = find<QTableView>("runs.bench.table");
    EXPECT_EQ(table->model()->rowCount(), 40 - static_cast<int>(bench()->bench()->numRight()));
    EXPECT_EQ(table->model()->index(0, DisagreementsModel::Question).data().toString(), "Question 0");
    EXPECT_FALSE(find<QPlainTextEdit>("runs.bench.worse")->toPlainText().isEmpty());
    shoot("bench");
    // The run names no data set of the project: said, not passed over.
    find<QPushButton>("runs.bench.tag")->click();
    ASSERT_TRUE(waitUntil([&] { return !window.errors.isEmpty(); }));
    EXPECT_TRUE(window.errors.front().contains("not from a data set")) << window.errors.front().toStdString();
}

TEST_F(BenchTest, ATextIsScored) {
    addRewardRun();
    openBench();
    auto* const given = find<QLabel>("runs.bench.given");
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("runs.bench.ask")->isEnabled(); }));
    find<QPushButton>("runs.bench.ask")->click();
    EXPECT_EQ(given->text(), "Type an answer first.");
    find<QLineEdit>("runs.bench.question")->setText("How are you?");
    find<QPlainTextEdit>("runs.bench.answer")->setPlainText("Fine.");
    find<QPushButton>("runs.bench.ask")->click();
    ASSERT_TRUE(waitUntil([&] { return given->text() == "Score 1.25"; })) << given->text().toStdString();
}

TEST_F(BenchTest, AnEngineThatFailsAndARunWithoutAResultAreSaid) {
    addRewardRun();
    folder.write("fails", "");
    openBench();
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("runs.bench.score")->isEnabled(); }));
    find<QPushButton>("runs.bench.score")->click();
    ASSERT_TRUE(waitUntil([&] { return find<theme::ErrorPanel>("runs.bench.error")->isVisible(); }));
    EXPECT_TRUE(find<QPushButton>("runs.bench.score")->isEnabled()) << "it can be tried again";
}

TEST_F(BenchTest, ARunWithoutAResultCannotBeAsked) {
    addRewardRun(false);
    openBench();
    ASSERT_TRUE(waitUntil([&] { return !find<QPushButton>("runs.bench.score")->toolTip().isEmpty(); }));
    EXPECT_FALSE(find<QPushButton>("runs.bench.score")->isEnabled());
    EXPECT_FALSE(find<QPushButton>("runs.bench.ask")->isEnabled());
}

// A reward model trained and asked by the real engine.
struct RealBenchTest : BenchTest {
    QString enginePath() const override { return qEnvironmentVariable("LUTHIER_ENGINE"); }
};

TEST_F(RealBenchTest, ATrainedRewardModelIsMeasuredByTheEngine) {
    if (enginePath().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE names no engine";
    std::string rows;
    for (int i = 0; i < 24; ++i)
        rows += R"({"prompt":"Do you know )" + std::to_string(i) + R"(?","chosen":"Yes, I know )" + std::to_string(i) + R"(.","rejected":"No."})" + "\n";
    store::Run run;
    run.name = "Scorer";
    run.config = {{"schema", 1}, {"model", {{"path", std::string(LUTHIER_SOURCE_DIR) + "/tests/baselines/models/tiny-qwen2"}, {"precision", "f32"}}},
                  {"adapter", {{"type", "lora"}, {"rank", 4}, {"alpha", 8}}},
                  {"data", {{"train", folder.write("pairs.jsonl", rows)}, {"eval_fraction", 0.3}, {"max_length", 96}}}, {"method", {{"type", "reward"}}},
                  {"training", {{"learning_rate", 0.01}, {"tokens_per_step", 300}, {"micro_tokens", 96}, {"epochs", 4}}}};
    std::optional<std::int64_t> id;
    control->enqueue(run, qApp, [&](Result<std::int64_t> result) { id = result.value_or(0); });
    ASSERT_TRUE(waitUntil([&] { return id && runOf(*id).state >= store::RunState::Done; }, 120000));
    ASSERT_EQ(runOf(*id).state, store::RunState::Done) << runOf(*id).error;
    openBench();
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("runs.bench.score")->isEnabled(); }));
    find<QPushButton>("runs.bench.score")->click();
    ASSERT_TRUE(waitUntil([&] { return bench()->bench().has_value() || find<theme::ErrorPanel>("runs.bench.error")->isVisible(); }, 120000));
    ASSERT_TRUE(bench()->bench().has_value()) << test::wordsIn(*find<theme::ErrorPanel>("runs.bench.error"));
    EXPECT_GT(bench()->bench()->pairs.size(), 2U);
    EXPECT_EQ(bench()->bench()->numOthers, 0);
    EXPECT_TRUE(bench()->bench()->pairs.front().better.starts_with("Yes")) << "the texts are those of the row that was scored";
    find<QLineEdit>("runs.bench.question")->setText("Do you know 3?");
    find<QPlainTextEdit>("runs.bench.answer")->setPlainText("Yes, I know 3.");
    find<QPushButton>("runs.bench.ask")->click();
    ASSERT_TRUE(waitUntil([&] { return find<QLabel>("runs.bench.given")->text().startsWith("Score "); }, 120000))
        << find<QLabel>("runs.bench.given")->text().toStdString();
}

}  // namespace
}  // namespace luthier
