// SPDX-License-Identifier: Apache-2.0
// A step of a preference method is the same however it is cut into micro-batches and whether common prompts are computed once; and what is shared is shared.
#include <cmath>

#include <gtest/gtest.h>

#include "core/adapters/all_adapters.h"
#include "core/methods/all_methods.h"
#include "core/methods/sequence_logps.h"
#include "tests/support/pairs.h"

namespace luthier {
namespace {

using namespace luthier::test;

class PreferenceInvariance : public testing::Test {
protected:
    PreferenceInvariance() : m_model(loadTiny("tiny-llama")) {
        LoraOptions options;
        options.rank = 4;
        m_adapter = require(Lora::create(options, *m_model, 1));
        for (const TrainedTensor& tensor : m_adapter->trained()) {   // B is zero at first: then policy and reference would be one
            const at::NoGradGuard noGradient;
            at::Tensor values = tensor.tensor;
            values.add_(randomTensor(values.sizes().vec(), 7, at::kFloat), 0.05);
        }
        m_policy.emplace(*m_model, m_adapter->slot());
    }

    TokenStore pairs(std::int64_t count, std::uint64_t seed) {
        TokenStore store = randomPairs(count, m_model->config().vocabSize, seed);
        Policy base(*m_model, kNoAdapter);
        store.setReferenceLogps(require(sequenceLogps(base, store, 4096, {})));
        return store;
    }

    static std::vector<std::pair<std::string, std::unique_ptr<Method>>> methods() {
        std::vector<std::pair<std::string, std::unique_ptr<Method>>> all;
        for (const DpoLoss loss : {DpoLoss::Sigmoid, DpoLoss::Ipo, DpoLoss::Aot, DpoLoss::AotUnpaired}) {
            DpoOptions options;
            options.loss = loss;
            options.sftWeight = 0.3;
            all.emplace_back("dpo " + std::to_string(static_cast<int>(loss)), require(Dpo::create(options)));
        }
        all.emplace_back("simpo", require(Simpo::create({})));
        all.emplace_back("cpo", require(Cpo::create({})));
        all.emplace_back("orpo", require(Orpo::create({})));
        all.emplace_back("unlikelihood", require(Unlikelihood::create({})));
        KtoOptions kto;
        kto.loss = KtoLoss::ApoZero;
        all.emplace_back("kto", require(Kto::create(kto)));
        return all;
    }

    std::unique_ptr<CausalModel> m_model;
    std::unique_ptr<Adapter> m_adapter;
    std::optional<Policy> m_policy;
};

TEST_F(PreferenceInvariance, OfMicroBatchesAndSharedPrompts) {
    for (std::uint64_t seed = 1; seed < 4; ++seed) {
        const TokenStore store = pairs(5, seed);
        for (const auto& [name, method] : methods()) {
            SCOPED_TRACE(name);
            const StepResult whole = runStep(*m_policy, *method, wholeStep(store), 4096, m_adapter->trained());
            EXPECT_EQ(whole.numBatches, 1U);
            for (const BatchOptions& options : {BatchOptions(4096, true), BatchOptions(40), BatchOptions(1, true), BatchOptions(1, true, Recompute::All)}) {
                const StepResult parts = runStep(*m_policy, *method, wholeStep(store), options, m_adapter->trained());
                if (options.microTokens == 1) { EXPECT_EQ(parts.numBatches, 5U) << "a pair stays together"; }
                expectSameStep(parts, whole, 2e-5);
                for (const auto& [row, reported] : whole.rows) EXPECT_NEAR(parts.rows.at(row).sum, reported.sum, 1e-4 * (1 + std::abs(reported.sum)));
            }
        }
    }
}

TEST_F(PreferenceInvariance, ThePromptOfAPairIsComputedOnce) {
    TokenStore store;
    const Ids prompt = randomIds(50, m_model->config().vocabSize, 1, 1);
    store.add(pairOf(prompt, {5, 6, 7}, {8, 9}));
    store.setReferenceLogps({-1, -2});
    const std::unique_ptr<Method> method = require(Dpo::create({}));
    EXPECT_EQ(runStep(*m_policy, *method, wholeStep(store), 4096, m_adapter->trained()).numComputed, 50 + 3 + 50 + 2);
    // Of each answer the last token predicts nothing, and the first one is predicted from the prompt.
    EXPECT_EQ(runStep(*m_policy, *method, wholeStep(store), {4096, true}, m_adapter->trained()).numComputed, 50 + 2 + 1);
}

TEST_F(PreferenceInvariance, AnAnswerOfOneTokenIsPredictedFromTheSharedPrompt) {
    TokenStore store;
    store.add(pairOf(randomIds(20, m_model->config().vocabSize, 2, 1), {5}, {8}));
    store.setReferenceLogps({-1, -2});
    const std::unique_ptr<Method> method = require(Dpo::create({}));
    const StepResult separate = runStep(*m_policy, *method, wholeStep(store), 4096, m_adapter->trained());
    expectSameStep(runStep(*m_policy, *method, wholeStep(store), {4096, true}, m_adapter->trained()), separate, 1e-5);
}

// Whose head is trained: its gradient is made in another way, from logits computed again.
TEST_F(PreferenceInvariance, OfAllParametersToo) {
    const std::unique_ptr<CausalModel> model = loadTiny("tiny-llama");
    const std::unique_ptr<Adapter> full = require(Full::create({}, *model, 1));
    Policy policy(*model, full->slot());
    TokenStore store = randomPairs(4, model->config().vocabSize, 9);
    store.setReferenceLogps(someLogps(store.numSequences(), 3));
    const std::unique_ptr<Method> method = require(Dpo::create({}));
    const StepResult whole = runStep(policy, *method, wholeStep(store), 4096, full->trained());
    expectSameStep(runStep(policy, *method, wholeStep(store), {30, true}, full->trained()), whole, 2e-5);
    EXPECT_TRUE(std::any_of(whole.gradients.begin(), whole.gradients.end(), [](const auto& one) { return one.first.find("embed") != std::string::npos; }));
}

// As long as policy and reference are one, no pair is preferred: the loss of DPO is log 2.
TEST_F(PreferenceInvariance, AtTheStartTheLossIsThatOfNoPreference) {
    const std::unique_ptr<CausalModel> model = loadTiny("tiny-llama");
    const std::unique_ptr<Adapter> lora = require(Lora::create({}, *model, 1));
    Policy policy(*model, lora->slot()), base(*model, kNoAdapter);
    TokenStore store = randomPairs(6, model->config().vocabSize, 4);
    store.setReferenceLogps(require(sequenceLogps(base, store, {40, true}, {})));
    const StepResult result = runStep(policy, *require(Dpo::create({})), wholeStep(store), {4096, true}, lora->trained());
    EXPECT_NEAR(result.loss, std::log(2.0), 1e-5);
    EXPECT_NEAR(result.metrics.at("rewards/margins"), 0, 1e-5);
}

}  // namespace
}  // namespace luthier
