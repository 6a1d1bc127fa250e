// SPDX-License-Identifier: Apache-2.0
// Every family against transformers: logits, loss, gradients, greedy continuation (tests/baselines/tiny_goldens.py).
#include "core/models/causal_model.h"

#include "tests/support/golden.h"

namespace luthier {
namespace {

using namespace luthier::test;

struct Family { const char* golden; const char* model; };

class GoldenModel : public testing::TestWithParam<Family> {
protected:
    const Json m_golden = golden(GetParam().golden);
    const std::unique_ptr<CausalModel> m_model = loadTiny(GetParam().model);
    std::vector<std::vector<std::int64_t>> sequences() const {
        std::vector<std::vector<std::int64_t>> all;
        for (const Json& sequence : m_golden.at("sequences")) all.push_back(idsOf(sequence.at("ids")));
        return all;
    }
};

TEST_P(GoldenModel, Logits) {
    for (const Json& sequence : m_golden.at("sequences"))
        expectGoldenLogits(logitsOf(*m_model, idsOf(sequence.at("ids"))), sequence, m_golden.at("logit_stride").get<std::int64_t>(), 5e-6);
}

TEST_P(GoldenModel, SeveralDocumentsInOneFlatBatchDoNotSeeEachOther) {
    const at::NoGradGuard noGradient;
    const at::Tensor together = m_model->logits(hiddenOf(*m_model, sequences()));
    std::int64_t start = 0;
    for (const Json& sequence : m_golden.at("sequences")) {
        const auto length = static_cast<std::int64_t>(sequence.at("ids").size());
        expectGoldenLogits(together.narrow(0, start, length), sequence, m_golden.at("logit_stride").get<std::int64_t>(), 5e-6);
        start += length;
    }
}

TEST_P(GoldenModel, LossAndGradients) {
    m_model->setRequiresGrad([](const NamedParameter&) { return true; });
    const at::Tensor loss = goldenLoss(*m_model, m_golden.at("sequences"));
    EXPECT_NEAR(loss.item<double>(), m_golden.at("loss").get<double>(), 2e-6);
    loss.backward();
    const Json& gradients = m_golden.at("gradients");
    std::size_t numCompared = 0;
    for (const NamedParameter& parameter : m_model->parameters()) {
        ASSERT_TRUE(gradients.contains(parameter.name)) << parameter.name;
        expectProbe(parameter.tensor.grad(), gradients.at(parameter.name), 5e-6, parameter.name);
        ++numCompared;
    }
    EXPECT_EQ(numCompared, gradients.size());
}

TEST_P(GoldenModel, LayersBelowTheFirstTrainedOneAreNotRecorded) {
    const std::int64_t last = m_model->config().numLayers - 1;
    m_model->setRequiresGrad([&](const NamedParameter& parameter) { return parameter.layer >= last && parameter.part != TensorSpec::Part::Head; });
    m_model->setFirstTrainedLayer(last);
    goldenLoss(*m_model, m_golden.at("sequences")).backward();
    for (const NamedParameter& parameter : m_model->parameters()) {
        if (parameter.layer < last || parameter.part == TensorSpec::Part::Head) EXPECT_FALSE(parameter.tensor.grad().defined()) << parameter.name;
        else expectProbe(parameter.tensor.grad(), m_golden.at("gradients").at(parameter.name), 5e-6, parameter.name);
    }
}

// One token at a time over the cache, two sequences of different length in each step.
TEST_P(GoldenModel, GreedyContinuationOverTheCache) {
    const at::NoGradGuard noGradient;
    const Json& greedy = m_golden.at("greedy");
    const std::vector<std::int64_t> prompt = idsOf(greedy.at("prompt")), expected = idsOf(greedy.at("ids"));
    KvCache cache(m_model->config().numLayers, 2);
    const AdapterSelection base;
    const auto run = [&](const std::vector<std::int64_t>& tokens, const std::vector<std::int64_t>& positions, const std::vector<std::int64_t>& lengths,
                         const std::vector<std::int64_t>& cached) {
        SegmentLayout layout;
        for (const std::int64_t length : lengths) layout.add(length);
        return m_model->hiddenStates({tokenTensor(tokens), tokenTensor(positions), &layout, &base, false, 0, false, &cache, cached});
    };
    run({5, 6, 7}, {0, 1, 2}, {3}, {0});   // somebody else in slot 0
    // The prompt in two pieces.
    run({prompt[0], prompt[1]}, {0, 1}, {2}, {1});
    at::Tensor hidden = run({prompt.begin() + 2, prompt.end()}, {2, 3, 4, 5}, {4}, {1}).narrow(0, 3, 1);
    std::vector<std::int64_t> made;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        made.push_back(m_model->logits(hidden).argmax(1).item<std::int64_t>());
        const auto position = static_cast<std::int64_t>(i);
        hidden = run({9, made.back()}, {3 + position, 6 + position}, {1, 1}, {0, 1}).narrow(0, 1, 1);
    }
    EXPECT_EQ(made, expected);
    EXPECT_EQ(cache.length(1), 6 + static_cast<std::int64_t>(expected.size()));
}

TEST_P(GoldenModel, Bf16IsClose) {
    const std::unique_ptr<CausalModel> narrow = loadTiny(GetParam().model, at::kBFloat16);
    EXPECT_EQ(narrow->dtype(), at::kBFloat16);
    for (const auto& ids : sequences()) {
        const at::Tensor expected = logitsOf(*m_model, ids), actual = logitsOf(*narrow, ids);
        EXPECT_EQ(actual.scalar_type(), at::kFloat);
        EXPECT_LT((actual - expected).norm().item<double>() / expected.norm().item<double>(), 0.02);
    }
}

// Only distances count, so far out the same tokens say the same. Tables in bf16 would give neighbours beyond 256 one position.
TEST_P(GoldenModel, Bf16IsCloseAtFarPositionsToo) {
    const at::NoGradGuard noGradient;
    const std::unique_ptr<CausalModel> narrow = loadTiny(GetParam().model, at::kBFloat16);
    const AdapterSelection base;
    for (const auto& ids : sequences()) {
        const at::Tensor expected = logitsOf(*m_model, ids);
        SegmentLayout layout;
        layout.add(static_cast<std::int64_t>(ids.size()));
        ModelInput input;
        input.tokens_T = tokenTensor(ids);
        input.positions_T = at::arange(static_cast<std::int64_t>(ids.size()), at::kLong) + 4001;
        input.layout = &layout;
        input.adapters = &base;
        const auto farOut = [&](const CausalModel& model) { return model.logits(model.hiddenStates(input)); };
        EXPECT_LT((farOut(*m_model) - expected).norm().item<double>() / expected.norm().item<double>(), 1e-3);
        EXPECT_LT((farOut(*narrow) - expected).norm().item<double>() / expected.norm().item<double>(), 0.02);
    }
}

INSTANTIATE_TEST_SUITE_P(Families, GoldenModel,
                         testing::Values(Family{"tiny_llama.json", "tiny-llama"}, Family{"tiny_llama3.json", "tiny-llama3"},
                                         Family{"tiny_mistral.json", "tiny-mistral"}, Family{"tiny_qwen2.json", "tiny-qwen2"}),
                         [](const testing::TestParamInfo<Family>& family) {
                             return std::string(family.param.golden, std::string(family.param.golden).find('.'));
                         });

}  // namespace
}  // namespace luthier
