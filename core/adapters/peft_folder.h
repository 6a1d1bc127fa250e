// SPDX-License-Identifier: Apache-2.0
// The files of Python PEFT (research: algorithms.md 2.0, 2.1, 2.5): adapter_config.json and adapter_model.safetensors. We write the classic key set, so that
// every version of PEFT reads it; we read tolerantly in the JSON and strictly in the tensors.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/adapters/lora.h"
#include "core/base/error.h"
#include "core/base/json.h"

namespace luthier {

inline constexpr const char* kPeftPrefix = "base_model.model.";
inline constexpr const char* kPeftScoreHead = "base_model.model.score.weight";   // [D,H], of a reward model (task_type SEQ_CLS)

struct PeftConfig {
    std::string peftType;                                         // "LORA"
    LoraOptions lora;
    std::vector<std::pair<std::string, std::int64_t>> rankPattern;  // regex -> rank, first match wins
    std::vector<std::pair<std::string, double>> alphaPattern;
    std::string baseModel;
    bool hasScoreHead = false;                                    // modules_to_save names "score"

    std::int64_t rankOf(const std::string& path) const;
    double scaleOf(const std::string& path) const;                // alpha / r, or alpha / sqrt(r)
};

// Errors: NotFound; InvalidData naming what is not supported (another peft_type, DoRA, modules_to_save, lora_bias, PiSSA without conversion, ...).
Result<PeftConfig> readPeftConfig(const std::string& adapterFolder);
// config.lora.targets must be names: PEFT is given the explicit list.
Status writeLoraConfig(const std::string& adapterFolder, const PeftConfig& config);

}  // namespace luthier
