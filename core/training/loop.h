// SPDX-License-Identifier: Apache-2.0
// The only training loop. Methods differ in how samples become a loss, sources in where samples come from; everything else is here.
// Thread: one; it owns LibTorch's threads while it runs.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/adapters/adapter.h"
#include "core/base/memory.h"
#include "core/batching/sample_source.h"
#include "core/methods/method.h"
#include "core/runs/live_changes.h"
#include "core/training/held_out.h"
#include "core/training/optimizer.h"
#include "core/training/record.h"
#include "core/training/schedule.h"
#include "core/training/steering.h"

namespace luthier {

struct LoopOptions {
    std::uint64_t seed = 1;
    std::int64_t microTokens = 2048;
    bool sharesBeginnings = false;                // BatchOptions
    bool usesDropout = true;                      // of the adapter; false where the loss compares with probabilities that were read without it
    Recompute recompute = Recompute::Off;         // BatchOptions
    double clipNorm = 1.0;
    kernels::AdamwOptions adamw{};                // the rate is set by the schedule
    std::int64_t checkpointEvery = 0;             // steps; 0 = only at the end
    std::int64_t keepCheckpoints = 3;
    std::int64_t evalEvery = 0;                   // steps; 0 = only before and after
    std::optional<std::int64_t> earlyStopping;    // evaluations without a better loss
    std::int64_t reserveBytes = 0;                // memory that must stay free on the machine; 0 = not watched
};

// What the loop works on; all of it outlives the loop.
struct LoopParts {
    Policy& policy;
    const Method& method;
    SampleSource& source;
    const Adapter& adapter;
    Optimizer& optimizer;
    const Schedule& schedule;
    const Evaluator* heldOut;                     // nullptr: nothing is held out
    Record& record;
    Steering& steering;
    LiveChanges& changes;
    // Answers of the model and of the adapter as it is now, one object for each prompt and voice.
    std::function<Result<std::vector<Json>>(const SampleMessage&)> sample;
    std::function<MemoryRoom()> memory;           // what the machine has left
    SaveFacts facts;
    // As sample, of some held-out prompts, at each evaluation; withBase: the model's as well. Empty: none.
    std::function<Result<std::vector<Json>>(bool withBase)> answerHeldOut{};
};

// The part of the state that is neither weights, moments nor the source's position. Saved in every checkpoint.
struct LoopState {
    std::int64_t step = 0;                        // steps done
    std::int64_t numTokens = 0;                   // real tokens so far
    std::int64_t numSkipped = 0;                  // steps whose loss or gradient was not finite
    std::int64_t numSkippedInRow = 0;             // of them, the last ones in a row
    std::optional<double> firstEvalLoss, lastEvalLoss, bestEvalLoss;
    std::int64_t bestStep = 0, evalsWithoutBetter = 0;
};

// NotFinite: three steps in a row whose loss or gradient was not finite; the run stands at its last good checkpoint.
enum class LoopEnd { Finished, Stopped, Paused, NotFinite, EarlyStopped };

class TrainingLoop {
public:
    TrainingLoop(LoopParts parts, LoopOptions options) : m_parts(std::move(parts)), m_options(std::move(options)) {}
    // Continues from a checkpoint folder. Errors: InvalidData when it does not fit this run.
    Status restore(const std::string& checkpointFolder);
    // Errors: OutOfMemory, once a step with half the micro-batch did not fit either (what was learnt until then is in a checkpoint); those of the record.
    Result<LoopEnd> run(const WorkContext& context);
    // From the next step on, and part of the run's state. key: "learning_rate" (the schedule's peak), "micro_tokens", "kl_weight" (from the next rollout on).
    Status change(const std::string& key, double value, const std::string& message);
    const LoopState& state() const { return m_state; }

private:
    struct StepOutcome {
        double loss = 0, norm = 0;
        bool finite = true;
        bool empty = false;                       // there was nothing to learn from
        std::map<std::string, double> found;      // Step::metrics
        std::map<std::string, MetricSum> metrics;
        std::vector<RowLossSum> rows;
        StepTotals totals;
        double seconds = 0, epoch = 0;
    };
    Result<LoopEnd> runSteps(const WorkContext& context);
    // Acts upon what was asked for from outside; the end of the loop when that was asked for.
    Result<std::optional<LoopEnd>> steer();
    Status sample(const SampleMessage& message);
    Status keepSamples(const Result<std::vector<Json>>& samples);
    Status checkMemory();
    // nullopt: the step was given up before it began, because the run is to end.
    Result<std::optional<StepOutcome>> trainStep();
    // A second time, with half the micro-batch, where memory was too small. position: of the source, before the step.
    Result<StepOutcome> attemptTwice(const Step& step, const Json& position);
    StepOutcome attempt(const Step& step);
    Status apply(const StepOutcome& outcome);
    Result<LoopEnd> pauseNotFinite();
    Status recordStep(const StepOutcome& outcome, double rate);
    Status recordSkipped(const StepOutcome& outcome);
    Status evaluate(const WorkContext& context);
    Status saveCheckpoint();
    bool evaluatesAfter(std::int64_t step) const;
    std::int64_t microTokens() const;
    double settingNow(const std::string& key) const;
    double peakRate() const;
    bool stopsEarly() const;

    LoopParts m_parts;
    LoopOptions m_options;
    LoopState m_state;
    std::int64_t m_lastCheckpoint = -1;
    std::vector<std::string> m_badRows;           // of the steps skipped in a row
};

}  // namespace luthier
