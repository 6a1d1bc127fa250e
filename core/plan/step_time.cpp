// SPDX-License-Identifier: Apache-2.0
#include "core/plan/step_time.h"

#include <algorithm>

namespace luthier {

namespace {

// A low-rank product has so few columns that it runs at about a third of the rate of a large one (measured, rank 16).
constexpr double kLowRankCost = 3;
// On a GPU: operations of LibTorch in a step, counted; and what a step takes beyond its parts, each measured alone at its best (H100, models of 0.5 and 1.5
// billion parameters). They are asked for while others are being done, so the slower of the two counts.
constexpr double kAskedForward = 120, kAskedBoth = 350, kAskedForTrained = 32, kAskedBeside = 400, kGpuStep = 1.6;
constexpr double kRowBlock = 64;   // rows are computed in whole blocks (core/kernels/row_blocks.h); on average half a block is empty

// Multiplications of one group per token, in products of its size: forward, and backward for the input and for the weights.
double groupFlops(const GroupShape& group, bool records, bool wantsInput) {
    const auto inputs = static_cast<double>(group.numInputs), outputs = static_cast<double>(group.numOutputs());
    double flops = 2 * inputs * outputs;
    for (const MemberShape& member : group.members)
        flops += kLowRankCost * 2 * static_cast<double>(member.rank) * (inputs + static_cast<double>(member.numOutputs)) * (records ? 3 : 1);
    if (!records) return flops;
    if (wantsInput) flops += 2 * inputs * outputs;
    for (const MemberShape& member : group.members)
        if (member.trainsWeight) flops += 2 * inputs * static_cast<double>(member.numOutputs);
    return flops;
}

// Bytes that pass through norms, rotation and SwiGLU per token of one layer.
double layerStream(const ModelShape& shape, const LayerShape& layer, std::int64_t elementBytes, bool records) {
    const auto hidden = static_cast<double>(shape.hidden), ffn = static_cast<double>(shape.ffn);
    const auto heads = static_cast<double>(layer.queryKeyValue.numOutputs());
    const double forward = 2 * 4 * hidden + 2 * heads + 3 * ffn;
    const double backward = 2 * 5 * hidden + 2 * 3 * hidden + 2 * heads + 5 * ffn + 3 * ffn;   // with what is made again
    return (records ? forward + backward : forward) * static_cast<double>(elementBytes);
}

std::int64_t numTrainedTensors(const LayerShape& layer) {
    std::int64_t sum = layer.trainsNorms ? 2 : 0;
    for (const GroupShape* group : {&layer.queryKeyValue, &layer.output, &layer.gateUp, &layer.down})
        for (const MemberShape& member : group->members) sum += (member.rank > 0 ? 2 : 0) + member.trainsWeight + member.trainsBias;
    return sum;
}

WorkAmounts amounts(const ModelShape& shape, const MicroBatch& all, std::int64_t numBatches, std::int64_t elementBytes, bool trains) {
    WorkAmounts sum;
    const double tokens = static_cast<double>(all.numTokens) + kRowBlock / 2 * static_cast<double>(numBatches);
    const double pairs = all.attendedPairs * static_cast<double>(shape.numHeads * shape.headWidth);
    bool flows = shape.trainsEmbedding;
    for (std::size_t i = 0; i < shape.layers.size(); ++i) {
        const LayerShape& layer = shape.layers[i];
        const bool records = trains && static_cast<std::int64_t>(i) >= shape.firstRecorded;
        bool wantsInput = flows || layer.trainsNorms;
        for (const GroupShape* group : {&layer.queryKeyValue, &layer.output, &layer.gateUp, &layer.down}) {
            sum.matmulFlops += tokens * groupFlops(*group, records, records && wantsInput);
            wantsInput = wantsInput || group->trains();
        }
        flows = records && wantsInput;
        sum.attentionFlops += 4 * pairs * (records ? 3.5 : 1);   // two products forward, five backward
        sum.streamedBytes += tokens * layerStream(shape, layer, elementBytes, records);
        const double asked = records ? kAskedBoth + kAskedForTrained * static_cast<double>(numTrainedTensors(layer)) : kAskedForward;
        sum.asked += static_cast<double>(numBatches) * asked;
    }
    sum.asked += static_cast<double>(numBatches) * kAskedBeside;
    const auto table = static_cast<double>(shape.vocabulary) * static_cast<double>(shape.hidden), targets = static_cast<double>(all.numTargets);
    sum.matmulFlops += targets * 2 * table * (trains ? (shape.trainsHead ? 3 : 2) : 1);
    sum.streamedBytes += targets * 3 * static_cast<double>(shape.vocabulary * elementBytes);
    return sum;
}

}  // namespace

WorkAmounts trainingAmounts(const ModelShape& shape, const Workload& work, std::int64_t elementBytes) {
    WorkAmounts sum = amounts(shape, work.all, work.numMicroBatches, elementBytes, true);
    double again = 0;   // what is computed a second time: gate and up, and their product
    for (std::size_t i = 0; i < shape.layers.size(); ++i)
        if (static_cast<std::int64_t>(i) >= shape.firstRecorded) again += groupFlops(shape.layers[i].gateUp, false, false);
    sum.matmulFlops += static_cast<double>(work.numTokensAgain) * again;
    const auto trained = static_cast<double>(shape.numTrained());
    sum.streamedBytes += static_cast<double>(work.numSteps) * trained * 4 * 8;           // norm and AdamW: value, gradient, two moments, there and back
    sum.streamedBytes += static_cast<double>(work.numMicroBatches) * trained * 4 * 3;   // gradients added up
    return sum;
}

WorkAmounts evaluationAmounts(const ModelShape& shape, const Workload& work, std::int64_t elementBytes) {
    return amounts(shape, work.eval, work.numEvalBatches, elementBytes, false);
}

WorkAmounts lookedAmounts(const ModelShape& shape, const Workload& work, std::int64_t elementBytes) {
    return amounts(shape, work.looked, work.numLookedBatches, elementBytes, false);
}

double secondsOf(const WorkAmounts& amounts, const MachineRates& rates) {
    const double products = amounts.matmulFlops / rates.matmulFlops + amounts.attentionFlops / rates.attentionFlops;
    const double computing = products + amounts.streamedBytes / rates.streamBytes;
    return rates.askSeconds > 0 ? std::max(kGpuStep * computing, amounts.asked * rates.askSeconds) : computing;
}

}  // namespace luthier
