// SPDX-License-Identifier: Apache-2.0
// The config.json of the model in a GGUF file, and which tensor of the file is which of the model (names: gguf-py's constants and tensor_mapping).
// Thread: pure functions.
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/models/model_config.h"
#include "core/tensor_io/gguf.h"

namespace luthier {

struct GgufModel {
    std::string name;                  // general.name, or the file's name
    std::string license;               // "" when the file does not say
    ModelConfig config;                // config.raw is what config.json will hold, without token ids and dtype
    bool permutedHeads = false;        // q and k rows lie in llama.cpp's order (families of architecture "llama")
    std::vector<std::string> notes;    // what was inferred, in words
};

// Errors: InvalidData: an architecture, rope type or tensor set that is not supported (named), missing or contradictory metadata.
Result<GgufModel> readGgufModel(const GgufFile& file);

// "model.layers.3.mlp.up_proj.weight" -> "blk.3.ffn_up.weight"; names of expectedTensors() only.
std::string ggufTensorName(const std::string& huggingFaceName);

// The Llama 3 scaling that gives these frequency factors (rope_freqs.weight), tried with the numbers of the published models and the given context.
// Errors: InvalidData: none does.
Result<RopeScaling> findLlama3Scaling(const std::vector<float>& factors, double ropeTheta, const std::vector<std::int64_t>& originalContexts);

}  // namespace luthier
