// SPDX-License-Identifier: Apache-2.0
#include "core/data/packing.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <numeric>
#include <set>
#include <utility>

namespace luthier {

namespace {

constexpr std::size_t lookAhead = 64;

// The entries of `order` that are not used yet, seen from the oldest one.
class Waiting {
public:
    Waiting(std::span<const std::int32_t> lengths, std::span<const std::int64_t> order) : m_lengths(lengths), m_order(order), m_used(order.size(), false) {}

    bool empty() const { return m_oldest == m_order.size(); }
    std::size_t oldest() const { return m_oldest; }
    std::int64_t length(std::size_t place) const { return m_lengths[static_cast<std::size_t>(m_order[place])]; }

    std::int64_t take(std::size_t place) {
        m_used[place] = true;
        while (m_oldest < m_order.size() && m_used[m_oldest]) ++m_oldest;
        return m_order[place];
    }

    // The longest row that fits, the earliest of equals; the end of `order` if none does.
    std::size_t bestFit(std::int64_t room) const {
        std::size_t best = m_order.size();
        const std::size_t end = std::min(m_oldest + lookAhead, m_order.size());
        for (std::size_t place = m_oldest; place < end; ++place) {
            if (m_used[place] || length(place) > room) continue;
            if (best == m_order.size() || length(place) > length(best)) best = place;
        }
        return best;
    }

    std::size_t none() const { return m_order.size(); }

private:
    std::span<const std::int32_t> m_lengths;
    std::span<const std::int64_t> m_order;
    std::vector<bool> m_used;
    std::size_t m_oldest = 0;
};

}  // namespace

StepPlan planEpoch(std::span<const std::int32_t> lengths, std::span<const std::int64_t> order, std::int64_t tokensPerStep) {
    assert(tokensPerStep > 0);
    StepPlan plan;
    Waiting waiting(lengths, order);
    std::int64_t filled = 0;
    while (!waiting.empty()) {
        auto& step = plan.rows.emplace_back();
        filled = 0;
        const auto add = [&](std::size_t place) {
            filled += waiting.length(place);
            step.push_back(waiting.take(place));
        };
        add(waiting.oldest());
        while (!waiting.empty() && filled + waiting.length(waiting.oldest()) <= tokensPerStep) add(waiting.oldest());
        for (std::size_t place = waiting.bestFit(tokensPerStep - filled); place != waiting.none(); place = waiting.bestFit(tokensPerStep - filled)) add(place);
    }
    if (plan.rows.size() > 1 && filled * 4 < tokensPerStep) {
        const std::vector<std::int64_t> last = std::move(plan.rows.back());
        plan.rows.pop_back();
        plan.rows.back().insert(plan.rows.back().end(), last.begin(), last.end());
    }
    return plan;
}

std::vector<std::vector<std::int64_t>> packMicroBatches(std::span<const std::int32_t> lengthsOfStep, std::int64_t microTokens) {
    assert(microTokens > 0);
    std::vector<std::int64_t> byLength(lengthsOfStep.size());
    std::iota(byLength.begin(), byLength.end(), 0);
    const auto length = [&](std::int64_t row) { return std::int64_t{lengthsOfStep[static_cast<std::size_t>(row)]}; };
    std::stable_sort(byLength.begin(), byLength.end(), [&](std::int64_t x, std::int64_t y) { return length(x) > length(y); });

    std::vector<std::vector<std::int64_t>> bins;
    std::set<std::pair<std::int64_t, std::size_t>> open;   // room left, bin
    for (const std::int64_t row : byLength) {
        auto best = open.lower_bound({length(row), 0});
        if (best == open.end()) {
            bins.push_back({row});
            if (length(row) < microTokens) open.insert({microTokens - length(row), bins.size() - 1});
            continue;
        }
        auto node = open.extract(best);
        bins[node.value().second].push_back(row);
        node.value().first -= length(row);
        if (node.value().first > 0) open.insert(std::move(node));
    }
    for (auto& bin : bins) std::sort(bin.begin(), bin.end());
    std::sort(bins.begin(), bins.end(), [](const auto& x, const auto& y) { return x.front() < y.front(); });
    return bins;
}

}  // namespace luthier
