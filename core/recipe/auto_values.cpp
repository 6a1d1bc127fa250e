// SPDX-License-Identifier: Apache-2.0
// What "auto" means: the learning rate by method x adapter (learning_rates.cpp), the rest by the size of the run.
#include <algorithm>
#include <cmath>

#include "core/recipe/auto_values.h"

namespace luthier {

namespace {

constexpr std::int64_t kDefaultMicroTokens = 1024;
constexpr std::int64_t kEvaluationsPerRun = 10;
constexpr std::int64_t kFewestStepsBetween = 5;
constexpr std::int64_t kStepsBetweenIfUnknown = 100;

bool isAdapterFolder(const AdapterOptions& options) {
    bool result = false;
    std::size_t index = 0;
    AllAdapters::forEach([&]<class A>() { if (options.index() == index++) result = A::info().isPeft; });
    return result;
}

Resolved resolved(const char* key, const Json& value, std::string reason) {
    return {key, value.is_string() ? value.get<std::string>() : dumpJson(value), std::move(reason)};
}

bool hasHeldOut(const RunConfig& config) { return !config.data.eval.empty() || config.data.evalFraction > 0; }

// A number of steps that divides the run into about `parts` equal parts.
std::int64_t everyPart(std::int64_t numSteps, std::int64_t parts) { return std::max(kFewestStepsBetween, (numSteps + parts - 1) / parts); }

Resolved resolveEvaluation(RunConfig& config, const ResolveFacts& facts) {
    std::int64_t every = 0;
    std::string reason = "there is no held-out data";
    if (hasHeldOut(config)) {
        every = facts.numStepsPlanned > 0 ? everyPart(facts.numStepsPlanned, kEvaluationsPerRun) : kStepsBetweenIfUnknown;
        reason = "about ten times a run, at most every 5 steps";
    }
    config.training.evalEvery = every;
    return resolved("training.eval_every", every, reason);
}

Resolved resolveCheckpoints(RunConfig& config, const ResolveFacts& facts) {
    const std::int64_t evalEvery = config.training.evalEvery.value.value_or(0);
    std::int64_t every = facts.numStepsPlanned > 0 ? everyPart(facts.numStepsPlanned, kEvaluationsPerRun) : kStepsBetweenIfUnknown;
    std::string reason = "about ten times a run, at most every 5 steps";
    if (evalEvery > 0) {
        every = isAdapterFolder(config.adapter) ? evalEvery : 2 * evalEvery;
        reason = isAdapterFolder(config.adapter) ? "with each evaluation, so that the best one can be kept"
                                                 : "with every second evaluation: the best one can be kept, and each holds a whole model";
    }
    config.training.checkpointEvery = every;
    return resolved("training.checkpoint_every", every, reason);
}

}  // namespace

std::vector<Resolved> resolveAuto(RunConfig& config, const ResolveFacts& facts) {
    std::vector<Resolved> list;
    if (config.device == "auto" && !facts.device.empty()) {
        config.device = facts.device;
        list.push_back(resolved("device", facts.device, facts.deviceReason));
    }
    if (config.model.precision.isAuto()) {
        config.model.precision = facts.probedPrecision;
        const bool isBf16 = facts.probedPrecision == ComputePrecision::Bf16;
        list.push_back(resolved("model.precision", isBf16 ? "bf16" : "f32",
                                isBf16 ? "this machine multiplies bf16 matrices faster than float32 ones"
                                       : "this machine multiplies float32 matrices at least as fast as bf16 ones"));
    }
    TrainingConfig& training = config.training;
    if (training.learningRate.isAuto()) {
        if (const auto rate = defaultLearningRate(config, facts.numParameters)) {
            training.learningRate = rate->rate;
            list.push_back(resolved("training.learning_rate", rate->rate, rate->reason));
        }
    }
    if (training.microTokens.isAuto()) {
        training.microTokens = std::min(kDefaultMicroTokens, training.tokensPerStep);
        const bool isWholeStep = training.tokensPerStep < kDefaultMicroTokens;
        list.push_back(resolved("training.micro_tokens", *training.microTokens,
                                isWholeStep ? "a step has no more tokens" : "enough to keep the processor busy with little memory"));
    }
    if (training.evalEvery.isAuto()) list.push_back(resolveEvaluation(config, facts));
    if (training.checkpointEvery.isAuto()) list.push_back(resolveCheckpoints(config, facts));
    return list;
}

}  // namespace luthier
