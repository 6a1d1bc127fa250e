// SPDX-License-Identifier: Apache-2.0
// Reward models: a linear head on the model's last hidden state gives each answer a score, learned from comparisons (Bradley-Terry for pairs, Plackett-Luce for
// rankings; Ouyang et al. 2022) or from given scores (squared or logistic error).
#pragma once

#include <memory>

#include "core/base/error.h"
#include "core/config/schema.h"
#include "core/methods/method_info.h"

namespace luthier {

enum class ScoreLoss { Squared, Logistic };
enum class TieUse { Half, Drop };

struct RewardOptions {
    double labelSmoothing = 0.0;
    bool usesMargin = true;
    TieUse ties = TieUse::Half;
    double centering = 0.01;
    ScoreLoss scoreLoss = ScoreLoss::Squared;
    bool operator==(const RewardOptions&) const = default;
};

struct Reward {
    using Options = RewardOptions;
    static constexpr const char* id = "reward";
    static const Schema<RewardOptions>& schema();
    static MethodInfo info();
    static Result<std::unique_ptr<Method>> create(const RewardOptions& options);   // engine only
};

}  // namespace luthier
