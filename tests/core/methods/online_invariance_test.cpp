// SPDX-License-Identifier: Apache-2.0
// A step of an online method is the same however its answers are cut into micro-batches and whether a common prompt is computed once: what a loss is divided by
// is counted over the whole step.
#include <gtest/gtest.h>

#include "core/adapters/all_adapters.h"
#include "core/methods/all_methods.h"
#include "core/methods/online_method.h"
#include "tests/support/pairs.h"

namespace luthier {
namespace {

using namespace luthier::test;

// Two prompts with three answers each, of very different lengths; what a rollout would know of them is made up.
Rollout raggedRollout(std::int64_t vocabulary) {
    Rollout rollout;
    rollout.groupSize = 3;
    rollout.klWeight = 0.1;
    const std::int64_t lengths[] = {1, 14, 3, 7, 2, 21};
    for (std::int64_t i = 0; i < 6; ++i) {
        RolloutAnswer answer;
        answer.row = i / rollout.groupSize;
        answer.numPrompt = 5 + 6 * answer.row;
        answer.ids = randomIds(answer.numPrompt, vocabulary, 1, static_cast<std::uint64_t>(answer.row));
        const auto stream = static_cast<std::uint64_t>(10 + i);
        for (const TokenId id : randomIds(lengths[i], vocabulary, 2, stream)) answer.ids.push_back(id);
        answer.weights.assign(answer.ids.size(), 1.0F);
        std::fill_n(answer.weights.begin(), answer.numPrompt, 0.0F);
        answer.ended = true;
        answer.reward = uniformAt(3, stream, 0);
        for (std::uint64_t t = 0; t < static_cast<std::uint64_t>(lengths[i]); ++t) {
            answer.logps.push_back(static_cast<float>(-5.0 - uniformAt(4, stream, t)));
            answer.referenceLogps.push_back(static_cast<float>(-5.0 - uniformAt(5, stream, t)));
            answer.values.push_back(static_cast<float>(uniformAt(6, stream, t)));
        }
        rollout.answers.push_back(std::move(answer));
    }
    return rollout;
}

std::vector<std::pair<std::string, std::unique_ptr<Method>>> onlineMethods() {
    std::vector<std::pair<std::string, std::unique_ptr<Method>>> all;
    for (const GrpoLoss loss : {GrpoLoss::Dapo, GrpoLoss::Grpo, GrpoLoss::DrGrpo, GrpoLoss::Cispo}) {
        GrpoOptions options;
        options.loss = loss;
        all.emplace_back("grpo " + std::to_string(static_cast<int>(loss)), require(Grpo::create(options)));
    }
    all.emplace_back("rloo", require(Rloo::create({})));
    all.emplace_back("reinforce", require(Reinforce::create({})));
    all.emplace_back("ppo", require(Ppo::create({})));
    return all;
}

TEST(OnlineInvariance, OfMicroBatchesAndSharedPrompts) {
    const std::unique_ptr<CausalModel> model = loadTiny("tiny-llama");
    const std::unique_ptr<Adapter> adapter = require(loadAdapter(baselinePath("adapters/lora"), *model));
    model->setRequiresGrad([](const NamedParameter&) { return false; });
    const ScoreHead critic = ScoreHead::create(model->config().hiddenSize, {}, 1, at::kCPU);
    for (const auto& [name, made] : onlineMethods()) {
        SCOPED_TRACE(name);
        const auto& method = dynamic_cast<const OnlineMethod&>(*made);
        Policy policy(*model, adapter->slot());
        if (method.readsValues()) policy.setValueHead(&critic);
        Rollout rollout = raggedRollout(model->config().vocabSize);
        method.fillAdvantages(rollout);
        Step step;
        step.samples = method.samplesOf(rollout, std::vector<std::int64_t>{0, 1});
        step.numbers = {{step_numbers::answers, 6.0}, {step_numbers::klWeight, rollout.klWeight}};
        const StepResult whole = runStep(policy, method, step, 4096, adapter->trained());
        EXPECT_EQ(whole.numBatches, 1U);
        for (const BatchOptions& options : {BatchOptions(4096, true), BatchOptions(30), BatchOptions(1), BatchOptions(40, true, Recompute::All)}) {
            const StepResult parts = runStep(policy, method, step, options, adapter->trained());
            if (options.microTokens == 1) { EXPECT_EQ(parts.numBatches, 6U); }
            expectSameStep(parts, whole, 2e-5);
        }
    }
}

}  // namespace
}  // namespace luthier
