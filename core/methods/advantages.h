// SPDX-License-Identifier: Apache-2.0
// From rewards to advantages. Sums in double. Thread: free functions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/methods/grpo.h"
#include "core/methods/ppo.h"
#include "core/methods/rollout.h"

namespace luthier {

// Of each token of an answer: -weight * KL, and the answer's reward on its last one.
std::vector<double> tokenRewards(const RolloutAnswer& answer, double klWeight, KlEstimator estimator);
// Generalised advantage estimation (Schulman et al. 2016, arXiv:1506.02438, eq. 16): fills advantages and returns = advantages + values. What comes after the
// last token is worth 0.
void estimateAdvantages(RolloutAnswer& answer, const std::vector<double>& rewards, double gamma, double lambda);
// sum of gamma^k * reward of what follows, of each token.
std::vector<double> discounted(const std::vector<double>& rewards, double gamma);

// How numbers are whitened: (x - mean) / sqrt(variance + epsilon). Of PPO: unbiased, 1e-8.
struct Whitening { bool takesMean = true, isUnbiased = true; double epsilon = 1e-8; };
// All numbers of all lists together. Fewer than two are left alone.
template <class Number>
void whiten(const std::vector<std::vector<Number>*>& lists, const Whitening& how = {});

// Of each answer: its reward minus the mean of its group, divided as `scale` says (+ 1e-4). 0 where the reward is NaN; such answers count for no mean.
std::vector<double> groupAdvantages(std::span<const double> rewards, std::int64_t groupSize, AdvantageScale scale);
// Its reward minus the mean of the others of its group; 0 where there is none.
std::vector<double> leaveOneOut(std::span<const double> rewards, std::int64_t groupSize);

struct MeanAndSpread { double mean = 0, deviation = 0; std::int64_t count = 0; };
// Of what is not NaN; the deviation is the unbiased one, 0 of a single number.
MeanAndSpread spreadOf(std::span<const double> numbers);

// Share of the groups whose rewards are all the same.
double shareOfSilentGroups(std::span<const double> rewards, std::int64_t groupSize);

}  // namespace luthier
