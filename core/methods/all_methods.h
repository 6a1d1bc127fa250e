// SPDX-License-Identifier: Apache-2.0
// Every training method. A new one = one unit (x.h, x_info.cpp, x.cpp) + one line here + one test.
#pragma once

#include <variant>

#include "core/config/type_list.h"
#include "core/methods/cpo.h"
#include "core/methods/dpo.h"
#include "core/methods/grpo.h"
#include "core/methods/kto.h"
#include "core/methods/online_dpo.h"
#include "core/methods/orpo.h"
#include "core/methods/ppo.h"
#include "core/methods/reinforce.h"
#include "core/methods/reward.h"
#include "core/methods/rloo.h"
#include "core/methods/sft.h"
#include "core/methods/simpo.h"
#include "core/methods/unlikelihood.h"

namespace luthier {

using AllMethods = TypeList<Sft, Dpo, Kto, Orpo, Simpo, Cpo, Unlikelihood, Reward, Grpo, Ppo, Rloo, Reinforce, OnlineDpo>;
// In the order of AllMethods.
using MethodOptions = std::variant<SftOptions, DpoOptions, KtoOptions, OrpoOptions, SimpoOptions, CpoOptions, UnlikelihoodOptions, RewardOptions, GrpoOptions,
                                   PpoOptions, RlooOptions, ReinforceOptions, OnlineDpoOptions>;

}  // namespace luthier
