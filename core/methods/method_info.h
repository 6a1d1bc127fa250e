// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/rows/example.h"

namespace luthier {

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
};

}  // namespace luthier
