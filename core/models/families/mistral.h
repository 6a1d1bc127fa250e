// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/config/problems.h"
#include "core/models/families/family_info.h"

namespace luthier {

struct Mistral {
    static constexpr const char* id = "mistral";
    static FamilyInfo info();
    // Fills what differs from the common Llama shape (biases, window, defaults) from config.json; problems carry the key.
    static void readConfig(const Json& json, ModelConfig& config, Problems& problems);
};

}  // namespace luthier
