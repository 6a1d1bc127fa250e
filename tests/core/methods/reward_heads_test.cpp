// SPDX-License-Identifier: Apache-2.0
// Reward models with several dimensions, levels and learned ties: whose label moves which output, the loss of a row, and what is saved of what is learnt.
#include <gmock/gmock.h>

#include "core/adapters/all_adapters.h"
#include "core/adapters/own_parameters.h"
#include "core/adapters/peft_folder.h"
#include "core/generation/row_scores.h"
#include "core/losses/reward.h"
#include "core/methods/reward.h"
#include "core/tensor_io/safetensors.h"
#include "tests/support/pairs.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using namespace luthier::test;
using Labels = std::vector<std::optional<double>>;

constexpr std::size_t kSafety = 0, kHelp = 1, kTotal = 2;
const std::vector<double> kWeights{1.0, 0.5};

class RewardHeads : public testing::Test {
protected:
    RewardHeads() : m_model(loadTiny("tiny-llama")), m_lora(require(Lora::create({}, *m_model, 1))), m_policy(*m_model, m_lora->slot()) {
        ScoreHeadInfo info;
        info.dimensions = {"safety", "help"};
        info.weights = kWeights;
        info.offsets = {0.0, 0.0};
        ScoreHead head = ScoreHead::create(m_model->config().hiddenSize, info, 1, at::kCPU);
        const at::NoGradGuard noGradient;
        head.weight_DH.mul_(20);   // as a fresh head is, everything would score about 0
        m_lora->setScoreHead(std::move(head));
        m_policy.setScoreHead(m_lora->scoreHead());
        m_options.centering = 0;
    }

    void add(TokenStore& store, std::int64_t numAnswers, const RowLabel& label, std::uint64_t stream) const {
        const std::int64_t vocabulary = m_model->config().vocabSize;
        EncodedExample example;
        const Ids prompt = randomIds(7, vocabulary, 5, stream);
        for (std::int64_t i = 0; i < numAnswers; ++i)
            example.sequences.push_back(
                answerTo(prompt, randomIds(3 + i, vocabulary, 6, 10 * stream + static_cast<std::uint64_t>(i)), SegmentPart::Completion));
        example.label = label;
        store.add(example);
    }
    static RowLabel compared(std::vector<int> ranks, Labels dimensions, double margin = 0) {
        RowLabel label;
        label.ranks = std::move(ranks);
        label.dimensions = std::move(dimensions);
        label.margin = margin;
        return label;
    }
    static RowLabel scored(std::optional<double> score, Labels dimensions) {
        RowLabel label;
        label.score = score.value_or(0.0);
        label.lacksScore = !score;
        label.dimensions = std::move(dimensions);
        return label;
    }
    StepResult step(const TokenStore& store, const BatchOptions& batches = 4096) {
        return runStep(m_policy, *require(Reward::create(m_options)), wholeStep(store), batches, m_lora->trained());
    }
    at::Tensor headGradient(const TokenStore& store) {
        for (const auto& [name, gradient] : step(store).gradients)
            if (name == kPeftScoreHead) return gradient;
        return {};
    }
    // [sequence][reading]
    std::vector<std::vector<double>> readings(const TokenStore& store) const {
        std::vector<EncodedRow> rows;
        for (std::int64_t s = 0; s < store.numSequences(); ++s) {
            const Sample sample = store.sequence(s);
            EncodedRow row;
            row.ids.assign(sample.ids.begin(), sample.ids.end());
            row.weights.assign(sample.weights.begin(), sample.weights.end());
            rows.push_back(row);
        }
        std::vector<std::vector<double>> all;
        for (const AnswerScore& score : require(sequenceScores(require(rewardModelOf(*m_model, *m_lora)), rows)))
            all.push_back({score.dimensions[kSafety], score.dimensions[kHelp], score.total});
        return all;
    }

    std::unique_ptr<CausalModel> m_model;
    std::unique_ptr<Adapter> m_lora;
    Policy m_policy;
    RewardOptions m_options;
};

double bradleyTerry(double difference, double margin = 0) { return std::log1p(std::exp(margin - difference)); }

TEST_F(RewardHeads, ARowsLossIsTheMeanOverItsLabels) {
    TokenStore store;
    add(store, 2, compared({0, 1}, {-1.0, std::nullopt}, 0.3), 1);       // better as a whole, worse in safety
    add(store, 2, compared({0, 0}, {0.0, 1.0}), 2);
    add(store, 1, scored(2.0, {std::nullopt, 4.0}), 3);
    add(store, 1, scored(std::nullopt, {1.0, std::nullopt}), 4);
    add(store, 3, compared({1, 0, 1}, {std::nullopt, std::nullopt}), 5);
    const auto r = readings(store);
    const auto apart = [&](std::size_t a, std::size_t b, std::size_t reading) { return r[a][reading] - r[b][reading]; };
    const auto tie = [](double difference) { return (bradleyTerry(difference) + bradleyTerry(-difference)) / 2; };
    const StepResult whole = step(store);
    EXPECT_NEAR(whole.rows.at(0).sum, (bradleyTerry(apart(0, 1, kTotal), 0.3) + bradleyTerry(apart(1, 0, kSafety))) / 2, 1e-5) << "a margin is the row's";
    EXPECT_NEAR(whole.rows.at(1).sum, (tie(apart(2, 3, kTotal)) + tie(apart(2, 3, kSafety)) + bradleyTerry(apart(2, 3, kHelp))) / 3, 1e-5);
    EXPECT_NEAR(whole.rows.at(2).sum, (std::pow(r[4][kTotal] - 2, 2) + std::pow(r[4][kHelp] - 4, 2)) / 2, 1e-4);
    EXPECT_NEAR(whole.rows.at(3).sum, std::pow(r[5][kSafety] - 1, 2), 1e-4);
    EXPECT_NEAR(whole.rows.at(4).sum, (bradleyTerry(apart(7, 6, kTotal)) + tie(apart(6, 8, kTotal)) + bradleyTerry(apart(7, 8, kTotal))) / 3, 1e-5);
    for (std::size_t s = 0; s < r.size(); ++s) EXPECT_NEAR(r[s][kTotal], r[s][kSafety] + 0.5 * r[s][kHelp], 1e-6);
    for (const BatchOptions& options : {BatchOptions(4096, true), BatchOptions(1), BatchOptions(30, true)}) expectSameStep(step(store, options), whole, 1e-5);
    // Each metric is of its own labels.
    EXPECT_EQ(whole.metrics.at("accuracy/safety"), apart(1, 0, kSafety) > 0 ? 1.0 : 0.0);
    EXPECT_EQ(whole.metrics.at("accuracy/help"), apart(2, 3, kHelp) > 0 ? 1.0 : 0.0);
    const double right = (apart(0, 1, kTotal) > 0) + (apart(7, 6, kTotal) > 0) + (apart(7, 8, kTotal) > 0);
    EXPECT_NEAR(whole.metrics.at("accuracy"), right / 3, 1e-9);
    EXPECT_NEAR(whole.metrics.at("score_error"), std::abs(r[4][kTotal] - 2), 1e-4);
    EXPECT_NEAR(whole.metrics.at("score_error/help"), std::abs(r[4][kHelp] - 4), 1e-4);
    EXPECT_NEAR(whole.metrics.at("score_error/safety"), std::abs(r[5][kSafety] - 1), 1e-4);
}

TEST_F(RewardHeads, ALabelMovesItsOwnOutputAndTheVerdictMovesAllByTheirWeights) {
    const auto gradientOf = [&](const RowLabel& label, std::int64_t numAnswers) {
        TokenStore store;
        add(store, numAnswers, label, 1);
        return headGradient(store);
    };
    const auto moves = [](const at::Tensor& gradient, std::size_t row) { return gradient[static_cast<std::int64_t>(row)].abs().max().item<double>() > 0; };
    m_options.ties = TieUse::Drop;   // so that a tied verdict says nothing
    const at::Tensor safetyOnly = gradientOf(compared({0, 0}, {1.0, std::nullopt}), 2), helpOnly = gradientOf(scored(std::nullopt, {std::nullopt, 3.0}), 1);
    EXPECT_TRUE(moves(safetyOnly, kSafety));
    EXPECT_FALSE(moves(safetyOnly, kHelp));
    EXPECT_FALSE(moves(helpOnly, kSafety));
    EXPECT_TRUE(moves(helpOnly, kHelp));
    const at::Tensor both = gradientOf(compared({0, 1}, {std::nullopt, std::nullopt}), 2);
    expectClose(both[kHelp], 0.5 * both[kSafety], 1e-6, "gradient of the second output");
    const at::Tensor nothing = gradientOf(compared({0, 0}, {0.0, std::nullopt}), 2);
    EXPECT_EQ(nothing.abs().max().item<double>(), 0.0);
}

// What is learnt beside the weight, in float32, against differences of the loss.
TEST_F(RewardHeads, LevelsAndTiesAreLearntByTheirGradients) {
    m_options.scoreLoss = ScoreLoss::Ordinal;
    m_options.ties = TieUse::Learnt;
    ScoreHead& head = *m_lora->scoreHead();
    head.info.lowestLevel = 1;
    head.beginCuts(4);
    head.beginTies();
    TokenStore store;
    add(store, 1, scored(1.0, {4.0, std::nullopt}), 1);
    add(store, 1, scored(3.0, {2.0, 3.0}), 2);
    add(store, 2, compared({0, 0}, {1.0, 0.0}), 3);
    add(store, 2, compared({0, 1}, {0.0, std::nullopt}), 4);
    const StepResult whole = step(store);
    for (const BatchOptions& options : {BatchOptions(1), BatchOptions(30, true)}) expectSameStep(step(store, options), whole, 1e-5);
    ASSERT_EQ(whole.gradients.size(), m_lora->trained().size());
    for (const auto& [name, leaf] : {std::pair{"score_head.cut_steps", head.cutSteps_RC}, std::pair{"score_head.tie_sizes", head.tieSizes_R}}) {
        at::Tensor gradient;
        for (const auto& [one, value] : whole.gradients)
            if (one == name) gradient = value;
        ASSERT_TRUE(gradient.defined()) << name;
        at::Tensor expected = at::zeros_like(gradient), flat = leaf.detach().view(-1);
        for (std::int64_t i = 0; i < flat.numel(); ++i) {
            const auto lossAt = [&](float offset) {
                flat[i] += offset;
                const double loss = step(store).loss;
                flat[i] -= offset;
                return loss;
            };
            expected.view(-1)[i] = (lossAt(0.01F) - lossAt(-0.01F)) / 0.02;
        }
        expectClose(gradient, expected, 1e-3, name);
    }
    EXPECT_NEAR(whole.metrics.at("tie_threshold"), std::log(5.0 / 3.0), 1e-6);
    EXPECT_LE(whole.metrics.at("score_error"), 3.0);
}

TEST_F(RewardHeads, CutPointsComeFromTheirStepsAsInTheGolden) {
    for (const Json& one : golden("reward_heads.json").at("ordinal")) {
        ScoreHead head = *m_lora->scoreHead();
        const auto steps = one.at("steps").get<std::vector<double>>();
        head.cutSteps_RC = at::tensor(steps, at::kDouble).unsqueeze(0).set_requires_grad(true);   // float32 would lose digits
        const at::Tensor cuts = head.cutPoints_RC();
        expectClose(cuts[0], at::tensor(one.at("cut_points").get<std::vector<double>>(), at::kDouble), 1e-10, "cut points");
        const at::Tensor scores = at::tensor(one.at("scores").get<std::vector<double>>(), at::kDouble);
        const at::Tensor level = at::tensor(one.at("levels").get<std::vector<std::int64_t>>(), at::kLong);
        ordinalLoss(scores, level, cuts.expand({scores.size(0), -1})).sum().backward();
        expectClose(head.cutSteps_RC.grad()[0], at::tensor(one.at("gradient_steps").get<std::vector<double>>(), at::kDouble), 1e-8, "gradient of the steps");
    }
}

TEST_F(RewardHeads, WhatIsLearntBesideTheWeightIsInTheSideFileAndNotInPeftsOwn) {
    ScoreHead& head = *m_lora->scoreHead();
    head.info.lowestLevel = 0;
    head.info.veto = ScoreVeto{"safety", -0.5, -8.0};
    head.beginCuts(5);
    head.beginTies();
    {
        const at::NoGradGuard noGradient;
        head.cutSteps_RC.add_(0.25);
        head.tieSizes_R.mul_(1.5);
    }
    std::vector<at::Tensor> values;
    for (const TrainedTensor& tensor : m_lora->trained()) values.push_back(tensor.tensor);
    const TemporaryFolder folder;
    require(m_lora->save(folder.path(), values, {"base"}));
    const NamedTensors tensors = require(loadTensors(folder / "adapter_model.safetensors"));
    EXPECT_EQ(tensors.size(), values.size() - 2);
    for (const auto& [name, tensor] : tensors) EXPECT_FALSE(name.starts_with("score_head")) << name;
    const std::unique_ptr<Adapter> again = require(loadAdapter(folder.path(), *m_model));
    ScoreHead& loaded = *again->scoreHead();
    EXPECT_EQ(loaded.weight_DH.size(0), 2);
    EXPECT_EQ(loaded.info.veto, head.info.veto);
    ASSERT_EQ(loaded.info.cutPoints.size(), 3U);
    expectClose(at::tensor(loaded.info.cutPoints[kTotal], at::kDouble), head.cutPoints_RC()[kTotal], 1e-12, "cut points");
    expectClose(at::tensor(loaded.info.tieThresholds, at::kDouble), head.tieThresholds_R(), 1e-12, "tie thresholds");
    // Trained further, it begins where it was.
    loaded.beginCuts(5);
    loaded.beginTies();
    expectClose(loaded.cutPoints_RC(), head.cutPoints_RC(), 1e-6, "cut points");
    expectClose(loaded.tieThresholds_R(), head.tieThresholds_R(), 1e-6, "tie thresholds");
    EXPECT_EQ(again->trained().size(), values.size());
}

TEST_F(RewardHeads, AModelTrainedWholeNamesItsDimensionsForTransformers) {
    const std::unique_ptr<CausalModel> model = loadTiny("tiny-llama");
    const std::unique_ptr<Adapter> full = require(Full::create({}, *model, 1));
    ScoreHead head = *m_lora->scoreHead();
    head.beginTies();
    full->setScoreHead(head);
    std::vector<at::Tensor> values;
    for (const TrainedTensor& tensor : full->trained()) values.push_back(tensor.tensor);
    const TemporaryFolder folder;
    require(full->save(folder.path(), values, {baselinePath("models/tiny-llama")}));
    const Json config = require(readJsonFile(folder / "config.json"));
    EXPECT_EQ(config.at("id2label"), (Json{{"0", "safety"}, {"1", "help"}}));
    EXPECT_EQ(config.at("label2id"), (Json{{"safety", 0}, {"help", 1}}));
    EXPECT_EQ(config.at("num_labels"), 2);
    const std::optional<ScoreHead> read = require(loadModelScoreHead(folder.path(), *model));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->info.dimensions, head.info.dimensions);
    EXPECT_EQ(read->info.tieThresholds.size(), 3U);
}

}  // namespace
}  // namespace luthier
