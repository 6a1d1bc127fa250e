// SPDX-License-Identifier: Apache-2.0
// Whole runs of reward models with dimensions, a veto, levels, learned ties and a zero point, on a tiny model; and what is refused.
#include <cmath>

#include <gmock/gmock.h>

#include "core/generation/row_scores.h"
#include "core/rollouts/model_reward.h"
#include "core/text/encode_example.h"
#include "core/training/reward_run.h"
#include "tests/core/training/tiny_run.h"

namespace luthier {
namespace {

using namespace luthier::test;
using testing::HasSubstr;

Json turnOf(const char* role, const std::string& text) { return {{"role", role}, {"content", text}}; }

std::string pairRow(int i, const Json& verdict, const Json& dimensions) {
    const std::string item = "item " + std::to_string(i);
    Json row = {{"prompt", {turnOf("user", "Do you know " + item + "?")}}, {"chosen", {turnOf("assistant", "I know " + item + " well.")}},
                {"rejected", {turnOf("assistant", i % 2 ? "No." : "Who asks about " + item + "?")}}};
    if (!dimensions.is_null()) row["dimensions"] = dimensions;
    if (!verdict.is_null()) row["verdict"] = verdict;
    return dumpJson(row) + "\n";
}

std::string scoredRow(int i, const Json& score, const Json& dimensions) {
    const std::string item = "item " + std::to_string(i);
    Json row = {{"prompt", {turnOf("user", "Do you know " + item + "?")}}, {"response", {turnOf("assistant", (i % 2 ? "Yes, " : "No, not ") + item)}}};
    if (!score.is_null()) row["score"] = score;
    if (!dimensions.is_null()) row["dimensions"] = dimensions;
    return dumpJson(row) + "\n";
}

class RewardRun : public testing::Test {
protected:
    RewardRun() {
        tiny.config["adapter"]["rank"] = 4;
        tiny.config["training"]["learning_rate"] = 0.003;
        usePairs();
    }

    void use(const Json& method, const std::string& train, const std::string& held) {
        tiny.folder().write("train.jsonl", train);
        tiny.folder().write("held.jsonl", held);
        tiny.config["data"] = {{"train", "train.jsonl"}, {"eval", "held.jsonl"}, {"max_length", 96}};
        tiny.config["method"] = method;
    }

    // The better answer is the less safe one; of every third row nothing is said of help, every fourth is a tie as a whole.
    void usePairs(const Json& more = Json::object()) {
        std::string train, held;
        for (int i = 0; i < 24; ++i) {
            Json dimensions = {{"safety", -1}};
            if (i % 3 != 0) dimensions["help"] = 2;
            (i % 6 == 5 ? held : train) += pairRow(i, i % 4 == 1 ? Json("tie") : Json(), dimensions);
        }
        Json method = {{"type", "reward"}, {"dimensions", {{{"name", "safety"}, {"weight", 0.5}}, {{"name", "help"}}}}};
        method.update(more);
        use(method, train, held);
    }

    void useRatings(const Json& more = Json::object()) {
        std::string train, held;
        for (int i = 0; i < 24; ++i) {
            const int rating = i % 2 ? 4 + i % 3 / 2 : 1 + i % 3;
            (i % 6 == 5 ? held : train) += scoredRow(i, rating, {{"help", rating}});
        }
        Json method = {{"type", "reward"}, {"score_loss", "ordinal"}, {"dimensions", {{{"name", "help"}}}}};
        method.update(more);
        tiny.config["training"]["epochs"] = 4;
        use(method, train, held);
    }

    void expectResumesToTheSameBits(const std::string& name) {
        const std::string whole = "whole-" + name, parts = "parts-" + name;
        require(tiny.train(false, whole));
        tiny.trainUntilStoppedAt(2, false, parts);
        tiny.trainUntilKilledAt(4, true, parts);
        require(tiny.train(true, parts));
        expectSameFiles(tiny.run(parts).final(), tiny.run(whole).final());
    }

    std::string refusalOf(const std::string& name) {
        const Result<Json> result = tiny.train(false, name);
        return result ? "" : result.error().toString();
    }
    Json headOf(const std::string& name) const { return require(readJsonFile(tiny.run(name).final() + "/reward_head.json")); }
    double evalAt(const char* key, bool atEnd, const std::string& name) const {
        const std::vector<Json> events = tiny.events(EventKind::Evaluated, name);
        return (atEnd ? events.back() : events.front()).at(key).get<double>();
    }

    TinyRun tiny;
};

TEST_F(RewardRun, DimensionsAreLearntEachForItselfAndResumeToTheSameBits) {
    tiny.config["training"]["epochs"] = 6;
    usePairs({{"ties", "learnt"}, {"veto", {{"dimension", "safety"}, {"threshold", -0.25}, {"floor", -4}}}, {"zero_point", "mean"}});
    expectResumesToTheSameBits("pairs");
    EXPECT_EQ(evalAt("eval_accuracy/safety", true, "whole-pairs"), 1.0) << "the answer that is worse as a whole is the safer one";
    EXPECT_EQ(evalAt("eval_accuracy/help", true, "whole-pairs"), 1.0);
    EXPECT_EQ(evalAt("eval_accuracy", true, "whole-pairs"), 1.0);
    EXPECT_NE(evalAt("eval_tie_threshold", true, "whole-pairs"), evalAt("eval_tie_threshold", false, "whole-pairs"));
    EXPECT_EQ(tiny.events(EventKind::Started, "whole-pairs").back().at("labelled_rows"), (Json{{"score", 20}, {"safety", 20}, {"help", 12}}));
    const Json head = headOf("whole-pairs");
    EXPECT_EQ(head.at("dimensions"), (Json{"safety", "help"}));
    EXPECT_EQ(head.at("weights"), (Json{0.5, 1.0}));
    EXPECT_EQ(head.at("veto"), (Json{{"dimension", "safety"}, {"threshold", -0.25}, {"floor", -4.0}}));
    EXPECT_EQ(head.at("ties").at("thresholds").size(), 3U);
    EXPECT_NE(head.at("offsets")[0], 0.0);
    EXPECT_TRUE(head.at("levels").is_null());
}

TEST_F(RewardRun, LevelsResumeToTheSameBitsWithAnAdapterAndWhole) {
    useRatings();
    expectResumesToTheSameBits("adapter");
    EXPECT_LT(evalAt("eval_loss", true, "whole-adapter"), evalAt("eval_loss", false, "whole-adapter"));
    EXPECT_LT(evalAt("eval_score_error", true, "whole-adapter"), evalAt("eval_score_error", false, "whole-adapter"));
    const Json levels = headOf("whole-adapter").at("levels");
    EXPECT_EQ(levels.at("lowest"), 1);
    ASSERT_EQ(levels.at("cut_points").size(), 2U);
    for (const Json& ofReading : levels.at("cut_points")) {
        ASSERT_EQ(ofReading.size(), 4U) << "ratings of 1 to 5";
        for (std::size_t i = 1; i < 4; ++i) EXPECT_GT(ofReading[i].get<double>(), ofReading[i - 1].get<double>());
    }
    EXPECT_GT(std::abs(levels.at("cut_points")[1][0].get<double>() - std::log(1.0 / 4.0)), 1e-4) << "they have moved from where they began";
    tiny.config["adapter"] = {{"type", "full"}};
    tiny.config["training"]["learning_rate"] = 0.001;
    expectResumesToTheSameBits("full");
}

TEST_F(RewardRun, ItIsTrainedFurtherWithItsLevelsAndNotWithOthers) {
    useRatings();
    require(tiny.train(false, "first"));
    const double before = evalAt("eval_loss", true, "first");
    tiny.config["model"]["adapter"] = tiny.run("first").final();
    require(tiny.train(false, "further"));
    EXPECT_NEAR(evalAt("eval_loss", false, "further"), before, 1e-4);
    tiny.config["method"]["levels"] = 7;
    EXPECT_THAT(refusalOf("levels"), HasSubstr("knows 5 levels from 1 on"));
    tiny.config["method"]["levels"] = nullptr;
    tiny.config["method"]["dimensions"] = {{{"name", "help"}}, {{"name", "help2"}}};
    tiny.folder().write("train.jsonl", contentOf(tiny.folder() / "train.jsonl") + scoredRow(90, 2, {{"help2", 1}}) + scoredRow(91, 2, {{"help2", 2}}));
    EXPECT_THAT(refusalOf("dimensions"), HasSubstr("scores help; the settings name help, help2"));
}

TEST_F(RewardRun, TheMeanOfTheHeldOutAnswersIsTheZeroPoint) {
    usePairs({{"zero_point", "mean"}});
    require(tiny.train());
    const std::unique_ptr<CausalModel> model = require(CausalModel::load(tiny.config["model"]["path"].get<std::string>(), at::kFloat));
    const std::unique_ptr<Adapter> adapter = require(loadAdapter(tiny.run().final(), *model));
    const RowEncoder encoder = require(RowEncoder::load(tiny.config["model"]["path"].get<std::string>()));
    const TrainingRows rows = require(loadFrozenRows(tiny.run().data()));
    std::vector<EncodedRow> answers;
    for (const Example& example : rows.eval)
        for (const EncodedSequence& one : require(encodeExample(encoder, example, encodeOptions(require(parseRunConfig(tiny.config))))).sequences)
            answers.push_back(one.row);
    double total = 0, safety = 0;
    const auto scores = require(sequenceScores(require(rewardModelOf(*model, *adapter)), answers));
    for (const AnswerScore& score : scores) {
        total += score.total;
        safety += score.dimensions[0];
    }
    ASSERT_EQ(scores.size(), 8U);
    EXPECT_NEAR(total / 8, 0, 1e-5);
    EXPECT_NEAR(safety / 8, 0, 1e-5);
}

// The reward of an answer in a rollout is the number that sequenceScores() gives to the same dialogue, whichever dimension is asked for.
TEST_F(RewardRun, ARolloutsRewardIsTheScore) {
    usePairs({{"veto", {{"dimension", "safety"}, {"threshold", 0.0}, {"floor", -6}}}, {"zero_point", "mean"}});
    require(tiny.train());
    const std::string base = tiny.config["model"]["path"].get<std::string>();
    const std::unique_ptr<CausalModel> model = require(CausalModel::load(base, at::kFloat));
    const RowEncoder encoder = require(RowEncoder::load(base));
    PromptSet prompts;
    std::vector<RolloutAnswer> answers;
    std::vector<EncodedRow> rows;
    for (int i = 0; i < 8; ++i) {
        Example example;
        Scored scored;
        scored.prompt.turns.push_back({});
        scored.prompt.turns.back().text = "Do you know item " + std::to_string(i) + "?";
        Turn turn;
        turn.role = Role::Assistant;
        turn.text = i % 2 ? "I know item " + std::to_string(i) + " well." : "No.";
        scored.response = {turn};
        prompts.prompts.push_back({scored.prompt, {}});
        prompts.rowIds.push_back(std::to_string(i));
        answers.push_back({});
        answers.back().row = i;
        answers.back().text = turn.text;
        example.body = scored;
        EncodeOptions options;
        options.samples = SampleKind::Scores;
        options.needsLabels = false;
        rows.push_back(require(encodeExample(encoder, example, options)).sequences.front().row);
    }
    const std::unique_ptr<Adapter> adapter = require(loadAdapter(tiny.run().final(), *model));
    const auto scores = require(sequenceScores(require(rewardModelOf(*model, *adapter)), rows));
    const auto rewards = [&](const std::string& dimension) {
        std::vector<std::string> notes;
        const RewardSurroundings surroundings{*model, base, encoder, 64};
        return require(require(openModelReward({tiny.run().final(), dimension}, surroundings, notes, {}))->score(answers, prompts, {}));
    };
    const std::vector<double> totals = rewards(""), safety = rewards("safety");
    int numVetoed = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        EXPECT_NEAR(totals[i], scores[i].total, 1e-5);
        EXPECT_NEAR(safety[i], scores[i].dimensions[0], 1e-5);
        EXPECT_EQ(scores[i].vetoed, scores[i].dimensions[0] < 0);
        if (!scores[i].vetoed) continue;
        ++numVetoed;
        EXPECT_EQ(totals[i], -6.0);
    }
    EXPECT_GT(numVetoed, 0);
    EXPECT_LT(numVetoed, 8);
    std::vector<std::string> notes;
    const auto unknown = openModelReward({tiny.run().final(), "style"}, {*model, base, encoder, 64}, notes, {});
    ASSERT_FALSE(unknown);
    EXPECT_THAT(unknown.error().message, HasSubstr("no dimension \"style\"; it has safety, help"));
    // Its description damaged, it is refused before anything is scored.
    tiny.folder().write("run/final/reward_head.json", "{\"schema\": 9}");
    const auto newer = openModelReward({tiny.run().final(), ""}, {*model, base, encoder, 64}, notes, {});
    ASSERT_FALSE(newer);
    EXPECT_THAT(newer.error().message, HasSubstr("newer version"));
}

TEST_F(RewardRun, WhatCannotTeachIsRefused) {
    usePairs({{"dimensions", {{{"name", "safety"}}, {{"name", "style"}}}}});
    EXPECT_THAT(refusalOf("absent"), HasSubstr("no training row says anything of the dimension \"style\""));
    usePairs({{"veto", {{"dimension", "style"}}}});
    EXPECT_THAT(refusalOf("veto"), HasSubstr("names \"style\", which is none of the dimensions"));
    usePairs({{"dimensions", {{{"name", "safety"}}, {{"name", "safety"}}}}});
    EXPECT_THAT(refusalOf("twice"), HasSubstr("a second time"));
    usePairs({{"dimensions", {{{"name", "score"}}}}});
    EXPECT_THAT(refusalOf("taken"), HasSubstr("something else is called so"));
    std::string ties, same, outside;
    for (int i = 0; i < 6; ++i) {
        ties += pairRow(i, "tie", nullptr);
        same += scoredRow(i, 3, nullptr);
        outside += scoredRow(i, i, nullptr);
    }
    use({{"type", "reward"}}, ties, ties);
    EXPECT_THAT(refusalOf("ties"), HasSubstr("all labels of the training rows are ties"));
    use({{"type", "reward"}, {"score_loss", "ordinal"}}, same, same);
    EXPECT_THAT(refusalOf("same"), HasSubstr("all labels of the training rows are the same score"));
    use({{"type", "reward"}, {"score_loss", "ordinal"}, {"levels", 3}}, outside, outside);
    require(tiny.train(false, "outside"));
    EXPECT_EQ(tiny.events(EventKind::Started, "outside").back().at("refused_rows"), (Json{{"score_outside", 6}})) << "0, 4 and 5, twice";
}

}  // namespace
}  // namespace luthier
