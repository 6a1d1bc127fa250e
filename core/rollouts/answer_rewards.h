// SPDX-License-Identifier: Apache-2.0
// What the answers of a rollout are worth: every part of the reward for itself, and together. Thread: that of the models.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/methods/rollout.h"
#include "core/models/causal_model.h"
#include "core/rewards/all_rewards.h"
#include "core/rollouts/prompt_set.h"
#include "core/text/encode_row.h"

namespace luthier {

// What rewards are opened with. The model must outlive them; reward models that are adapters of it share its weights, each in a slot of its own.
struct RewardSurroundings {
    CausalModel& model;
    std::string modelFolder;
    const RowEncoder& encoder;                   // of that model
    std::int64_t microTokens = 2048;
};

// One part. score: NaN where it says nothing of an answer.
class RewardPart {
public:
    virtual ~RewardPart() = default;
    virtual Result<std::vector<double>> score(std::span<const RolloutAnswer> answers, const PromptSet& prompts, const WorkContext& context) = 0;
};

class AnswerRewards {
public:
    // notes: what a person should know (a reward model with a tokenizer of its own). Errors: InvalidConfig, those of a model or adapter folder, naming the part.
    static Result<AnswerRewards> open(const std::vector<RewardSpec>& specs, std::int64_t maxNewTokens, const RewardSurroundings& surroundings,
                                      std::vector<std::string>& notes, const WorkContext& context);
    const std::vector<std::string>& names() const { return m_names; }
    // For each answer its parts, in the order of names(). A number that is not finite is NaN, and counted. Errors: those of a part, naming it.
    struct Scores { std::vector<std::vector<double>> ofAnswer; std::int64_t numNotFinite = 0; };
    Result<Scores> score(std::span<const RolloutAnswer> answers, const PromptSet& prompts, const WorkContext& context) const;
    // The weighted sums of what score() gave (NaN parts do not count; NaN where no part does).
    std::vector<double> totals(const std::vector<std::vector<double>>& ofAnswer) const;

private:
    std::vector<RewardSpec> m_specs;
    std::vector<std::string> m_names;
    std::vector<std::unique_ptr<RewardPart>> m_parts;
};

}  // namespace luthier
