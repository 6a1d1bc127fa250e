// SPDX-License-Identifier: Apache-2.0
#include "core/models/config_reader.h"
#include "core/models/families/llama.h"

namespace luthier {

FamilyInfo Llama::info() {
    return {"llama", "Llama", "Llama 1 to 3.3 and what shares their shape: SmolLM, SmolLM2, TinyLlama, Vicuna, DeepSeek-R1-Distill-Llama and others.",
            {"LlamaForCausalLM"}, "llama"};
}

void Llama::readConfig(const Json& json, ModelConfig& config, Problems& problems) {
    const ConfigReader reader(json, problems);
    config.qkvBias = config.outputBias = reader.boolean("attention_bias", false);
    config.mlpBias = reader.boolean("mlp_bias", false);
    if (config.numKvHeads == 0 && !reader.has("num_key_value_heads")) config.numKvHeads = config.numHeads;
}

}  // namespace luthier
