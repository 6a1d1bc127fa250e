// SPDX-License-Identifier: Apache-2.0
#include "core/rollouts/judge_part.h"

#include <limits>

#include "core/judges/make_judge.h"

namespace luthier {

namespace {

class JudgePart : public RewardPart {
public:
    explicit JudgePart(std::unique_ptr<Judge> judge) : m_judge(std::move(judge)) {}

    Result<std::vector<double>> score(std::span<const RolloutAnswer> answers, const PromptSet& prompts, const WorkContext& context) override {
        std::vector<JudgeQuestion> questions;
        for (const RolloutAnswer& answer : answers) {
            const Prompt& prompt = prompts.prompts[static_cast<std::size_t>(answer.row)];
            questions.push_back({prompt.prompt, answer.text, prompt.reference});
        }
        ASSIGN_OR_RETURN(const std::vector<JudgeVerdict> verdicts, m_judge->ask(questions, context));
        std::vector<double> scores;
        for (const JudgeVerdict& verdict : verdicts) scores.push_back(verdict.score.value_or(std::numeric_limits<double>::quiet_NaN()));
        return scores;
    }

private:
    std::unique_ptr<Judge> m_judge;
};

}  // namespace

Result<std::unique_ptr<RewardPart>> openJudgePart(const JudgeRewardOptions& options, const RewardSurroundings& surroundings, const WorkContext& context) {
    const at::TensorOptions place = at::TensorOptions(surroundings.model.dtype()).device(surroundings.model.device());
    ASSIGN_OR_RETURN(std::unique_ptr<Judge> judge, makeJudge(options, verdictCacheFolder(), Secret(), place, context));
    return std::make_unique<JudgePart>(std::move(judge));
}

}  // namespace luthier
