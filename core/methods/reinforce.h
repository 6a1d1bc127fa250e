// SPDX-License-Identifier: Apache-2.0
// REINFORCE++ (Hu 2025, arXiv:2501.03262): the return of each token, with the distance to the reference taken off token by token, normalised over the whole
// rollout; PPO's clip, no critic.
#pragma once

#include <memory>

#include "core/base/error.h"
#include "core/config/schema.h"
#include "core/methods/online_options.h"

namespace luthier {

enum class ReinforceBaseline { None, Group };

struct ReinforceOptions : OnlineOptions {
    ReinforceBaseline baseline = ReinforceBaseline::None;
    double clip = 0.2, gamma = 1.0;
    ReinforceOptions() { completions = 1; promptsPerRollout = 32; klWeight = 0.01; }
    bool operator==(const ReinforceOptions&) const = default;
};

struct Reinforce {
    using Options = ReinforceOptions;
    static constexpr const char* id = "reinforce";
    static const Schema<ReinforceOptions>& schema();
    static MethodInfo info();
    static Result<std::unique_ptr<Method>> create(const ReinforceOptions& options);   // engine only
};

}  // namespace luthier
