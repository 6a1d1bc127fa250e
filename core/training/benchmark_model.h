// SPDX-License-Identifier: Apache-2.0
// The shapes that are measured without anybody's weights: models with random numbers in them. Thread: one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <c10/core/TensorOptions.h>

#include "core/base/error.h"
#include "core/models/causal_model.h"
#include "core/text/tokenizer.h"

namespace luthier {

struct BenchmarkShape {
    const char* name;
    std::int64_t numLayers, hidden, ffn, vocabulary, numRows, rowTokens;   // rows of a step, tokens of a row
    std::int64_t numHeads, numKvHeads, headDim;
    bool tiedHead;
    bool forGpu;   // measured where it is named, not with all the others
};
// s1, s2 of the design; g1, g2, g3: the shapes of Qwen2.5-0.5B, Qwen2.5-1.5B (without their biases) and Llama-3.1-8B.
const std::vector<BenchmarkShape>& benchmarkShapes();
Result<BenchmarkShape> benchmarkShapeNamed(const std::string& name);

// On a processor the same numbers every time.
Result<std::unique_ptr<CausalModel>> randomModel(const BenchmarkShape& shape, const c10::TensorOptions& options);
// One that has a word for each token of the vocabulary.
Result<Tokenizer> wordTokenizer(std::int64_t vocabulary);

}  // namespace luthier
