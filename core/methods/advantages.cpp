// SPDX-License-Identifier: Apache-2.0
#include "core/methods/advantages.h"

#include <algorithm>
#include <cmath>

namespace luthier {

double RolloutAnswer::kl() const {
    double sum = 0;
    for (std::size_t t = 0; t < referenceLogps.size(); ++t) sum += static_cast<double>(logps[t]) - static_cast<double>(referenceLogps[t]);
    return sum;
}

namespace {

double klOf(double logp, double referenceLogp, KlEstimator estimator) {
    const double x = logp - referenceLogp;
    switch (estimator) {
        case KlEstimator::K1: return x;
        case KlEstimator::K2: return 0.5 * x * x;
        case KlEstimator::K3: return std::expm1(-x) + x;
    }
    return x;
}

}  // namespace

std::vector<double> tokenRewards(const RolloutAnswer& answer, double klWeight, KlEstimator estimator) {
    std::vector<double> rewards(answer.logps.size(), 0.0);
    for (std::size_t t = 0; t < answer.referenceLogps.size(); ++t) rewards[t] = -klWeight * klOf(answer.logps[t], answer.referenceLogps[t], estimator);
    if (!rewards.empty()) rewards.back() += answer.reward;
    return rewards;
}

void estimateAdvantages(RolloutAnswer& answer, const std::vector<double>& rewards, double gamma, double lambda) {
    const std::size_t count = rewards.size();
    answer.advantages.assign(count, 0.0F);
    answer.returns.assign(count, 0.0F);
    double after = 0;
    for (std::size_t t = count; t-- > 0;) {
        const double value = answer.values[t], next = t + 1 < count ? static_cast<double>(answer.values[t + 1]) : 0.0;
        after = rewards[t] + gamma * next - value + gamma * lambda * after;
        answer.advantages[t] = static_cast<float>(after);
        answer.returns[t] = static_cast<float>(after + value);
    }
}

std::vector<double> discounted(const std::vector<double>& rewards, double gamma) {
    std::vector<double> returns(rewards.size());
    double after = 0;
    for (std::size_t t = rewards.size(); t-- > 0;) returns[t] = after = rewards[t] + gamma * after;
    return returns;
}

template <class Number>
void whiten(const std::vector<std::vector<Number>*>& lists, const Whitening& how) {
    double sum = 0, squares = 0;
    std::int64_t count = 0;
    for (const std::vector<Number>* const list : lists) {
        for (const Number x : *list) sum += x;
        count += static_cast<std::int64_t>(list->size());
    }
    if (count < 2) return;
    const double mean = sum / static_cast<double>(count);
    for (const std::vector<Number>* const list : lists)
        for (const Number x : *list) squares += (x - mean) * (x - mean);
    const double variance = squares / static_cast<double>(how.isUnbiased ? count - 1 : count), scale = 1 / std::sqrt(variance + how.epsilon);
    for (std::vector<Number>* const list : lists)
        for (Number& x : *list) x = static_cast<Number>((x - mean) * scale + (how.takesMean ? 0.0 : mean));
}
template void whiten(const std::vector<std::vector<float>*>&, const Whitening&);
template void whiten(const std::vector<std::vector<double>*>&, const Whitening&);

MeanAndSpread spreadOf(std::span<const double> numbers) {
    MeanAndSpread found;
    double sum = 0, squares = 0;
    for (const double x : numbers)
        if (!std::isnan(x)) {
            sum += x;
            ++found.count;
        }
    if (found.count == 0) return found;
    found.mean = sum / static_cast<double>(found.count);
    for (const double x : numbers)
        if (!std::isnan(x)) squares += (x - found.mean) * (x - found.mean);
    if (found.count > 1) found.deviation = std::sqrt(squares / static_cast<double>(found.count - 1));
    return found;
}

std::vector<double> groupAdvantages(std::span<const double> rewards, std::int64_t groupSize, AdvantageScale scale) {
    constexpr double kEpsilon = 1e-4;
    std::vector<double> advantages(rewards.size(), 0.0);
    const double ofAll = spreadOf(rewards).deviation;
    for (std::size_t begin = 0; begin + static_cast<std::size_t>(groupSize) <= rewards.size(); begin += static_cast<std::size_t>(groupSize)) {
        const MeanAndSpread group = spreadOf(rewards.subspan(begin, static_cast<std::size_t>(groupSize)));
        const double divisor = scale == AdvantageScale::None ? 1.0 : (scale == AdvantageScale::Group ? group.deviation : ofAll) + kEpsilon;
        for (std::size_t i = begin; i < begin + static_cast<std::size_t>(groupSize); ++i)
            if (!std::isnan(rewards[i])) advantages[i] = (rewards[i] - group.mean) / divisor;
    }
    return advantages;
}

std::vector<double> leaveOneOut(std::span<const double> rewards, std::int64_t groupSize) {
    std::vector<double> advantages(rewards.size(), 0.0);
    for (std::size_t begin = 0; begin + static_cast<std::size_t>(groupSize) <= rewards.size(); begin += static_cast<std::size_t>(groupSize)) {
        const MeanAndSpread group = spreadOf(rewards.subspan(begin, static_cast<std::size_t>(groupSize)));
        if (group.count < 2) continue;
        const double sum = group.mean * static_cast<double>(group.count);
        for (std::size_t i = begin; i < begin + static_cast<std::size_t>(groupSize); ++i)
            if (!std::isnan(rewards[i])) advantages[i] = rewards[i] - (sum - rewards[i]) / static_cast<double>(group.count - 1);
    }
    return advantages;
}

double shareOfSilentGroups(std::span<const double> rewards, std::int64_t groupSize) {
    if (rewards.empty() || groupSize < 2) return 0;
    std::int64_t silent = 0, groups = 0;
    for (std::size_t begin = 0; begin + static_cast<std::size_t>(groupSize) <= rewards.size(); begin += static_cast<std::size_t>(groupSize), ++groups)
        silent += spreadOf(rewards.subspan(begin, static_cast<std::size_t>(groupSize))).deviation < 1e-8;
    return static_cast<double>(silent) / static_cast<double>(std::max<std::int64_t>(groups, 1));
}

}  // namespace luthier
