// SPDX-License-Identifier: Apache-2.0
// Contrastive Preference Optimization, Xu et al. 2024, eq. 5:   L = -log s(beta (log pi(c) - log pi(w))) - alpha log pi(c)   DPO against a uniform reference,
// held up by the chosen answers' own loss.
#pragma once

#include <memory>

#include "core/base/error.h"
#include "core/config/schema.h"
#include "core/methods/method_info.h"

namespace luthier {

enum class CpoLoss { Sigmoid, Hinge, Ipo };

struct CpoOptions {
    CpoLoss loss = CpoLoss::Sigmoid;
    double beta = 0.1;
    double labelSmoothing = 0.0;
    double sftWeight = 1.0;
    bool operator==(const CpoOptions&) const = default;
};

struct Cpo {
    using Options = CpoOptions;
    static constexpr const char* id = "cpo";
    static const Schema<CpoOptions>& schema();
    static MethodInfo info();
    static Result<std::unique_ptr<Method>> create(const CpoOptions& options);   // engine only
};

}  // namespace luthier
