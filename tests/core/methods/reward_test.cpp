// SPDX-License-Identifier: Apache-2.0
// Reward models against TRL 1.16 and Python PEFT (tests/baselines/preference.py, peft_reward.py): loss, metrics and gradients of a step, scores, the folder.
#include "core/methods/reward.h"

#include <gmock/gmock.h>

#include "core/adapters/all_adapters.h"
#include "core/adapters/peft_folder.h"
#include "core/base/files.h"
#include "core/generation/row_scores.h"
#include "core/losses/reward.h"
#include "core/tensor_io/safetensors.h"
#include "tests/support/pairs.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using namespace luthier::test;

class RewardGolden : public testing::Test {
protected:
    RewardGolden() : m_golden(golden("preference.json")) {
        m_model = require(CausalModel::load(baselinePath(m_golden.at("model").get<std::string>()), at::kFloat));
        m_adapter = require(loadAdapter(baselinePath(m_golden.at("adapter").get<std::string>()), *m_model));
        m_model->setRequiresGrad([](const NamedParameter&) { return false; });
        const auto weight = m_golden.at("reward").at("score_weight").get<std::vector<float>>();
        m_adapter->setScoreHead({at::tensor(weight, at::kFloat).reshape({1, -1}).clone().set_requires_grad(true), {}});
        m_policy.emplace(*m_model, m_adapter->slot());
        m_policy->setScoreHead(m_adapter->scoreHead());
    }

    TokenStore pairs(bool withMargins) {
        TokenStore store;
        const std::vector<double> margins = m_golden.at("reward").at("margins");
        std::size_t row = 0;
        for (const Json& pair : m_golden.at("pairs")) {
            EncodedExample example = pairOf(pair.at("prompt_ids"), pair.at("chosen_ids"), pair.at("rejected_ids"), withMargins ? margins[row] : 0.0);
            example.label.ranks = {0, 1};
            store.add(example);
            ++row;
        }
        return store;
    }

    Json m_golden;
    std::unique_ptr<CausalModel> m_model;
    std::unique_ptr<Adapter> m_adapter;
    std::optional<Policy> m_policy;
};

TEST_F(RewardGolden, LossMetricsAndGradients) {
    int numRun = 0;
    for (const Json& expected : m_golden.at("cases")) {
        if (expected.at("family") != "reward") continue;
        SCOPED_TRACE(expected.at("name").get<std::string>());
        RewardOptions options;
        options.centering = expected.at("options").value("center_rewards_coefficient", 0.0);
        const std::unique_ptr<Method> method = require(Reward::create(options));
        const TokenStore store = pairs(expected.at("options").at("margin"));
        for (const BatchOptions& batches : {BatchOptions(4096), BatchOptions(4096, true), BatchOptions(24, true)}) {
            const StepResult result = runStep(*m_policy, *method, wholeStep(store), batches, m_adapter->trained());
            EXPECT_NEAR(result.loss, expected.at("loss_float64").get<double>(), 2e-5);
            for (const char* name : {"accuracy", "margin", "mean_reward"})
                EXPECT_NEAR(result.metrics.at(name), expected.at("metrics").at(name).get<double>(), 2e-5) << name;
            std::map<std::string, at::Tensor> byName(result.gradients.begin(), result.gradients.end());
            const Json& names = m_golden.at("reward_tensors");
            ASSERT_EQ(byName.size(), names.size());
            for (std::size_t i = 0; i < names.size(); ++i) {
                const Json& probe = expected.at("gradient")[i];
                const at::Tensor gradient = byName.at(names[i].get<std::string>()).to(at::kDouble).flatten();
                EXPECT_NEAR(gradient.norm().item<double>(), probe[0].get<double>(), 3e-5 * (1 + probe[0].get<double>())) << names[i];
                for (std::size_t k = 1; k < probe.size(); ++k)
                    EXPECT_NEAR(gradient[static_cast<std::int64_t>(k) - 1].item<double>(), probe[k].get<double>(), 3e-5) << names[i];
            }
        }
        ++numRun;
    }
    EXPECT_EQ(numRun, 4);
}

TEST_F(RewardGolden, AScoreIsTheSameWhereverItIsMade) {
    const TokenStore store = pairs(false);
    std::vector<EncodedRow> rows;
    for (std::int64_t s = 0; s < store.numSequences(); ++s) {
        EncodedRow row;
        const Sample sample = store.sequence(s);
        row.ids.assign(sample.ids.begin(), sample.ids.end());
        row.weights.assign(sample.weights.begin(), sample.weights.end());
        rows.push_back(row);
    }
    const auto together = require(sequenceScores(require(rewardModelOf(*m_model, *m_adapter)), rows));
    for (const Json& one : m_golden.at("cases"))
        if (one.at("name") == "reward")
            for (std::size_t i = 0; i < 6; ++i) {
                EXPECT_NEAR(together[2 * i].total, one.at("scores").at("chosen")[i].get<double>(), 2e-5);
                EXPECT_NEAR(together[2 * i + 1].total, one.at("scores").at("rejected")[i].get<double>(), 2e-5);
            }
    for (std::size_t i = 0; i < rows.size(); ++i)
        EXPECT_NEAR(require(sequenceScores(require(rewardModelOf(*m_model, *m_adapter)), std::span(rows).subspan(i, 1)))[0].total, together[i].total, 1e-5);
}

TEST(RewardFolder, OfPythonPeftGivesItsScores) {
    const Json expected = golden("peft_reward.json");
    const std::unique_ptr<CausalModel> model = require(CausalModel::load(baselinePath(expected.at("model").get<std::string>()), at::kFloat));
    const std::unique_ptr<Adapter> adapter = require(loadAdapter(baselinePath(expected.at("adapter").get<std::string>()), *model));
    ASSERT_NE(adapter->scoreHead(), nullptr);
    std::vector<EncodedRow> rows;
    for (const Json& sequence : expected.at("sequences")) {
        EncodedRow row;
        row.ids = sequence.at("ids").get<std::vector<TokenId>>();
        row.weights.assign(row.ids.size(), 1.0F);
        rows.push_back(row);
    }
    const auto scores = require(sequenceScores(require(rewardModelOf(*model, *adapter)), rows));
    for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_NEAR(scores[i].total, expected.at("sequences")[i].at("score").get<double>(), 2e-5);
}

TEST(RewardFolder, IsSavedAsPeftSavesItAndReadBack) {
    const TemporaryFolder folder;
    const std::unique_ptr<CausalModel> model = loadTiny("tiny-llama");
    const std::unique_ptr<Adapter> adapter = require(loadAdapter(baselinePath("adapters/reward"), *model));
    ScoreHead head = *adapter->scoreHead();
    head.info.loss = "reward";
    head.info.offsets = {0.5};
    adapter->setScoreHead(head);
    std::vector<at::Tensor> values;
    for (const TrainedTensor& tensor : adapter->trained()) values.push_back(tensor.tensor);
    require(adapter->save(folder.path(), values, {"base"}));
    const Json config = require(readJsonFile(folder / "adapter_config.json"));
    EXPECT_EQ(config.at("task_type"), "SEQ_CLS");
    EXPECT_EQ(config.at("modules_to_save"), Json::array({"score"}));
    const std::unique_ptr<Adapter> again = require(loadAdapter(folder.path(), *model));
    ASSERT_NE(again->scoreHead(), nullptr);
    EXPECT_TRUE(at::equal(again->scoreHead()->weight_DH, head.weight_DH));
    EXPECT_EQ(again->scoreHead()->info, head.info);
    EXPECT_EQ(again->fingerprint(), adapter->fingerprint());
}

TEST(RewardFolder, AHeadThatIsAnnouncedAndMissingIsAnError) {
    const TemporaryFolder folder;
    const std::unique_ptr<CausalModel> model = loadTiny("tiny-llama");
    NamedTensors tensors = require(loadTensors(baselinePath("adapters/reward/adapter_model.safetensors")));
    std::erase_if(tensors, [](const auto& one) { return one.first == kPeftScoreHead; });
    require(saveTensors(folder / "adapter_model.safetensors", tensors));
    require(writeFileDurably(folder / "adapter_config.json", require(readFile(baselinePath("adapters/reward/adapter_config.json")))));
    const auto loaded = loadAdapter(folder.path(), *model);
    ASSERT_FALSE(loaded);
    EXPECT_THAT(loaded.error().message, testing::HasSubstr("announced"));
}

TEST(RewardLosses, PlackettLuceOfTwoIsBradleyTerry) {
    const at::Tensor scores = at::tensor({1.3, -0.4}, at::kDouble);
    EXPECT_NEAR(plackettLuceLoss(scores).item<double>(), bradleyTerryLoss(scores[0] - scores[1], at::zeros({}, at::kDouble)).item<double>(), 1e-12);
}

TEST(RewardLosses, PlackettLuceAsItIsWritten) {
    const std::vector<double> s = {0.5, 1.5, -0.7, 0.1};
    double expected = 0;
    for (std::size_t k = 0; k + 1 < s.size(); ++k) {
        double sum = 0;
        for (std::size_t j = k; j < s.size(); ++j) sum += std::exp(s[j]);
        expected -= s[k] - std::log(sum);
    }
    EXPECT_NEAR(plackettLuceLoss(at::tensor(s, at::kDouble)).item<double>(), expected, 1e-12);
}

// A model without a head, an adapter with one: rows of all kinds in one step, whatever the micro-batches.
TEST(RewardMethod, RankingsTiesAndScoresInOneStep) {
    const std::unique_ptr<CausalModel> model = loadTiny("tiny-llama");
    const std::unique_ptr<Adapter> lora = require(Lora::create({}, *model, 1));
    lora->setScoreHead(ScoreHead::create(model->config().hiddenSize, {}, 1, at::kCPU));
    Policy policy(*model, lora->slot());
    policy.setScoreHead(lora->scoreHead());
    const std::int64_t vocabulary = model->config().vocabSize;
    TokenStore store;
    const auto add = [&](std::int64_t numAnswers, const std::vector<int>& ranks, double score, std::uint64_t stream) {
        EncodedExample example;
        const Ids prompt = randomIds(7, vocabulary, 5, stream);
        for (std::int64_t i = 0; i < numAnswers; ++i)
            example.sequences.push_back(
                answerTo(prompt, randomIds(3 + i, vocabulary, 6, 10 * stream + static_cast<std::uint64_t>(i)), SegmentPart::Completion));
        example.label.ranks = ranks;
        example.label.score = score;
        store.add(example);
    };
    add(3, {2, 0, 1}, 0, 1);
    add(4, {1, 0, 0, 2}, 0, 2);   // a tie inside
    add(2, {0, 0}, 0, 3);
    add(1, {}, 0.8, 4);
    const std::unique_ptr<Method> method = require(Reward::create({}));
    const StepResult whole = runStep(policy, *method, wholeStep(store), 4096, lora->trained());
    for (const BatchOptions& options : {BatchOptions(4096, true), BatchOptions(1), BatchOptions(30, true)})
        expectSameStep(runStep(policy, *method, wholeStep(store), options, lora->trained()), whole, 1e-5);
    EXPECT_EQ(whole.rows.size(), 4U);
    for (const auto& [row, reported] : whole.rows) EXPECT_GT(reported.sum, 0) << row;
    // At the start all score about the same: a ranking of three costs log 3!, a tie log 2.
    EXPECT_NEAR(whole.rows.at(0).sum, std::log(6.0), 0.1);
    EXPECT_NEAR(whole.rows.at(2).sum, std::log(2.0), 0.1);
    RewardOptions drop;
    drop.ties = TieUse::Drop;
    EXPECT_EQ(runStep(policy, *require(Reward::create(drop)), wholeStep(store), 4096, lora->trained()).rows.at(2).sum, 0.0);
}

}  // namespace
}  // namespace luthier
