// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/rows/example.h"
#include "core/text/encode_row.h"

namespace luthier {

// Which micro-batches compute the feed-forward part of their layers again in the backward pass, instead of keeping it: none; those that a row longer than
// micro_tokens makes; all.
enum class Recompute { Off, Long, All };
inline bool recomputes(Recompute which, std::int64_t numTokens, std::int64_t microTokens) {
    return which == Recompute::All || (which == Recompute::Long && numTokens > microTokens);
}

class Method;   // core/methods/method.h, engine only

// A series a method writes to metrics.jsonl.
struct MetricInfo {
    std::string key;
    std::string label;
    std::string help;
    std::string unit;
    enum class Better { Lower, Higher, Neither } better = Better::Neither;
};

struct MethodInfo {
    std::string id;
    std::string title;
    std::string help;
    std::string paper;
    std::vector<RowKind> wants;          // row kinds it trains on
    std::vector<MetricInfo> metrics;     // beside the common ones
    SampleKind samples = SampleKind::Document;   // what becomes of a row
    bool needsReference = false;         // compares with where training began, or with another model
    bool trainsScoreHead = false;        // a reward model: its head is trained with the adapter
    bool trainsValueHead = false;        // a critic: its head is trained with the adapter, and not part of what is published
    bool needsMismatched = false;        // looks at each prompt with an answer to another one
};

// What methods that learn from pairs report.
std::vector<MetricInfo> pairMetrics();

}  // namespace luthier
