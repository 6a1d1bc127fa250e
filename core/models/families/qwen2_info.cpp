// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/models/config_reader.h"
#include "core/models/families/qwen2.h"

namespace luthier {

namespace {

// How many layers have the sliding window: layer_types says it layer by layer, else all from max_window_layers on.
std::optional<std::int64_t> numSlidingLayers(const Json& json, const ModelConfig& config, const ConfigReader& reader) {
    if (!reader.has("layer_types")) {
        const auto first = reader.integer("max_window_layers", 0, 1'000'000'000, 28);
        if (!first) return {};
        return std::max<std::int64_t>(config.numLayers - *first, 0);
    }
    const Json& types = json["layer_types"];
    if (!types.is_array() || static_cast<std::int64_t>(types.size()) != config.numLayers ||
        !std::all_of(types.begin(), types.end(), [](const Json& type) { return type == "full_attention" || type == "sliding_attention"; })) {
        reader.problem("layer_types", "must name full_attention or sliding_attention for each of the " + std::to_string(config.numLayers) + " layers");
        return {};
    }
    return std::count(types.begin(), types.end(), Json("sliding_attention"));
}

}  // namespace

FamilyInfo Qwen2::info() {
    return {"qwen2", "Qwen2", "Qwen2 and Qwen2.5 and what grew from them: Llama with biases on queries, keys and values.", {"Qwen2ForCausalLM"}, "qwen2"};
}

void Qwen2::readConfig(const Json& json, ModelConfig& config, Problems& problems) {
    const ConfigReader reader(json, problems);
    config.qkvBias = true;
    if (config.numKvHeads == 0 && !reader.has("num_key_value_heads")) config.numKvHeads = 32;   // transformers' default
    if (!reader.boolean("use_sliding_window", false)) {
        if (reader.has("layer_types") && numSlidingLayers(json, config, reader).value_or(0) > 0)
            reader.problem("layer_types", "names sliding_attention, but use_sliding_window is false");
        return;
    }
    const auto window = reader.integer("sliding_window", 1, 1'000'000'000, 4096);
    const auto numSliding = numSlidingLayers(json, config, reader);
    if (!window || !numSliding || *numSliding == 0) return;
    if (*numSliding == config.numLayers) config.slidingWindow = window;
    else
        reader.problem("use_sliding_window", "a sliding window in some layers only is not supported",
                       "set use_sliding_window to false if your texts are shorter than sliding_window");
}

}  // namespace luthier
