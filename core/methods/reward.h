// SPDX-License-Identifier: Apache-2.0
// Reward models: a linear head on the model's last hidden state gives each answer a score, learned from comparisons (Bradley-Terry for pairs, Plackett-Luce for
// rankings; Ouyang et al. 2022) or from given scores (squared or logistic error, levels). With dimensions it has an output for each, whose weighted sum is the
// score.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/config/schema.h"
#include "core/methods/method_info.h"

namespace luthier {

enum class ScoreLoss { Squared, Logistic, Ordinal };
enum class TieUse { Half, Drop, Learnt };
enum class ZeroPoint { AsLearnt, Mean };

inline constexpr std::int64_t kMaxLevels = 100;   // of ratings

struct RewardDimension {
    std::string name;
    double weight = 1.0;                       // in the score
    bool operator==(const RewardDimension&) const = default;
};

struct RewardVeto {
    std::string dimension;
    double threshold = 0.0, floor = -10.0;     // an answer below the threshold in that dimension scores at most the floor
    bool operator==(const RewardVeto&) const = default;
};

struct RewardOptions {
    std::vector<RewardDimension> dimensions;   // none: one score
    std::optional<RewardVeto> veto;
    double labelSmoothing = 0.0;
    bool usesMargin = true;
    TieUse ties = TieUse::Half;
    double centering = 0.01;
    ScoreLoss scoreLoss = ScoreLoss::Squared;
    std::int64_t lowestLevel = 1;              // of ScoreLoss::Ordinal
    std::optional<std::int64_t> levels;        // how many; unset: up to the highest score there is
    ZeroPoint zeroPoint = ZeroPoint::AsLearnt;
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
