// SPDX-License-Identifier: Apache-2.0
// How fast a training step is: real steps of the real parts (model, adapter, batches, loss, clipping, optimizer), without a run folder. Thread: one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/recipe/run_config.h"
#include "core/training/benchmark_model.h"

namespace luthier {

struct BenchmarkRequest {
    std::string shape;                 // of benchmark_model.h, random tokens, all of them trained; "" = a model folder and a data file
    std::string modelFolder, dataFile;
    AdapterOptions adapter;
    MethodOptions method;               // with a data file: one for its rows; the shapes are learned as documents
    Auto<ComputePrecision> precision;
    std::string device = "auto";        // as in run.json
    std::int64_t tokensPerStep = 4096, microTokens = 1024, maxLength = 1024;
    bool sharesPrefixes = true;          // training.share_prefixes
    Recompute recompute = Recompute::Long;   // training.recompute
    std::int64_t numWarmupSteps = 1, numSteps = 4;
    std::int64_t numLossRows = 32;     // rows of the loss before training, for the comparison with others
    bool profile = false;              // where the time goes
};

// {"case","adapter","dtype","device","threads","tokens_per_second","seconds_per_step","peak_memory_bytes","initial_loss",...}. Tokens are real ones: nothing is
// padded. On a GPU also "hardware" and "peak_device_memory_bytes".
// Where the method has a reference, its pass over the rows counts in tokens_per_second, once for each row ("reference_seconds": of all rows).
// With profile also "machine": {"flops","bytes_per_second"} as measured here, and "phases": [{"phase","seconds","share","flops","bytes_per_second","of_peak"}];
// of_peak is against whichever of both the phase is about. Errors: those of loading and of the device; InvalidArgument for a profile of a GPU.
Result<Json> runBenchmark(const BenchmarkRequest& request, const WorkContext& context);

}  // namespace luthier
