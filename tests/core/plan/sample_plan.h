// SPDX-License-Identifier: Apache-2.0
// A run to plan: SmolLM2-135M, LoRA of rank 16 in float32, rows of 500 tokens of which 100 are trained.
#pragma once

#include "core/plan/plan.h"

namespace luthier::test {

inline ModelConfig smollm2() {
    ModelConfig model;
    model.family = "llama";
    model.hiddenSize = 576;
    model.numLayers = 30;
    model.numHeads = 9;
    model.numKvHeads = 3;
    model.headDim = 64;
    model.ffnSize = 1536;
    model.vocabSize = 49152;
    model.maxPositions = 8192;
    model.tiedHead = true;
    return model;
}

inline RowSizes rowsOf(std::size_t numRows, std::int32_t length, std::int32_t numTrained) {
    return {std::vector<std::int32_t>(numRows, length), std::vector<std::int32_t>(numRows, numTrained)};
}

inline PlanRequest samplePlan() {
    PlanRequest request;
    request.model = smollm2();
    request.config.model.path = "m";
    request.config.model.precision = ComputePrecision::F32;
    request.config.training.microTokens = 1000;
    request.config.training.tokensPerStep = 4000;
    request.config.training.epochs = 2;
    request.config.training.evalEvery = 5;
    request.data.train = rowsOf(80, 500, 100);
    request.data.eval = rowsOf(4, 500, 100);
    request.machine.numThreads = 2;
    return request;
}

inline std::int64_t bytesOf(const Plan& plan, MemoryPart part) {
    for (const PlannedPart& one : plan.peak().parts)
        if (one.part == part) return one.bytes;
    return 0;
}

}  // namespace luthier::test
