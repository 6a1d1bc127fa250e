// SPDX-License-Identifier: Apache-2.0
// A rollout for people: its lines of samples.jsonl, and its numbers for the plots. Thread: free functions.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/rollouts/rollout_maker.h"
#include "core/rollouts/tripwires.h"

namespace luthier {

// {"rollout","prompt_row","prompt","text","finish_reason","reward","rewards","watched","length","kl","advantage","adapter","tokens","token_kl",...}; numbers
// of tokens with three digits. rollout -1: an answer to a held-out prompt, without numbers of tokens. isBase: of the model without what is trained.
// Errors: those of the tokenizer.
Result<Json> answerToJson(const RolloutAnswer& answer, const RolloutParts& parts, const PromptSet& prompts, std::int64_t rollout, bool isBase = false);

// reward, reward_std, rewards/<name>/mean, ..., and the same for whoever watches.
std::map<std::string, double> metricsOf(const Rollout& rollout, const RolloutParts& parts);
RolloutFacts factsOf(const Rollout& rollout, const RolloutParts& parts, const std::map<std::string, double>& metrics);

}  // namespace luthier
