// SPDX-License-Identifier: Apache-2.0
// A model's shape, read from a Hugging Face config.json and fully validated before anything is loaded. Torch-free: the planner uses it too.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"

namespace luthier {

struct RopeScaling {
    enum class Type { None, Linear, Llama3 } type = Type::None;
    double factor = 1.0;
    double lowFreqFactor = 1.0, highFreqFactor = 4.0;       // llama3
    std::int64_t originalMaxPositions = 8192;               // llama3
    bool operator==(const RopeScaling&) const = default;
};

struct ModelConfig {
    std::string family;                 // id in families/all_families.h = Hugging Face model_type
    std::int64_t hiddenSize = 0, numLayers = 0, numHeads = 0, numKvHeads = 0, headDim = 0, ffnSize = 0, vocabSize = 0, maxPositions = 0;
    double rmsNormEps = 1e-5;
    double ropeTheta = 10000.0;
    RopeScaling ropeScaling;
    std::optional<std::int64_t> slidingWindow;   // a token sees keys with i - j < window
    bool qkvBias = false, outputBias = false, mlpBias = false;
    bool tiedHead = false;
    std::string storedDtype;            // "float32", "bfloat16", "float16" or "": not said, or several. Of a folder: what its files hold
    Json raw;                           // config.json as it was
};

// All errors at once, each with its key: missing, wrong type, out of range, family or activation or rope type not supported (says which are).
// Reads both generations (rope_theta + rope_scaling, rope_parameters; torch_dtype, dtype; eos as int or list). Dispatches on model_type through
// families/all_families.h.
Result<ModelConfig> parseModelConfig(const Json& config);
Result<ModelConfig> loadModelConfig(const std::string& modelFolder);

// A tensor the model must have: its Hugging Face name, its shape, and whether it is a matrix of a linear layer.
struct TensorSpec {
    std::string name;
    std::vector<std::int64_t> shape;
    enum class Part { Embedding, Norm, Linear, Bias, Head } part = Part::Linear;
    std::int64_t layer = -1;
};
// In forward order; without lm_head.weight when the head is tied.
std::vector<TensorSpec> expectedTensors(const ModelConfig& config);
// A buffer that files may hold and we ignore ("*.rotary_emb.inv_freq").
bool isIgnorableTensor(const std::string& name);
std::int64_t numParameters(const ModelConfig& config);

}  // namespace luthier
