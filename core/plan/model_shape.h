// SPDX-License-Identifier: Apache-2.0
// The tensors of a model and of what is trained of it, as sizes: which layers have low-rank terms, which weights get gradients. Thread: pure functions.
#pragma once

#include <cstdint>
#include <vector>

#include "core/adapters/all_adapters.h"
#include "core/models/model_config.h"

namespace luthier {

// One of up to three linear layers that share their input and run as one (kernels::groupedLinear).
struct MemberShape {
    std::int64_t numOutputs = 0, rank = 0;         // rank 0: no low-rank term
    bool trainsWeight = false, trainsBias = false;
};
struct GroupShape {
    std::int64_t numInputs = 0;
    std::vector<MemberShape> members;
    std::int64_t numOutputs() const;
    std::int64_t sumRanks() const;
    bool trains() const;                           // anything in it
    bool needsInput() const;                       // a trained weight or a low-rank term
    std::int64_t numTrainedWeights() const;        // numbers of the model's own
    std::int64_t numAdapterWeights() const;        // numbers of A, B and of biases that an adapter keeps beside the model's
};
struct LayerShape {
    GroupShape queryKeyValue, output, gateUp, down;
    bool trainsNorms = false;
};

struct ModelShape {
    std::int64_t hidden = 0, vocabulary = 0, numHeads = 0, numKvHeads = 0, headWidth = 0, ffn = 0;
    std::int64_t numParameters = 0;                // of the model; a sum beyond 2^63 stays there
    std::vector<LayerShape> layers;
    std::int64_t firstRecorded = 0;                // layers below run without a backward pass
    bool tiedHead = false, trainsEmbedding = false, trainsHead = false, trainsFinalNorm = false;
    double dropout = 0;
    bool float32Masters = true;                    // of trained bf16 tensors
    bool narrowLinears = false;                    // weights of linear layers are kept in 16 bits and computed with in float32

    std::int64_t numTrained() const;               // numbers that the optimizer moves
    std::int64_t numAdapter() const;               // of them those that lie beside the model
    std::int64_t largestTensor() const;            // numbers
    std::int64_t numLinear() const;                // numbers of the weights of linear layers
    std::int64_t weightBytes(std::int64_t elementBytes) const;   // of all weights as they are kept; elementBytes: of the dtype that is computed in
};

ModelShape shapeOf(const ModelConfig& config, const AdapterOptions& adapter);

// Sums and products of sizes that stay at the largest number instead of wrapping around.
std::int64_t cappedSum(std::int64_t a, std::int64_t b);
std::int64_t cappedProduct(std::int64_t a, std::int64_t b);

}  // namespace luthier
