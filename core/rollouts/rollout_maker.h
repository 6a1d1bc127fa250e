// SPDX-License-Identifier: Apache-2.0
// From prompts to a rollout: answers drawn from the policy, their rewards, and what policy, critic and reference think of each token, by the kernels that
// train. Thread: that of the models.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "core/methods/online_method.h"
#include "core/rollouts/answer_rewards.h"
#include "core/rollouts/prompt_set.h"

namespace luthier {

// All of it outlives the maker.
struct RolloutParts {
    const OnlineMethod& method;
    Policy& policy;                              // at the method's temperature, with the critic's head where there is one
    Policy& reference;                           // at the same temperature
    const Tokenizer& tokenizer;
    const PromptSet& prompts;
    const AnswerRewards& rewards;
    const AnswerRewards& watched;
    BatchOptions batches;
    std::uint64_t seed = 1;
};

class RolloutMaker {
public:
    explicit RolloutMaker(RolloutParts parts) : m_parts(std::move(parts)) {}
    // Answers to these rows (each groupSize times, side by side), with their rewards; no numbers of tokens yet. The same seed, stream and weights give the same
    // answers. context.cancellation is asked between tokens. Errors: Cancelled; those of the decoder and of a reward.
    Result<std::vector<RolloutAnswer>> answer(const std::vector<std::int64_t>& rows, std::int64_t groupSize, std::uint64_t stream,
                                              const WorkContext& context) const;
    // What is thought of each token of every answer: log-probabilities, values where there is a critic, the reference's log-probabilities. Errors: Cancelled.
    enum class Readers { All, ReferenceAlone };
    Status readTokens(std::vector<RolloutAnswer>& answers, Readers readers, const WorkContext& context) const;
    const RolloutParts& parts() const { return m_parts; }
    std::int64_t numNotFinite() const { return m_numNotFinite; }   // rewards so far

private:
    Status draw(std::vector<RolloutAnswer>& answers, std::uint64_t stream, const WorkContext& context) const;
    Status reward(std::vector<RolloutAnswer>& answers, const WorkContext& context) const;
    RolloutParts m_parts;
    mutable std::int64_t m_numNotFinite = 0;
};

}  // namespace luthier
