// SPDX-License-Identifier: Apache-2.0
#include "core/training/measured_step.h"

#include <ATen/ATen.h>

#include "core/base/clock.h"
#include "core/batching/dataset_source.h"
#include "core/training/optimizer.h"
#include "core/training/run_parts.h"

namespace luthier {

namespace {

struct Worst { Batch batch; StepTotals totals; bool accumulates = false; };

Result<Worst> findWorst(const RunConfig& config, const TrainingData& data, const BatchOptions& options, const Method& method, Policy& policy,
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
            if (batch.numTokens() <= worst.batch.layout.numTokens()) continue;
            worst.batch = std::move(batch);
            worst.totals = method.prepare(policy, step);
        }
        context.progress({"look for the largest micro-batch", index + 1, source.numSteps(), "steps"});
    }
    return worst;
}

}  // namespace

Result<MeasuredStep> measureWorstStep(const RunConfig& config, const ComputeDevice& device, const TrainingData& data, const WorkContext& context) {
    ASSIGN_OR_RETURN(const std::unique_ptr<CausalModel> model, loadModelOf(config, device, context));
    ASSIGN_OR_RETURN(const std::unique_ptr<Adapter> adapter, makeAdapter(config, *model));
    ASSIGN_OR_RETURN(const std::unique_ptr<Method> method, makeMethod(config));
    Policy policy(*model, adapter->slot());
    Optimizer optimizer(adapter->trained());
    ASSIGN_OR_RETURN(const Worst worst, findWorst(config, data, batchOptionsOf(config, *adapter), *method, policy, context));
    MeasuredStep measured{worst.batch.numRowTokens, worst.batch.numTokens(), worst.batch.numTargets()};
    // Where a step has several micro-batches, the second one meets the gradients of the first.
    for (int micro = 0; micro < (worst.accumulates ? 2 : 1); ++micro) {
        RETURN_IF_ERROR(context.checkpoint());
        const double started = monotonicSeconds();
        policy.setTraining(true, 1);
        BatchReport report;
        method->computeLoss(policy, worst.batch.on(device.place()), worst.totals, report).total().backward();
        optimizer.collectGradients();
        device.wait();
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
