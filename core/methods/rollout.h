// SPDX-License-Identifier: Apache-2.0
// Answers a policy has given, with what is known of them: what an online method learns from. Thread: values.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "core/text/token.h"

namespace luthier {

struct RolloutAnswer {
    std::int64_t row = 0;                    // of the prompts
    std::vector<TokenId> ids;                // of the prompt and the answer, with its end token
    std::vector<float> weights;              // of each of them: 1 for the answer's
    std::int64_t numPrompt = 0;              // tokens of the prompt
    std::string text;
    bool ended = false;                      // by itself, not at the limit
    std::vector<double> parts, watched;      // of each reward of the options, before weights; NaN: it says nothing of this answer
    double reward = std::numeric_limits<double>::quiet_NaN();   // of all parts; NaN: none says anything, and nothing is learned from the answer
    // Of each token of the answer.
    std::vector<float> logps, referenceLogps;   // under the policy that gave it, at the rollout's temperature, and under the reference
    std::vector<float> values;               // the critic's
    std::vector<float> advantages, returns;  // OnlineMethod::fillAdvantages
    std::int64_t numTokens() const { return static_cast<std::int64_t>(ids.size()) - numPrompt; }
    double kl() const;                       // sum of log p - log reference
};

struct Rollout {
    std::int64_t index = 0;                  // from 0
    std::int64_t groupSize = 1;              // answers to each prompt, one after the other
    double klWeight = 0;
    std::vector<RolloutAnswer> answers;
    std::int64_t numGroups() const { return static_cast<std::int64_t>(answers.size()) / groupSize; }
};

}  // namespace luthier
