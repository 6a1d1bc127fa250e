// SPDX-License-Identifier: Apache-2.0
#include "core/plan/plan.h"

#include <algorithm>

#include "core/plan/changes.h"
#include "core/plan/step_memory.h"
#include "core/plan/step_time.h"
#include "core/plan/weight_storage.h"

namespace luthier {

namespace {

// Token ids and weights (4 bytes each) and the beginnings of rows stay in memory for the whole run.
std::int64_t storedBytes(const RowSizes& rows) {
    std::int64_t tokens = 0;
    for (const std::int32_t length : rows.lengths) tokens += length;
    return 8 * tokens + 12 * static_cast<std::int64_t>(rows.lengths.size());
}

// Ids and positions of every token, place, id, weight and row of every target (core/batching/batch.h).
std::int64_t batchBytes(std::int64_t numTokens, std::int64_t numTargets) { return 16 * numTokens + 28 * numTargets; }

class Phases {
public:
    Phases(const PlanRequest& request, const ModelShape& shape, const Workload& work) : m_request(request), m_shape(shape), m_work(work) {}

    void run(Plan& plan) {
        const std::int64_t elementBytes = *m_request.config.model.precision == ComputePrecision::Bf16 ? 2 : 4;
        StepMemory step(m_shape, elementBytes, m_request.machine, m_memory);
        m_memory.take(MemoryPart::Program, m_request.machine.programBytes);
        m_memory.take(MemoryPart::Data, cappedSum(m_request.data.textBytes, storedBytes(m_request.data.train) + storedBytes(m_request.data.eval)));
        m_memory.beginPhase();
        step.load();
        if (m_work.numDecoded > 0 && m_shape.numTrained() > m_shape.numAdapter())   // a frozen copy beside the model that is trained
            m_memory.take(MemoryPart::Weights, cappedProduct(m_shape.numParameters, elementBytes));
        step.beginTraining();
        end(plan, "load", m_request.machine.peakSoFarBytes);
        m_memory.take(MemoryPart::Batch, batchBytes(m_work.eval.numTokens, m_work.eval.numTargets));
        if (m_request.resumes || m_request.config.training.earlyStopping) {
            step.restore();
            end(plan, "resume");
        }
        if (m_work.numDecoded > 0) {
            const ModelConfig& model = m_request.model;
            const std::int64_t ofToken = cappedProduct(2 * model.numKvHeads * model.headDim * elementBytes, model.numLayers);
            // The cache grows by copying, one tensor of a layer at a time.
            MemoryTimeline::Block cache = m_memory.take(MemoryPart::Cache, cappedProduct(m_work.decodedAtOnce * m_work.longestDecoded, ofToken));
            m_memory.touch(MemoryPart::Vocabulary, cappedProduct(m_work.decodedAtOnce * model.vocabSize, 8));
            m_memory.give(cache);
            end(plan, "rollout");
        }
        if (m_work.numLookedBatches > 0) {
            step.evaluate(m_work.worstLooked);
            end(plan, "look");
        }
        if (m_work.numEvalBatches > 0) {
            step.evaluate(m_work.worstEval);
            end(plan, "evaluate");
        }
        MemoryTimeline::Block batches = m_memory.take(MemoryPart::Batch, batchBytes(m_work.largestStepTokens, m_work.largestStepTargets));
        for (int micro = 0; m_work.numSteps > 0 && micro < (m_work.accumulates ? 2 : 1); ++micro) {
            if (m_work.worst.numRows > 0) step.microBatch(m_work.worst, false);
            if (m_work.worstAgain.numRows > 0) step.microBatch(m_work.worstAgain, true);
        }
        end(plan, "train");
        m_memory.give(batches);
        step.discardGradients();
        m_memory.beginPhase();
        // A bf16 model is written in the dtype it was read in, and masters in float32: one tensor is converted at a time.
        m_memory.touch(MemoryPart::Files, cappedProduct(m_shape.numTrained() > m_shape.numAdapter() ? m_shape.largestTensor() : 0, 4));
        end(plan, "checkpoint");
        plan.countable = !m_memory.overflowed();
        plan.tensorPeakBytes = m_memory.tensorPeakBytes();
    }

private:
    void end(Plan& plan, const char* name, std::int64_t atLeast = 0) {
        PlannedPhase phase{name, std::max(m_memory.peakBytes(), atLeast), {}};
        for (std::size_t part = 0; part < kNumMemoryParts; ++part)
            if (m_memory.partsAtPeak()[part] > 0) phase.parts.push_back({static_cast<MemoryPart>(part), m_memory.partsAtPeak()[part]});
        if (phase.peakBytes > plan.peakBytes) {
            plan.peakBytes = phase.peakBytes;
            plan.peakPhase = plan.phases.size();
        }
        plan.phases.push_back(std::move(phase));
        m_memory.beginPhase();
    }

    const PlanRequest& m_request;
    const ModelShape& m_shape;
    const Workload& m_work;
    MemoryTimeline m_memory;
};

// One token of each answer at a time: the weights are read once for all of them, and multiplied for each.
double decodingSeconds(const ModelShape& shape, const Workload& work, const MachineRates& rates, std::int64_t elementBytes) {
    if (work.numDecoded == 0) return 0;
    constexpr double kReadsFaster = 4;   // weights that are only read stream faster than rows that are read and written (measured)
    const double passes = static_cast<double>(work.numDecoded) / static_cast<double>(std::max<std::int64_t>(work.decodedAtOnce, 1));
    const double reading = static_cast<double>(shape.weightBytes(elementBytes)) / (kReadsFaster * rates.streamBytes);
    return passes * reading + 2 * static_cast<double>(shape.numParameters) * static_cast<double>(work.numDecoded) / rates.matmulFlops;
}

void planTime(Plan& plan, const PlanRequest& request, const ModelShape& shape) {
    const std::int64_t elementBytes = plan.dtype == "bfloat16" ? 2 : 4;
    const Workload& work = plan.work;
    if (work.numSteps == 0) return;
    const double training = secondsOf(trainingAmounts(shape, work, elementBytes), request.machine.rates);
    const double evaluation = secondsOf(evaluationAmounts(shape, work, elementBytes), request.machine.rates);
    plan.secondsPerStep = training / static_cast<double>(work.numSteps);
    plan.tokensPerSecond = training > 0 ? static_cast<double>(work.all.numRowTokens) / training : 0;
    const std::int64_t every = request.config.training.evalEvery.value.value_or(0);
    const std::int64_t evaluations = work.numEvalBatches == 0 ? 0 : 2 + (every > 0 ? (work.numSteps - 1) / every : 0);
    const double looked = secondsOf(lookedAmounts(shape, work, elementBytes), request.machine.rates);
    const double decoding = decodingSeconds(shape, work, request.machine.rates, elementBytes);
    plan.seconds = training + looked + decoding + evaluation * static_cast<double>(evaluations);
}

// The values in float32 and both moments of what is trained; of an adapter its weights too (core/training/checkpoint_state.h). The best one
// is kept beside the latest.
std::int64_t diskBytesOf(const ModelShape& shape, const PlanRequest& request, const Plan& plan) {
    const TrainingConfig& training = request.config.training;
    const std::int64_t every = std::max<std::int64_t>(1, training.checkpointEvery.value.value_or(plan.work.numSteps));
    const std::int64_t numWritten = (plan.work.numSteps + every - 1) / every;
    const std::int64_t numCheckpoints = std::min(numWritten, training.keepCheckpoints + 1);
    const std::int64_t adapter = cappedProduct(4, shape.numAdapter());
    const std::int64_t checkpoint = cappedSum(cappedProduct(12, shape.numTrained()), adapter);
    const std::int64_t result = shape.numTrained() > shape.numAdapter() ? cappedProduct(shape.numParameters, plan.dtype == "bfloat16" ? 2 : 4) : adapter;
    return cappedSum(cappedProduct(checkpoint, numCheckpoints), result);
}

}  // namespace

Plan planWithoutChanges(const PlanRequest& request) {
    Plan plan;
    ModelShape shape = shapeOf(request.model, request.config.adapter);
    shape.float32Masters = request.config.training.float32Masters;
    shape.narrowLinears = keepsLinearsNarrow(request.config, request.model, request.machine.onGpu);
    const bool shares = request.config.training.sharePrefixes && shape.dropout == 0;
    const OnlineOptions* const online = onlineOptionsOf(request.config.method);
    plan.work = online ? onlineWorkloadOf(request.data, request.config.training, *online, request.model.slidingWindow, shares)
                       : workloadOf(request.data, request.config.training, request.model.slidingWindow, shares,
                                    methodInfo(request.config.method).needsReference);
    plan.dtype = *request.config.model.precision == ComputePrecision::Bf16 ? "bfloat16" : "float32";
    plan.microTokens = *request.config.training.microTokens;
    plan.numParameters = shape.numParameters;
    plan.numTrained = shape.numTrained();
    plan.numThreads = request.machine.numThreads;
    plan.ratesMeasured = request.machine.rates.measured;
    Phases(request, shape, plan.work).run(plan);
    planTime(plan, request, shape);
    plan.diskBytes = diskBytesOf(shape, request, plan);
    plan.roomBytes = cappedSum(request.machine.availableBytes, request.machine.heldBytes);
    plan.fits = plan.countable && plan.peakBytes <= plan.roomBytes;
    return plan;
}

Plan makePlan(const PlanRequest& request) {
    Plan plan = planWithoutChanges(request);
    if (!plan.fits) plan.changes = changesThatFit(request, plan);
    return plan;
}

}  // namespace luthier
