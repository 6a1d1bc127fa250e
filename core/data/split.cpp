// SPDX-License-Identifier: Apache-2.0
#include "core/data/split.h"

#include <algorithm>
#include <cmath>

#include "core/base/hash.h"

namespace luthier {

namespace {

// The first 64 bits of SHA-256(seed, content) as a number in [0, 1).
double placeOf(const std::string& hash, std::uint64_t seed) {
    const std::string digest = sha256Hex(std::to_string(seed) + ":" + hash);
    return static_cast<double>(std::stoull(digest.substr(0, 16), nullptr, 16) >> 11) * 0x1.0p-53;
}

}  // namespace

std::string contentHash(const Example& example) {
    Example content;
    content.body = example.body;
    return sha256Hex(dumpJson(exampleToJson(content)));
}

Split splitByContent(std::span<const Example> rows, double evalFraction, std::uint64_t seed) {
    std::vector<std::string> hashes;
    hashes.reserve(rows.size());
    for (const Example& row : rows) hashes.push_back(evalFraction > 0 && evalFraction < 1 ? contentHash(row) : std::string());
    return splitByHash(hashes, evalFraction, seed);
}

Split splitByHash(std::span<const std::string> hashes, double evalFraction, std::uint64_t seed) {
    std::vector<double> places;
    places.reserve(hashes.size());
    for (const std::string& hash : hashes) places.push_back(evalFraction > 0 && evalFraction < 1 ? placeOf(hash, seed) : 0.5);
    double border = evalFraction;
    if (evalFraction > 0 && evalFraction < 1 && !hashes.empty()) {
        const auto [low, high] = std::minmax_element(places.begin(), places.end());
        // A border just above the lowest place holds out exactly that content; one at the highest place leaves exactly that content for training.
        if (*low < *high && border <= *low) border = std::nextafter(*low, 1.0);
        if (*low < *high && border > *high) border = *high;
    }
    Split split;
    for (std::size_t i = 0; i < places.size(); ++i) (places[i] < border ? split.eval : split.train).push_back(static_cast<std::int64_t>(i));
    return split;
}

}  // namespace luthier
