// SPDX-License-Identifier: Apache-2.0
// REINFORCE leave-one-out (Kool et al. 2019; Ahmadian et al. 2024, arXiv:2402.14740): an answer is one action, its baseline the mean of the others to the same
// prompt.
#pragma once

#include <memory>
#include <optional>

#include "core/base/error.h"
#include "core/config/schema.h"
#include "core/methods/online_options.h"

namespace luthier {

struct RlooOptions : OnlineOptions {
    double clip = 0.2;
    bool normalizes = false;                     // advantages over the rollout
    std::optional<double> clipHigh;              // not set: as clip
    std::optional<double> rewardMinimum, rewardMaximum;   // rewards beyond count as these
    RlooOptions() { completions = 4; klWeight = 0.05; }
    bool operator==(const RlooOptions&) const = default;
};

struct Rloo {
    using Options = RlooOptions;
    static constexpr const char* id = "rloo";
    static const Schema<RlooOptions>& schema();
    static MethodInfo info();
    static Result<std::unique_ptr<Method>> create(const RlooOptions& options);   // engine only
};

}  // namespace luthier
