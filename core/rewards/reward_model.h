// SPDX-License-Identifier: Apache-2.0
// The score of a reward model, trained with the method "reward": the same number that `score` prints.
#pragma once

#include <string>

#include "core/config/schema.h"
#include "core/rewards/reward_info.h"

namespace luthier {

struct ModelRewardOptions {
    std::string path;                    // an adapter folder of the policy's base, or a model folder
    std::string dimension;               // of a model with several scores; empty: their weighted total
    bool operator==(const ModelRewardOptions&) const = default;
};

struct ModelReward {
    using Options = ModelRewardOptions;
    static constexpr const char* id = "reward_model";
    static const Schema<ModelRewardOptions>& schema();
    static RewardInfo info();
};

}  // namespace luthier
