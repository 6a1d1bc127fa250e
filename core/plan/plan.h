// SPDX-License-Identifier: Apache-2.0
// What a run will need before anything of it is loaded: peak memory by part, speed, duration, and what would make it fit. From shapes and lengths alone; the
// window uses it too. The engine measures its machine first (core/training/run_plan.h) and compares afterwards. Thread: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/models/model_config.h"
#include "core/plan/memory_timeline.h"
#include "core/plan/model_shape.h"
#include "core/plan/workload.h"

namespace luthier {

// What the machine does in a second. The defaults are those of two cores with AVX-512 (measured); the engine measures its own.
struct MachineRates {
    double matmulFlops = 150e9;         // large products, in the dtype of the run
    double attentionFlops = 40e9;       // scores and their backward, in our kernels
    double streamBytes = 8e9;           // read or written by kernels that only pass over rows (norms, SwiGLU, rotation, AdamW)
    bool measured = false;
    double askSeconds = 0;              // with a GPU: until the processor has asked it for one operation
};

struct MachineFacts {
    std::int64_t availableBytes = INT64_MAX;          // what a process may still take (memoryRoom()); INT64_MAX: not known
    std::int64_t heldBytes = 0;                       // of it this process holds already; 0: the run is another process that is not started yet
    std::int64_t programBytes = std::int64_t{190} << 20;   // program, libraries and tokenizer once it has computed; measured by the engine
    std::int64_t peakSoFarBytes = 0;                  // what this process held at most until now (reading and encoding the data)
    std::int64_t numThreads = 1;
    bool fastBf16 = false;                            // bf16 is computed faster than float32 here
    bool onGpu = false;                               // the run computes on a GPU, and the bytes above are the GPU's
    MachineRates rates;
};

struct PlanRequest {
    RunConfig config;                // resolved: precision and micro_tokens are not "auto"
    ModelConfig model;
    DataSizes data;
    MachineFacts machine;
    bool resumes = false;
};

struct PlannedPart { MemoryPart part; std::int64_t bytes = 0; };
// "load", "rollout" (answers are written), "look" (at a reference's numbers), "evaluate", "train", "checkpoint"; "resume" where a
// checkpoint is read beside the state it replaces.
struct PlannedPhase { std::string name; std::int64_t peakBytes = 0; std::vector<PlannedPart> parts; };

// A change of settings that makes the run fit, or needs the least of all.
// settings: all keys that it sets, `key` among them.
struct PlannedChange {
    std::string key;
    Json value;
    std::string words;
    std::int64_t peakBytes = 0;
    double seconds = 0;
    bool fits = false;
    Json settings = Json::object();
};

struct Plan {
    std::vector<PlannedPhase> phases;
    std::size_t peakPhase = 0;
    std::int64_t peakBytes = 0;                       // of the process
    std::int64_t tensorPeakBytes = 0;                 // of it what lies in tensors
    std::int64_t roomBytes = INT64_MAX;               // what the process may hold in all; INT64_MAX: not known
    bool fits = true;
    bool countable = true;                            // false: sizes are beyond what can be counted
    std::vector<PlannedChange> changes;               // cheapest first; only when it does not fit
    Workload work;
    std::string dtype;                                // "float32", "bfloat16"
    std::int64_t microTokens = 0, numParameters = 0, numTrained = 0, numThreads = 1;
    double tokensPerSecond = 0, secondsPerStep = 0, seconds = 0;   // seconds: all of the run, evaluations included
    std::int64_t diskBytes = 0;                       // of the run folder at its largest: checkpoints that are kept, and the result
    bool ratesMeasured = false;
    const PlannedPhase& peak() const { return phases[peakPhase]; }
};

Plan makePlan(const PlanRequest& request);

// {"fits","peak_memory_bytes","available_memory_bytes","parts":{key:bytes},"phases":{name:bytes},"steps","tokens_per_second",...}
Json planToJson(const Plan& plan);
// A table of some 20 lines for people, of what planToJson wrote (and whatever was added to it, "measured").
std::string planTable(const Json& plan);
// "needs 3.1 GB, of which ...; 2.0 GB are there" and "training.micro_tokens 256 needs 1.9 GB; ...".
std::string whyItDoesNotFit(const Plan& plan);
std::string whatWouldFit(const Plan& plan);
// "1.24 GB", "310 MB".
std::string bytesInWords(std::int64_t bytes);
std::string secondsInWords(double seconds);

}  // namespace luthier
