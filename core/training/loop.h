// SPDX-License-Identifier: Apache-2.0
// The only training loop. Methods differ in how samples become a loss, sources in where samples come from; everything else is here.
// Thread: one; it owns LibTorch's threads while it runs.
#pragma once

#include <cstdint>
#include <optional>

#include "core/adapters/adapter.h"
#include "core/batching/sample_source.h"
#include "core/methods/method.h"
#include "core/training/held_out.h"
#include "core/training/optimizer.h"
#include "core/training/record.h"
#include "core/training/schedule.h"
#include "core/training/steering.h"

namespace luthier {

struct LoopOptions {
    std::uint64_t seed = 1;
    std::int64_t microTokens = 2048;
    double clipNorm = 1.0;
    kernels::AdamwOptions adamw{};                // the rate is set by the schedule
    std::int64_t checkpointEvery = 0;             // steps; 0 = only at the end
    std::int64_t keepCheckpoints = 3;
    std::int64_t evalEvery = 0;                   // steps; 0 = only before and after
    std::optional<std::int64_t> earlyStopping;    // evaluations without a better loss
};

// What the loop works on; all of it outlives the loop.
struct LoopParts {
    Policy& policy;
    const Method& method;
    SampleSource& source;
    const Adapter& adapter;
    Optimizer& optimizer;
    const Schedule& schedule;
    const HeldOut* heldOut;                       // nullptr: nothing is held out
    Record& record;
    Steering& steering;
    SaveFacts facts;
};

// The part of the state that is neither weights, moments nor the source's position. Saved in every checkpoint.
struct LoopState {
    std::int64_t step = 0;                        // steps done
    std::int64_t numTokens = 0;                   // real tokens so far
    std::int64_t numSkipped = 0;                  // steps whose loss or gradient was not finite
    std::optional<double> firstEvalLoss, lastEvalLoss, bestEvalLoss;
    std::int64_t bestStep = 0, evalsWithoutBetter = 0;
};

enum class LoopEnd { Finished, Stopped, EarlyStopped };

class TrainingLoop {
public:
    TrainingLoop(LoopParts parts, LoopOptions options) : m_parts(std::move(parts)), m_options(std::move(options)) {}
    // Continues from a checkpoint folder. Errors: InvalidData when it does not fit this run.
    Status restore(const std::string& checkpointFolder);
    Result<LoopEnd> run(const WorkContext& context);
    const LoopState& state() const { return m_state; }

private:
    struct StepOutcome {
        double loss = 0, norm = 0;
        bool finite = true;
        std::map<std::string, MetricSum> metrics;
        std::vector<RowLossSum> rows;
        StepTotals totals;
        double seconds = 0, epoch = 0;
    };
    Result<StepOutcome> trainStep();
    Status recordStep(const StepOutcome& outcome, double rate);
    Status recordSkipped(const StepOutcome& outcome);
    Status evaluate(const WorkContext& context);
    Status saveCheckpoint();
    bool evaluatesAfter(std::int64_t step) const;
    bool stopsEarly() const;

    LoopParts m_parts;
    LoopOptions m_options;
    LoopState m_state;
    std::int64_t m_lastCheckpoint = -1;
};

}  // namespace luthier
