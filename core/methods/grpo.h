// SPDX-License-Identifier: Apache-2.0
// Group Relative Policy Optimization (Shao et al. 2024, arXiv:2402.03300) and its variants: an answer is judged by the others to the same prompt, so no critic
// is needed. DAPO (Yu et al. 2025, arXiv:2503.14476), Dr. GRPO (Liu et al. 2025, arXiv:2503.20783), GSPO (Zheng et al. 2025, arXiv:2507.18071), CISPO (MiniMax
// 2025, arXiv:2506.13585).
#pragma once

#include <memory>
#include <optional>

#include "core/base/error.h"
#include "core/config/schema.h"
#include "core/methods/online_options.h"

namespace luthier {

// What the sum over tokens is divided by. Dapo: the tokens of the step. Grpo: each answer's tokens, then the answers. DrGrpo: answers times the longest length.
enum class GrpoLoss { Dapo, Grpo, DrGrpo, Cispo };
enum class AdvantageScale { Group, Batch, None };
enum class RatioLevel { Token, Sequence };

struct GrpoOptions : OnlineOptions {
    GrpoLoss loss = GrpoLoss::Dapo;
    AdvantageScale scale = AdvantageScale::Group;
    RatioLevel ratio = RatioLevel::Token;
    double clip = 0.2;
    std::optional<double> clipHigh;              // not set: as clip
    std::optional<double> ratioCap;              // "delta" of INTELLECT-2: the ratio counts no more than this
    std::int64_t resampleRounds = 0;             // dynamic sampling: prompts that teach nothing are replaced by others so often
    GrpoOptions() { klWeight = 0.0; advantagesAreOfRewards = true; }
    bool operator==(const GrpoOptions&) const = default;
};

struct Grpo {
    using Options = GrpoOptions;
    static constexpr const char* id = "grpo";
    static const Schema<GrpoOptions>& schema();
    static MethodInfo info();
    static Result<std::unique_ptr<Method>> create(const GrpoOptions& options);   // engine only
};

}  // namespace luthier
