// SPDX-License-Identifier: Apache-2.0
// The judge that a recipe's options name. Thread: that of whoever asks it.
#pragma once

#include <memory>
#include <string>

#include <ATen/core/Tensor.h>

#include "core/judging/judge.h"
#include "core/judging/secret.h"
#include "core/rewards/judge_reward.h"

namespace luthier {

// cacheFolder: where the verdicts of an endpoint are kept, made when needed; "" = nowhere. A model on this machine keeps none.
// secret: what came over standard input; where it is empty, options.keyFile is read now, and where that is not set either, the endpoint is asked without a key.
// place: dtype and device of a model on this machine; an endpoint does not look at it.
// Errors: those of Secret, EndpointJudge and LocalJudge; nothing is asked yet.
Result<std::unique_ptr<Judge>> makeJudge(const JudgeRewardOptions& options, const std::string& cacheFolder, Secret secret, at::TensorOptions place = at::kFloat,
                                         const WorkContext& context = {});

// $XDG_CACHE_HOME/luthier/verdicts, else ~/.cache/...; "" where neither is known.
std::string verdictCacheFolder();

}  // namespace luthier
