// SPDX-License-Identifier: Apache-2.0
#include "core/data/mix.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/random.h"

namespace luthier {

namespace {

// Streams of the random numbers: one family per purpose, so that no two decisions share numbers.
enum class Purpose : std::uint64_t { Cap = 0x4D01, Turn = 0x4D02, Order = 0x4D03 };

std::uint64_t stream(Purpose purpose, std::uint64_t which) { return static_cast<std::uint64_t>(purpose) << 48 | which; }

}  // namespace

std::vector<std::int64_t> keptRows(std::int64_t numRows, std::int64_t maxRows, std::uint64_t seed, std::int32_t dataset) {
    const bool isCapped = maxRows >= 0 && maxRows < numRows;
    if (!isCapped) {
        std::vector<std::int64_t> all(static_cast<std::size_t>(std::max<std::int64_t>(numRows, 0)));
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::int64_t>(i);
        return all;
    }
    auto kept = permutation(numRows, seed, stream(Purpose::Cap, static_cast<std::uint64_t>(dataset)));
    kept.resize(static_cast<std::size_t>(maxRows));
    std::sort(kept.begin(), kept.end());
    return kept;
}

Result<std::vector<MixedRow>> mixEpoch(std::span<const MixInput> inputs, std::uint64_t seed, std::int64_t epoch) {
    std::vector<MixedRow> taken;
    for (std::size_t d = 0; d < inputs.size(); ++d) {
        const double weight = inputs[d].weight;
        if (!(weight >= 0 && weight <= 1000))
            return fail(ErrorCode::InvalidArgument,
                        "the weight of data set " + std::to_string(d + 1) + " must be from 0 to 1000, but it is " + std::to_string(weight));
        const auto dataset = static_cast<std::int32_t>(d);
        const auto kept = keptRows(inputs[d].numRows, inputs[d].maxRows, seed, dataset);
        const auto numKept = static_cast<std::int64_t>(kept.size());
        if (weight == 0 || numKept == 0) continue;
        const double whole = std::floor(weight);
        for (int turn = 0; turn < static_cast<int>(whole); ++turn)
            for (const std::int64_t row : kept) taken.push_back({dataset, row});
        std::int64_t numExtra = std::llround((weight - whole) * static_cast<double>(numKept));
        if (whole == 0) numExtra = std::max<std::int64_t>(numExtra, 1);
        if (numExtra == 0) continue;
        const auto turns = permutation(numKept, seed, stream(Purpose::Turn, static_cast<std::uint64_t>(dataset)));
        const std::int64_t start = epoch % numKept * numExtra % numKept;
        for (std::int64_t i = 0; i < numExtra; ++i) {
            const auto at = static_cast<std::size_t>((start + i) % numKept);
            taken.push_back({dataset, kept[static_cast<std::size_t>(turns[at])]});
        }
    }
    const auto order = permutation(static_cast<std::int64_t>(taken.size()), seed, stream(Purpose::Order, static_cast<std::uint64_t>(epoch)));
    std::vector<MixedRow> mixed;
    mixed.reserve(taken.size());
    for (const std::int64_t i : order) mixed.push_back(taken[static_cast<std::size_t>(i)]);
    return mixed;
}

}  // namespace luthier
