// SPDX-License-Identifier: Apache-2.0
#include "core/policy/policy.h"

#include "core/adapters/adapter.h"
#include "core/adapters/all_adapters.h"
#include "tests/support/golden.h"

namespace luthier {
namespace {

using namespace luthier::test;

const std::vector<std::vector<TokenId>> kDocuments{{5, 9, 33, 41, 7, 120}, {8}, {11, 60, 61, 62}};

Batch batchOf(const std::vector<std::vector<TokenId>>& documents, float weight = 1.0F) {
    BatchBuilder builder;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const std::vector<float> weights(documents[i].size(), weight);
        builder.addSegment({static_cast<std::int64_t>(i), documents[i], weights});
    }
    return builder.finish();
}

// log p of every token after the first of each document, each document alone, by whole logits.
at::Tensor plainLogps(const CausalModel& model, AdapterSlot slot) {
    std::vector<at::Tensor> logps;
    for (const auto& document : kDocuments) {
        const std::vector<std::int64_t> ids(document.begin(), document.end());
        if (ids.size() < 2) continue;
        const auto last = static_cast<std::int64_t>(ids.size()) - 1;
        const at::Tensor all = logitsOf(model, ids, slot).to(at::kDouble).log_softmax(1);
        logps.push_back(all.narrow(0, 0, last).gather(1, tokenTensor(ids).narrow(0, 1, last).unsqueeze(1)).squeeze(1));
    }
    return at::cat(logps);
}

class PolicyTest : public testing::Test {
protected:
    const std::unique_ptr<CausalModel> m_model = loadTiny("tiny-llama");
    const std::unique_ptr<Adapter> m_adapter = require(loadAdapter(baselinePath("adapters/lora"), *m_model));
};

TEST_F(PolicyTest, LogpsOfTheTargetsOnly) {
    for (const AdapterSlot slot : {kNoAdapter, m_adapter->slot()}) {
        const Policy policy(*m_model, slot);
        EXPECT_EQ(policy.slot(), slot);
        const at::Tensor logps = policy.targetLogps(batchOf(kDocuments));
        EXPECT_EQ(logps.scalar_type(), at::kFloat);
        EXPECT_FALSE(logps.requires_grad());
        expectClose(logps, plainLogps(*m_model, slot), 5e-6, "log-probabilities");
    }
}

TEST_F(PolicyTest, WeightedNllIsTheWeightedSum) {
    Policy policy(*m_model, m_adapter->slot());
    const at::Tensor expected = -plainLogps(*m_model, m_adapter->slot());
    kernels::TargetReport report;
    EXPECT_NEAR(policy.weightedNll(batchOf(kDocuments), &report).item<double>(), expected.sum().item<double>(), 5e-5);
    expectClose(report.nll_M, expected, 5e-6, "each target's loss");
    EXPECT_NEAR(policy.weightedNll(batchOf(kDocuments, 0.25F)).item<double>(), 0.25 * expected.sum().item<double>(), 5e-5);
}

TEST_F(PolicyTest, HiddenStatesAreThoseAtTheTargetPositions) {
    const Policy policy(*m_model, kNoAdapter);
    const Batch batch = batchOf(kDocuments);
    const at::Tensor hidden = policy.hiddenAtTargets(batch);
    EXPECT_EQ(hidden.sizes().vec(), (std::vector<std::int64_t>{batch.numTargets(), m_model->config().hiddenSize}));
    std::vector<std::vector<std::int64_t>> sequences;
    for (const auto& document : kDocuments) sequences.emplace_back(document.begin(), document.end());
    EXPECT_TRUE(at::equal(hidden, hiddenOf(*m_model, sequences).index_select(0, batch.targets.position_M)));
}

// As answers are drawn: softmax(logits / temperature).
TEST_F(PolicyTest, LogpsAreThoseOfTheTemperature) {
    std::vector<at::Tensor> expected;
    for (const auto& document : kDocuments) {
        const std::vector<std::int64_t> ids(document.begin(), document.end());
        const auto last = static_cast<std::int64_t>(ids.size()) - 1;
        const at::Tensor cooled = (logitsOf(*m_model, ids).to(at::kDouble) / 0.4).log_softmax(1);
        expected.push_back(cooled.narrow(0, 0, last).gather(1, tokenTensor(ids).narrow(0, 1, last).unsqueeze(1)).squeeze(1));
    }
    Policy policy(*m_model, kNoAdapter);
    policy.setTemperature(0.4);
    const Batch batch = batchOf(kDocuments);
    expectClose(policy.targetLogps(batch), at::cat(expected), 1e-5, "read");
    expectClose(policy.tokenLogps(batch).detach(), at::cat(expected), 1e-5, "learned");
    expectClose(policy.readTokens(batch).logp_M.detach(), at::cat(expected), 1e-5, "both");
}

TEST_F(PolicyTest, TheBaseAnswersUntouchedBesideAnAdapter) {
    const std::unique_ptr<CausalModel> alone = loadTiny("tiny-llama");
    EXPECT_TRUE(at::equal(Policy(*m_model, kNoAdapter).targetLogps(batchOf(kDocuments)), Policy(*alone, kNoAdapter).targetLogps(batchOf(kDocuments))));
}

TEST(PolicyDropout, OnlyInTrainingAndFromTheSeedAlone) {
    const std::unique_ptr<CausalModel> model = loadTiny("tiny-llama");
    LoraOptions options;
    options.rank = 4;
    options.dropout = 0.5;
    const std::unique_ptr<Adapter> adapter = require(Lora::create(options, *model, 1));
    const at::NoGradGuard noGradient;
    for (const TrainedTensor& tensor : adapter->trained())   // B starts at zero, which would hide the masks
        if (tensor.name.ends_with("lora_B.weight")) tensor.tensor.detach().copy_(randomTensor(tensor.tensor.sizes(), 3, at::kFloat) * 0.3);
    Policy policy(*model, adapter->slot());
    const Batch batch = batchOf(kDocuments);
    const auto nll = [&](bool training, std::uint64_t seed) {
        policy.setTraining(training, seed);
        return policy.weightedNll(batch).item<double>();
    };
    const double plain = nll(false, 1), one = nll(true, 1), two = nll(true, 2);
    EXPECT_EQ(nll(false, 2), plain);
    EXPECT_EQ(nll(true, 1), one);
    EXPECT_NE(one, plain);
    EXPECT_NE(one, two);
}

}  // namespace
}  // namespace luthier
