// SPDX-License-Identifier: Apache-2.0
// Odds Ratio Preference Optimization, Hong et al. 2024, eq. 6 and 7:   L = -log p(c) - beta log s(log odds(c) - log odds(w))   odds(y) = p / (1 - p) with log p
// the mean log-probability of the answer's tokens. Fine-tuning and preference in one, without a reference model.
#pragma once

#include <memory>

#include "core/base/error.h"
#include "core/config/schema.h"
#include "core/methods/method_info.h"

namespace luthier {

struct OrpoOptions {
    double beta = 0.1;
    bool operator==(const OrpoOptions&) const = default;
};

struct Orpo {
    using Options = OrpoOptions;
    static constexpr const char* id = "orpo";
    static const Schema<OrpoOptions>& schema();
    static MethodInfo info();
    static Result<std::unique_ptr<Method>> create(const OrpoOptions& options);   // engine only
};

}  // namespace luthier
