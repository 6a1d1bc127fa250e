// SPDX-License-Identifier: Apache-2.0
#include "core/models/config_reader.h"
#include "core/models/families/mistral.h"

namespace luthier {

FamilyInfo Mistral::info() {
    return {"mistral", "Mistral", "Mistral 7B, Mistral Nemo, Zephyr and others: Llama with grouped heads and, in the first version, a sliding window.",
            {"MistralForCausalLM"}, "llama"};
}

void Mistral::readConfig(const Json& json, ModelConfig& config, Problems& problems) {
    const ConfigReader reader(json, problems);
    if (config.numKvHeads == 0 && !reader.has("num_key_value_heads")) config.numKvHeads = 8;   // transformers' default
    // Absent means the first version's 4096 in transformers, null means none.
    if (!json.contains("sliding_window")) config.slidingWindow = 4096;
    else if (reader.has("sliding_window")) config.slidingWindow = reader.integer("sliding_window", 1, 1'000'000'000);
}

}  // namespace luthier
