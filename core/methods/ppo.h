// SPDX-License-Identifier: Apache-2.0
// Proximal Policy Optimization of a language model (Schulman et al. 2017, arXiv:1707.06347; Ziegler et al. 2019, arXiv:1909.08593): each token is an action, a
// value head on the policy's own hidden states is the critic, and the distance to the reference is part of the reward.
#pragma once

#include <memory>
#include <optional>

#include "core/base/error.h"
#include "core/config/schema.h"
#include "core/methods/online_options.h"

namespace luthier {

// Estimates of the KL of a token, x = log pi - log reference (Schulman 2020): x, x^2 / 2, exp(-x) - 1 + x.
enum class KlEstimator { K1, K2, K3 };

struct PpoOptions : OnlineOptions {
    double clip = 0.2, valueClip = 0.2, valueWeight = 0.1;
    double gamma = 1.0, lambda = 0.95;
    KlEstimator klEstimator = KlEstimator::K1;
    std::optional<double> klTarget;              // set: the weight follows it (Ziegler et al. 2019, 2.2)
    double klHorizon = 10000;                    // answers
    bool whitensRewards = false;
    bool valueTrainsPolicy = true;               // the value's gradient goes into the layers too, not only into its head
    PpoOptions() { completions = 1; passes = 4; promptsPerRollout = 32; klWeight = 0.05; }
    bool operator==(const PpoOptions&) const = default;
};

struct Ppo {
    using Options = PpoOptions;
    static constexpr const char* id = "ppo";
    static const Schema<PpoOptions>& schema();
    static MethodInfo info();
    static Result<std::unique_ptr<Method>> create(const PpoOptions& options);   // engine only
};

}  // namespace luthier
