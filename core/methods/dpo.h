// SPDX-License-Identifier: Apache-2.0
// Direct Preference Optimization and its family: a policy learns from pairs of answers which to prefer, held near a reference model.
// Rafailov et al. 2023, eq. 7:   L = -log s(beta (log pi(c)/ref(c) - log pi(w)/ref(w)))   of a chosen answer c and a rejected one w.
#pragma once

#include <memory>
#include <string>

#include "core/base/error.h"
#include "core/config/schema.h"
#include "core/methods/method_info.h"

namespace luthier {

// Formulas: core/losses/preference.h. SigmoidNorm: means over tokens instead of sums. Aot: log ratios sorted over the step (Melnyk et al. 2024).
enum class DpoLoss { Sigmoid, SigmoidNorm, Ipo, Hinge, Robust, Exo, Nca, Bco, Sppo, Aot, AotUnpaired, ApoZero, ApoDown, DiscoPop };

struct DpoOptions {
    DpoLoss loss = DpoLoss::Sigmoid;
    double beta = 0.1;
    double labelSmoothing = 0.0;
    double sftWeight = 0.0;
    double discopopTau = 0.05;
    std::string reference = "start";
    bool operator==(const DpoOptions&) const = default;
};

struct Dpo {
    using Options = DpoOptions;
    static constexpr const char* id = "dpo";
    static const Schema<DpoOptions>& schema();
    static MethodInfo info();
    static Result<std::unique_ptr<Method>> create(const DpoOptions& options);   // engine only
};

}  // namespace luthier
