// SPDX-License-Identifier: Apache-2.0
// How fast answers come: the real BatchDecoder on a real model, a number of sequences at once. Thread: one.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/recipe/run_config.h"
#include "core/training/benchmark_model.h"

namespace luthier {

struct DecodeBenchmarkRequest {
    std::string shape, modelFolder;    // a shape of benchmark_model.h, or a model
    Auto<ComputePrecision> precision;
    std::string device = "auto";        // as in run.json
    std::int64_t batch = 1;            // sequences at once
    std::int64_t promptTokens = 128, newTokens = 64;
};

// {"case":"decode","batch","dtype","device","threads","tokens_per_second","prefill_tokens_per_second","weight_bytes","of_bandwidth","cache_bytes",...}. A step
// reads every weight once for all sequences; of_bandwidth is the rate of that against the reading bandwidth measured here ("machine").
Result<Json> runDecodeBenchmark(const DecodeBenchmarkRequest& request, const WorkContext& context);

}  // namespace luthier
