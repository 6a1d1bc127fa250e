// SPDX-License-Identifier: Apache-2.0
// Online DPO (Guo et al. 2024, arXiv:2402.04792): the policy answers each prompt several times, the reward says which answer is the best and which the worst,
// and DPO learns from that pair.
#pragma once

#include <memory>

#include "core/base/error.h"
#include "core/config/schema.h"
#include "core/methods/online_options.h"

namespace luthier {

enum class OnlineDpoLoss { Sigmoid, Ipo };

struct OnlineDpoOptions : OnlineOptions {
    OnlineDpoLoss loss = OnlineDpoLoss::Sigmoid;
    OnlineDpoOptions() { completions = 2; klWeight = 0.1; }
    bool operator==(const OnlineDpoOptions&) const = default;
};

struct OnlineDpo {
    using Options = OnlineDpoOptions;
    static constexpr const char* id = "online_dpo";
    static const Schema<OnlineDpoOptions>& schema();
    static MethodInfo info();
    static Result<std::unique_ptr<Method>> create(const OnlineDpoOptions& options);   // engine only
};

}  // namespace luthier
