// SPDX-License-Identifier: Apache-2.0
// Kahneman-Tversky Optimization, Ethayarajh et al. 2024, eq. 8: answers called good or bad, each for itself.
//   good: w_d (1 - s(beta (l - z)))   bad: w_u (1 - s(beta (z - l)))   l the log ratio of policy to reference, z an estimate of their KL divergence.
#pragma once

#include <memory>
#include <string>

#include "core/base/error.h"
#include "core/config/schema.h"
#include "core/methods/method_info.h"

namespace luthier {

// ApoZero: without z, 1 - s(beta l) and s(beta l) (D'Oosterlinck et al. 2024, eq. 7, unpaired).
enum class KtoLoss { Kto, ApoZero };

struct KtoOptions {
    KtoLoss loss = KtoLoss::Kto;
    double beta = 0.1;
    double desirableWeight = 1.0;
    double undesirableWeight = 1.0;
    std::string reference = "start";
    bool operator==(const KtoOptions&) const = default;
};

struct Kto {
    using Options = KtoOptions;
    static constexpr const char* id = "kto";
    static const Schema<KtoOptions>& schema();
    static MethodInfo info();
    static Result<std::unique_ptr<Method>> create(const KtoOptions& options);   // engine only
};

}  // namespace luthier
