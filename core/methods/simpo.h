// SPDX-License-Identifier: Apache-2.0
// Simple Preference Optimization, Meng et al. 2024, eq. 6:   L = -log s(beta (mean log pi(c) - mean log pi(w)) - gamma)   without a reference model.
#pragma once

#include <memory>

#include "core/base/error.h"
#include "core/config/schema.h"
#include "core/methods/method_info.h"

namespace luthier {

struct SimpoOptions {
    double beta = 2.0;
    double gamma = 0.5;
    double labelSmoothing = 0.0;
    double sftWeight = 0.0;
    bool operator==(const SimpoOptions&) const = default;
};

struct Simpo {
    using Options = SimpoOptions;
    static constexpr const char* id = "simpo";
    static const Schema<SimpoOptions>& schema();
    static MethodInfo info();
    static Result<std::unique_ptr<Method>> create(const SimpoOptions& options);   // engine only
};

}  // namespace luthier
