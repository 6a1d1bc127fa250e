// SPDX-License-Identifier: Apache-2.0
// How the policy answers prompts that are not learned from: the same ones with the same random numbers each time, so that only the policy differs.
// Thread: that of the models.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/rollouts/rollout_maker.h"

namespace luthier {

struct HeldOutAnswers { double reward = 0; std::map<std::string, double> metrics; };   // reward, rewards/<name>, watched/<name>, length, kl

// Every line goes to samples.jsonl as of this step. Answers of the base, once: with isBase. Errors: those of the maker.
Result<HeldOutAnswers> answerHeldOut(const RolloutMaker& maker, std::int64_t maxPrompts, bool isBase, const std::function<Status(const Json&)>& tell,
                                     const WorkContext& context);

}  // namespace luthier
