// SPDX-License-Identifier: Apache-2.0
#include "core/training/measured_step.h"

#include <array>
#include <optional>

#include <ATen/ATen.h>

#include "core/base/clock.h"
#include "core/batching/dataset_source.h"
#include "core/training/optimizer.h"
#include "core/training/reward_run.h"
#include "core/training/run_parts.h"

namespace luthier {

namespace {

// The largest micro-batch of a run.
struct Largest { Batch batch; Step step; };
// Of those that keep what the backward pass needs, and of those that compute part of it again: either may need the most memory.
struct Worst { std::array<std::optional<Largest>, 2> largest; bool accumulates = false; };

Result<Worst> findWorst(const RunConfig& config, const TrainingData& data, const BatchOptions& options, const Method& method,
                        const WorkContext& context) {
    const TrainingConfig& training = config.training;
    DatasetSource source(data.train, data.orderOf, {training.tokensPerStep, training.epochs, training.maxSteps.value_or(-1)});
    Worst worst;
    for (std::int64_t index = 0; index < source.numSteps(); ++index) {
        RETURN_IF_ERROR(context.checkpoint());
        ASSIGN_OR_RETURN(const Step step, source.next());
        std::vector<Batch> batches = method.makeBatches(step, options);
        worst.accumulates = worst.accumulates || batches.size() > 1;
        for (Batch& batch : batches) {
            std::optional<Largest>& largest = worst.largest[batch.recomputes ? 1 : 0];
            if (largest && batch.numTokens() <= largest->batch.numTokens()) continue;
            largest = Largest{std::move(batch), step};
        }
        context.progress({"look for the largest micro-batch", index + 1, source.numSteps(), "steps"});
    }
    return worst;
}

}  // namespace

Result<MeasuredStep> measureWorstStep(const RunConfig& config, const ComputeDevice& device, const TrainingData& data, const WorkContext& context) {
    ASSIGN_OR_RETURN(const std::unique_ptr<CausalModel> model, loadModelOf(config, device, context));
    ASSIGN_OR_RETURN(const std::unique_ptr<Adapter> adapter, makeAdapter(config, *model));
    if (onlineOptionsOf(config.method))
        return fail(Error(ErrorCode::InvalidArgument, "what such a run learns from is only written while it works: its largest step cannot be measured before")
                        .withHint("the plan without --measure takes every answer to be as long as it may be"));
    ASSIGN_OR_RETURN(const std::unique_ptr<Method> method, makeMethod(config.method));
    RETURN_IF_ERROR(addScoreHead(config, data, *model, *adapter));
    Policy policy(*model, adapter->slot());
    policy.setScoreHead(adapter->scoreHead());
    Optimizer optimizer(adapter->trained());
    const BatchOptions options = batchOptionsOf(config, *adapter);
    ASSIGN_OR_RETURN(const Worst worst, findWorst(config, data, options, *method, context));
    MeasuredStep measured;
    // Where a step has several micro-batches, the second one meets the gradients of the first.
    for (int micro = 0; micro < (worst.accumulates ? 2 : 1); ++micro)
        for (const std::optional<Largest>& largest : worst.largest) {
            RETURN_IF_ERROR(context.checkpoint());
            if (!largest) continue;
            const StepTotals totals = method->prepare(policy, largest->step, options);
            const double started = monotonicSeconds();
            policy.setTraining(true, 1);
            BatchReport report;
            const Batch batch = largest->batch.on(device.place());
            method->computeLoss(policy, batch, totals, report).total().backward();
            optimizer.collectGradients();
            device.wait();
            if (batch.numTokens() < measured.numComputed) continue;   // the largest of all is told
            measured.numTokens = batch.numRowTokens;
            measured.numComputed = batch.numTokens();
            measured.numTargets = batch.numTargets();
            measured.forwardBackwardSeconds = monotonicSeconds() - started;
        }
    const double started = monotonicSeconds();
    const TrainingConfig& training = config.training;
    optimizer.step(optimizer.gradientNorm(), training.clipNorm,
                   {*training.learningRate, training.beta1, training.beta2, training.epsilon, training.weightDecay});
    device.wait();
    measured.optimizerSeconds = monotonicSeconds() - started;
    measured.tokensPerSecond = static_cast<double>(measured.numTokens) / std::max(measured.forwardBackwardSeconds, 1e-9);
    return measured;
}

}  // namespace luthier
