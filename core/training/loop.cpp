// SPDX-License-Identifier: Apache-2.0
#include "core/training/loop.h"

#include <cmath>
#include <limits>

#include <ATen/ATen.h>

#include "core/base/clock.h"
#include "core/base/memory.h"
#include "core/base/random.h"
#include "core/methods/step_sums.h"
#include "core/runs/checkpoint.h"
#include "core/training/checkpoint_state.h"
#include "core/training/tensor_memory.h"

namespace luthier {

namespace {

constexpr std::int64_t kMaxSkippedInRow = 3;
constexpr const char* memoryHint =
    "what was learnt is in the newest checkpoint: free memory, then resume; or start a run with smaller micro_tokens or max_length";

// One seed per micro-batch, from the position alone, so that nothing has to be kept for a resume.
std::uint64_t dropoutSeed(std::uint64_t seed, std::int64_t step, std::int64_t micro) {
    const auto words = philox(seed, 0xD50F0000ULL + static_cast<std::uint64_t>(micro), static_cast<std::uint64_t>(step));
    return (static_cast<std::uint64_t>(words[0]) << 32) | words[1];
}

std::string numberInWords(double value) {
    const auto whole = static_cast<std::int64_t>(value);
    return static_cast<double>(whole) == value ? std::to_string(whole) : dumpJson(value);
}

}  // namespace

Result<LoopEnd> TrainingLoop::run(const WorkContext& context) {
    Result<LoopEnd> end = fail(ErrorCode::Internal, "the loop has not run");
    try {
        end = runSteps(context);
    } catch (const std::exception& exception) {
        const std::optional<std::string> words = outOfMemoryWords(exception);
        if (!words) throw;
        m_parts.optimizer.discardGradients();
        end = fail(Error(ErrorCode::OutOfMemory, *words).withHint(memoryHint));
    }
    if (end || end.error().code != ErrorCode::OutOfMemory) return end;
    trimTensorMemory();
    if (const Status saved = saveCheckpoint(); !saved)
        RETURN_IF_ERROR(m_parts.record.event(EventKind::Warning, {{"message", "no checkpoint could be saved: " + saved.error().message}}));
    return end;
}

Result<LoopEnd> TrainingLoop::runSteps(const WorkContext& context) {
    const std::int64_t numSteps = m_parts.source.numSteps();
    if (m_state.step == 0 && !m_state.firstEvalLoss) RETURN_IF_ERROR(evaluate(context));
    if (stopsEarly()) return LoopEnd::EarlyStopped;   // a resume of a run that had ended so
    while (m_state.step < numSteps) {
        ASSIGN_OR_RETURN(const std::optional<LoopEnd> asked, steer());
        if (asked) return *asked;
        RETURN_IF_ERROR(checkMemory());
        ASSIGN_OR_RETURN(const std::optional<StepOutcome> outcome, trainStep());                         // 1 samples, 2 forward, 3 backward
        if (!outcome) continue;
        RETURN_IF_ERROR(apply(*outcome));                                                                // 4 step, or skip what is not finite; 5 the record
        if (m_state.numSkippedInRow >= kMaxSkippedInRow) return pauseNotFinite();
        if (evaluatesAfter(m_state.step)) {
            RETURN_IF_ERROR(evaluate(context));
            if (stopsEarly()) {
                RETURN_IF_ERROR(saveCheckpoint());
                return LoopEnd::EarlyStopped;
            }
        }
        // While steps are not finite, the newest checkpoint stays the last good one.
        const bool due = m_options.checkpointEvery > 0 && m_state.step % m_options.checkpointEvery == 0 && m_state.numSkippedInRow == 0;
        if (m_parts.steering.takeCheckpointRequest() || due || m_state.step == numSteps) RETURN_IF_ERROR(saveCheckpoint());
    }
    return LoopEnd::Finished;
}

Result<std::optional<LoopEnd>> TrainingLoop::steer() {
    RETURN_IF_ERROR(m_parts.steering.poll(m_parts.record));
    for (const SetMessage& set : m_parts.steering.takeChanges()) RETURN_IF_ERROR(change(set.key, set.value, "as asked"));
    for (const SampleMessage& message : m_parts.steering.takeSampleRequests()) RETURN_IF_ERROR(sample(message));
    const std::optional<ControlOp> end = m_parts.steering.endRequested();
    if (!end) return std::optional<LoopEnd>();
    RETURN_IF_ERROR(saveCheckpoint());
    return std::optional(*end == ControlOp::Pause ? LoopEnd::Paused : LoopEnd::Stopped);
}

Status TrainingLoop::change(const std::string& key, double value, const std::string& message) {
    if (key == "kl_weight" && !m_parts.source.setting(key))
        return m_parts.record.event(EventKind::Warning, {{"message", "this run's method has no KL weight that could change"}, {"hint", "learning_rate can"}});
    const double previous = settingNow(key);
    RETURN_IF_ERROR(m_parts.changes.add({m_state.step, key, value}));
    return m_parts.record.event(EventKind::Changed, {{"step", m_state.step + 1}, {"key", key}, {"value", value}, {"previous", previous},
        {"message", key + " " + numberInWords(value) + " instead of " + numberInWords(previous) + " from step " + std::to_string(m_state.step + 1) + " on: " +
                        message}});
}

std::int64_t TrainingLoop::microTokens() const {
    const std::optional<double> changed = m_parts.changes.valueAt(m_state.step, "micro_tokens");
    return changed ? static_cast<std::int64_t>(*changed) : m_options.microTokens;
}

double TrainingLoop::settingNow(const std::string& key) const {
    if (key == "micro_tokens") return static_cast<double>(microTokens());
    return key == "learning_rate" ? peakRate() : m_parts.source.setting(key).value_or(0.0);
}

double TrainingLoop::peakRate() const { return m_parts.changes.valueAt(m_state.step, "learning_rate").value_or(m_parts.schedule.peakRate()); }

Status TrainingLoop::sample(const SampleMessage& message) { return keepSamples(m_parts.sample(message)); }

Status TrainingLoop::keepSamples(const Result<std::vector<Json>>& samples) {
    if (!samples) return m_parts.record.event(EventKind::Warning, {{"message", "no sample: " + samples.error().toString()}, {"hint", samples.error().hint}});
    for (const Json& one : *samples) RETURN_IF_ERROR(m_parts.record.attempt().samples().append(m_state.step, one));
    RETURN_IF_ERROR(m_parts.record.attempt().samples().sync());
    return m_parts.record.event(EventKind::Sampled, {{"step", m_state.step}, {"samples", *samples}});
}

// Between steps little is held, so if the machine has too little left now, others took it: better to end with everything saved than to be killed.
Status TrainingLoop::checkMemory() {
    if (m_options.reserveBytes <= 0 || m_parts.memory().availableBytes >= m_options.reserveBytes) return {};
    trimTensorMemory();
    const MemoryRoom room = m_parts.memory();
    if (room.availableBytes >= m_options.reserveBytes) return {};
    return fail(Error(ErrorCode::OutOfMemory, "memory runs out: " + std::to_string(room.availableBytes >> 20) + " MiB are left, and the run keeps " +
                                                  std::to_string(m_options.reserveBytes >> 20) + " MiB free")
                    .withHint(memoryHint));
}

Result<std::optional<TrainingLoop::StepOutcome>> TrainingLoop::trainStep() {
    const Json position = m_parts.source.save();
    Result<Step> made = m_parts.source.next();
    if (!made && made.error().code == ErrorCode::Cancelled) return std::optional<StepOutcome>();   // steer() knows why
    if (!made) return fail(std::move(made.error()));
    ASSIGN_OR_RETURN(StepOutcome outcome, attemptTwice(*made, position));
    ASSIGN_OR_RETURN(auto found, m_parts.source.learned());
    outcome.found.merge(found);
    return std::optional(std::move(outcome));
}

Result<TrainingLoop::StepOutcome> TrainingLoop::attemptTwice(const Step& step, const Json& position) {
    for (bool isSecond = false;; isSecond = true) {
        std::string words;
        try {
            return attempt(step);
        } catch (const std::exception& exception) {
            const std::optional<std::string> memory = outOfMemoryWords(exception);
            if (!memory) throw;
            words = *memory;
        }
        m_parts.optimizer.discardGradients();
        trimTensorMemory();
        if (isSecond || microTokens() < 2) {
            RETURN_IF_ERROR(m_parts.source.restore(position));   // the step was not done
            return fail(Error(ErrorCode::OutOfMemory, "step " + std::to_string(m_state.step + 1) + " does not fit: " + words).withHint(memoryHint));
        }
        RETURN_IF_ERROR(change("micro_tokens", static_cast<double>(microTokens() / 2), words));
    }
}

TrainingLoop::StepOutcome TrainingLoop::attempt(const Step& step) {
    const double started = monotonicSeconds();
    StepOutcome outcome;
    outcome.epoch = step.epoch;
    outcome.found = step.metrics;
    outcome.empty = step.samples.empty();
    const BatchOptions batches{microTokens(), m_options.sharesBeginnings, m_options.recompute};
    outcome.totals = m_parts.method.prepare(m_parts.policy, step, batches);                              // what the whole step must know
    StepSums sums;
    std::int64_t micro = 0;
    for (const Batch& made : m_parts.method.makeBatches(step, batches)) {
        const Batch batch = made.on(m_parts.policy.model().device());
        m_parts.policy.setTraining(m_options.usesDropout, dropoutSeed(m_options.seed, step.index, micro++));
        BatchReport report;
        const at::Tensor loss = m_parts.method.computeLoss(m_parts.policy, batch, outcome.totals, report).total();
        sums.add(loss, report);
        loss.backward();
        m_parts.optimizer.collectGradients();
    }
    // The only wait of a step: what is asked of the optimizer needs the norm, and is not asked when something is not finite.
    StepNumbers numbers = sums.read(m_parts.optimizer.gradientNorms());
    outcome.loss = numbers.loss;
    outcome.metrics = std::move(numbers.metrics);
    outcome.rows = std::move(numbers.rows);
    outcome.norm = std::isfinite(outcome.loss) ? Optimizer::normOfAll(numbers.more) : std::numeric_limits<double>::quiet_NaN();
    outcome.finite = std::isfinite(outcome.loss) && std::isfinite(outcome.norm);
    outcome.seconds = monotonicSeconds() - started;
    return outcome;
}

Status TrainingLoop::apply(const StepOutcome& outcome) {
    kernels::AdamwOptions adamw = m_options.adamw;
    adamw.learningRate = m_parts.schedule.rateAt(m_state.step, peakRate());
    if (outcome.empty) {
        m_parts.optimizer.discardGradients();
    } else if (outcome.finite) {
        m_parts.optimizer.step(outcome.norm, m_options.clipNorm, adamw);
        m_state.numSkippedInRow = 0;
        m_badRows.clear();
    } else {
        m_parts.optimizer.discardGradients();
        ++m_state.numSkipped;
        ++m_state.numSkippedInRow;
    }
    ++m_state.step;
    m_state.numTokens += outcome.totals.numTokens;
    if (outcome.empty)
        RETURN_IF_ERROR(m_parts.record.event(EventKind::Warning, {{"step", m_state.step},
                                                                  {"message", "the step had nothing to learn from; nothing was changed"},
                                                                  {"hint", "no answer got a reward, or all answers to each prompt got the same one"}}));
    if (!outcome.finite) RETURN_IF_ERROR(recordSkipped(outcome));
    return recordStep(outcome, adamw.learningRate);
}

Result<LoopEnd> TrainingLoop::pauseNotFinite() {
    ASSIGN_OR_RETURN(const std::vector<Checkpoint> checkpoints, listCheckpoints(m_parts.record.attempt().folder()));
    const std::string from = checkpoints.empty() ? "its begin" : "the checkpoint of step " + std::to_string(checkpoints.back().step);
    RETURN_IF_ERROR(m_parts.record.event(EventKind::Warning, {{"rows", m_badRows},
        {"message", "the loss or gradient of " + std::to_string(kMaxSkippedInRow) + " steps in a row was not finite (up to step " +
                        std::to_string(m_state.step) + "); the run pauses and goes on from " + from},
        {"hint", "look at the rows named, or resume with a smaller learning rate: train --resume --set learning_rate=..."}}));
    return LoopEnd::NotFinite;
}

Status TrainingLoop::recordStep(const StepOutcome& outcome, double rate) {
    Json series = {{"epoch", outcome.epoch}, {"loss", jsonNumber(outcome.loss)}, {"learning_rate", rate}, {"grad_norm", jsonNumber(outcome.norm)}};
    for (const auto& [name, metric] : outcome.metrics) series[name] = jsonNumber(metric.count > 0 ? metric.sum / metric.count : 0.0);
    for (const auto& [name, value] : outcome.found) series[name] = jsonNumber(value);
    series["step_tokens"] = outcome.totals.numTokens;
    series["trained_tokens"] = outcome.totals.numTrained;
    series["num_tokens"] = m_state.numTokens;
    series["tokens_per_second"] = static_cast<double>(outcome.totals.numTokens) / std::max(outcome.seconds, 1e-9);
    series["peak_memory_bytes"] = peakMemoryBytes();
    series["num_steps"] = m_parts.source.numSteps();
    return m_parts.record.step(m_state.step, series, outcome.rows);
}

Status TrainingLoop::recordSkipped(const StepOutcome& outcome) {
    Json rows = Json::array();
    for (const RowLossSum& row : outcome.rows)
        if (!std::isfinite(row.sum)) rows.push_back(m_parts.record.rowId(row.row));
    const bool lossIsFinite = std::isfinite(outcome.loss);
    if (rows.empty())
        for (const RowLossSum& row : outcome.rows) rows.push_back(m_parts.record.rowId(row.row));
    for (const Json& row : rows) m_badRows.push_back(row.get<std::string>());
    return m_parts.record.event(EventKind::StepSkipped, {{"step", m_state.step}, {"skipped_so_far", m_state.numSkipped}, {"rows", rows},
        {"message", std::string(lossIsFinite ? "the gradient" : "the loss") + " is not finite; the step was not applied"}});
}

bool TrainingLoop::evaluatesAfter(std::int64_t step) const {
    if (!m_parts.heldOut) return false;
    return step == m_parts.source.numSteps() || (m_options.evalEvery > 0 && step % m_options.evalEvery == 0);
}

bool TrainingLoop::stopsEarly() const { return m_options.earlyStopping && m_state.evalsWithoutBetter >= *m_options.earlyStopping; }

Status TrainingLoop::evaluate(const WorkContext& context) {
    if (!m_parts.heldOut) return {};
    WorkContext uninterrupted = context;   // a stop waits for the end of the evaluation, as for the end of a step
    uninterrupted.cancellation = nullptr;
    ASSIGN_OR_RETURN(const HeldOutResult result, m_parts.heldOut->evaluate(m_parts.policy, m_parts.method, m_state.step, uninterrupted));
    if (!m_state.firstEvalLoss) m_state.firstEvalLoss = result.loss;
    m_state.lastEvalLoss = result.loss;
    const bool better = std::isfinite(result.loss) && (!m_state.bestEvalLoss || result.loss < *m_state.bestEvalLoss);
    m_state.evalsWithoutBetter = better ? 0 : m_state.evalsWithoutBetter + 1;
    Json series = result.isReward ? Json::object() : Json{{"eval_loss", jsonNumber(result.loss)}, {"eval_trained_tokens", result.numTrained}};
    for (const auto& [name, mean] : result.metrics) series["eval_" + name] = jsonNumber(mean);
    RETURN_IF_ERROR(m_parts.record.evaluated(m_state.step, series));
    if (m_parts.answerHeldOut) RETURN_IF_ERROR(keepSamples(m_parts.answerHeldOut(m_state.step == 0)));
    if (!better) return {};
    m_state.bestEvalLoss = result.loss;
    m_state.bestStep = m_state.step;
    if (m_state.step == 0) return {};   // the base itself needs no checkpoint
    RETURN_IF_ERROR(saveCheckpoint());
    return writeBest(m_parts.record.attempt().folder(), {m_state.step, result.loss});
}

Status TrainingLoop::saveCheckpoint() {
    if (m_lastCheckpoint == m_state.step || m_state.step == 0) return {};
    const RunFolder& run = m_parts.record.attempt().folder();
    RETURN_IF_ERROR(requireDiskSpace(run.path(), checkpointBytes(m_parts.optimizer), "a checkpoint"));
    ASSIGN_OR_RETURN(CheckpointWriter writer, CheckpointWriter::begin(run, m_state.step));
    RETURN_IF_ERROR(writeCheckpointState(writer.folder(), m_parts, m_state));
    RETURN_IF_ERROR(m_parts.record.attempt().metrics().sync());
    RETURN_IF_ERROR(m_parts.record.attempt().rows().sync());
    ASSIGN_OR_RETURN(const std::string path, writer.publish());
    m_lastCheckpoint = m_state.step;
    RETURN_IF_ERROR(m_parts.record.event(EventKind::CheckpointSaved, {{"step", m_state.step}, {"path", path}}));
    ASSIGN_OR_RETURN(const CheckpointRemoval removal, removeOldCheckpoints(run, m_options.keepCheckpoints));
    for (const Checkpoint& removed : removal.removed)
        RETURN_IF_ERROR(m_parts.record.event(EventKind::CheckpointRemoved, {{"step", removed.step}, {"path", removed.path}}));
    for (const Error& problem : removal.problems)
        RETURN_IF_ERROR(m_parts.record.event(EventKind::Warning, {{"message", problem.message}, {"hint", problem.hint}}));
    return {};
}

Status TrainingLoop::restore(const std::string& checkpointFolder) {
    RETURN_IF_ERROR(readCheckpointState(checkpointFolder, m_parts, m_state));
    m_lastCheckpoint = m_state.step;
    // best.json may be of a later attempt's step, or a kill came between checkpoint and best.json; the best checkpoint must be known, or it is not kept.
    const RunFolder& run = m_parts.record.attempt().folder();
    if (m_state.bestStep > 0 && m_state.bestEvalLoss) return writeBest(run, {m_state.bestStep, *m_state.bestEvalLoss});
    return removeBest(run);
}

}  // namespace luthier
