// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "tests/views/runs/online_fixture.h"
#include "tests/views/runs/runs_support.h"
#include "views/runs/online_run.h"
#include "views/runs/rollouts_model.h"
#include "views/runs/token_heat.h"

namespace luthier {
namespace {

using test::OnlineRun;

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

}  // namespace
}  // namespace luthier
