// SPDX-License-Identifier: Apache-2.0
#include "core/training/run_training.h"

#include <cstdio>
#include <fstream>
#include <unistd.h>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/headeronly/version.h>

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/base/log.h"
#include "core/base/memory.h"
#include "core/batching/dataset_source.h"
#include "core/models/model_config.h"
#include "core/protocol/codes.h"
#include "core/runs/folder_manifest.h"
#include "core/runs/run_manifest.h"
#include "core/training/held_out_voice.h"
#include "core/training/live_sampling.h"
#include "core/training/loop.h"
#include "core/training/online_run.h"
#include "core/training/precision.h"
#include "core/training/reference_logps.h"
#include "core/training/reward_run.h"
#include "core/training/run_parts.h"
#include "core/training/run_plan.h"
#include "core/training/tensor_memory.h"
#include "core/training/training_data.h"

namespace luthier {

namespace {

// Everything a run is made of, in the order it is made.
struct Run {
    RunConfig config;
    ComputeDevice device;
    std::vector<Resolved> resolved;
    std::optional<RunAttempt> attempt;
    TrainingRows rows;
    TrainingData data;
    std::unique_ptr<SampleSource> source;        // of the rows themselves; none where the policy answers prompts (online)
    std::int64_t numSteps = 0;
    Plan plan;
    std::unique_ptr<CausalModel> model;
    std::unique_ptr<Adapter> adapter;
    std::unique_ptr<Method> method;
    std::unique_ptr<OnlineRun> online;           // of those prompts; its adapters are plugged into the model, which must outlive them
    std::string tokenizerHash, templateHash;
};

std::string processorName() {
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);)
        if (line.rfind("model name", 0) == 0) return line.substr(line.find(':') + 2);
    return "unknown processor";
}

Status tokenise(Run& run, const WorkContext& context) {
    ASSIGN_OR_RETURN(const RowEncoder encoder, RowEncoder::load(run.config.model.path));
    run.tokenizerHash = encoder.tokenizer().hash();
    run.templateHash = encoder.chatTemplate() ? encoder.chatTemplate()->hash() : "";
    ASSIGN_OR_RETURN(run.data, tokeniseRows(run.rows, encoder, encodeOptions(run.config), static_cast<std::uint64_t>(run.config.seed), context));
    RETURN_IF_ERROR(checkRewardLabels(run.config, run.data));
    const TrainingConfig& training = run.config.training;
    if (const OnlineOptions* const online = onlineOptionsOf(run.config.method)) {
        const auto numPrompts = static_cast<std::int64_t>(run.data.orderOf(0).size());
        run.numSteps = numOnlineSteps(numPrompts, *online, training.epochs, training.maxSteps.value_or(-1));
        return {};
    }
    run.source = std::make_unique<DatasetSource>(run.data.train, run.data.orderOf,
                                                 DatasetSourceOptions{training.tokensPerStep, training.epochs, training.maxSteps.value_or(-1)});
    run.numSteps = run.source->numSteps();
    return {};
}

// Before anything large is loaded.
Status plan(Run& run, const TrainRequest& request, const TrainWatch& watch) {
    ASSIGN_OR_RETURN(const PlanRequest asked, planRequestOf(run.config, run.rows, run.data, run.device, request.resume));
    run.plan = makePlan(asked);
    const Json fields = planToJson(run.plan);
    watch.watcher(EventKind::Planned, fields);
    RETURN_IF_ERROR(run.attempt->events().append(EventKind::Planned, fields));
    if (!run.plan.fits && !request.force) return fail(doesNotFit(run.plan));
    run.device.expect(run.plan.tensorPeakBytes);
    return {};
}

Status loadModel(Run& run, const WorkContext& context) {
    ASSIGN_OR_RETURN(run.model, loadModelOf(run.config, run.device, context));
    ASSIGN_OR_RETURN(run.adapter, makeAdapter(run.config, *run.model));
    ASSIGN_OR_RETURN(run.method, makeMethod(run.config.method));
    return addScoreHead(run.config, run.data, *run.model, *run.adapter);
}

// Before the first step of all, and again at a resume: then they lie in the run's folder.
Status fillReference(Run& run, const WorkContext& context) {
    if (!referenceOf(run.config.method) || onlineOptionsOf(run.config.method)) return {};   // of answers that are not there yet, nothing can be computed
    const RunFolder& folder = run.attempt->folder();
    ASSIGN_OR_RETURN(const std::string words, fillReferenceLogps({run.config, *run.model, *run.adapter, folder.path(), referenceCacheFolder(),
                                                                  batchOptionsOf(run.config, *run.adapter)}, run.data, context));
    return run.attempt->events().append(EventKind::Note, {{"message", words}});
}

RunManifest manifestOf(const Run& run, const std::string& engineVersion) {
    RunManifest manifest;
    manifest.modelHash = run.model->fingerprint();
    manifest.tokenizerHash = run.tokenizerHash;
    manifest.templateHash = run.templateHash;
    manifest.dataHash = run.data.hash;
    manifest.engineVersion = engineVersion;
    manifest.libtorchVersion = TORCH_VERSION;
    manifest.hardware = processorName() + (run.device.isProcessor() ? "" : ", " + run.device.hardware());
    manifest.instructionSet = instructionSet();
    manifest.dtype = run.model->dtype() == at::kBFloat16 ? "bfloat16" : "float32";
    manifest.numThreads = at::get_num_threads();
    manifest.microTokens = *run.config.training.microTokens;
    return manifest;
}

Status prepareNew(Run& run, const TrainRequest& request, const TrainWatch& watch) {
    ASSIGN_OR_RETURN(run.config, loadRunConfig(request.configPath));
    ASSIGN_OR_RETURN(run.device, ComputeDevice::choose(run.config.device));
    ASSIGN_OR_RETURN(run.attempt, RunAttempt::beginNew(request.runFolder));
    ASSIGN_OR_RETURN(run.rows, readTrainingRows(run.config.data, static_cast<std::uint64_t>(run.config.seed), watch.work));
    RETURN_IF_ERROR(tokenise(run, watch.work));
    ASSIGN_OR_RETURN(run.resolved, resolveHere(run.config, run.numSteps, run.device));
    RETURN_IF_ERROR(plan(run, request, watch));
    if (const std::string words = oneClassOnly(run.config, run.data); !words.empty())
        RETURN_IF_ERROR(run.attempt->events().append(EventKind::Warning, {{"message", words}}));
    RETURN_IF_ERROR(loadModel(run, watch.work));
    RETURN_IF_ERROR(fillReference(run, watch.work));
    const RunFolder& folder = run.attempt->folder();
    RETURN_IF_ERROR(freezeRows(folder.data(), run.rows));
    RETURN_IF_ERROR(writeRunManifest(folder, manifestOf(run, request.engineVersion)));
    // Last, because a folder with run.json is a run that can be resumed.
    return writeFileDurably(folder.runJson(), dumpJsonPretty(runConfigToJson(run.config)));
}

// The run's own frozen run.json and rows rule; a config file that says something else is told, not obeyed.
Status prepareAgain(Run& run, const TrainRequest& request, const TrainWatch& watch, std::vector<std::string>& notes) {
    ASSIGN_OR_RETURN(run.attempt, RunAttempt::beginAgain(request.runFolder));
    const RunFolder& folder = run.attempt->folder();
    ASSIGN_OR_RETURN(run.config, loadRunConfig(folder.runJson()));
    ASSIGN_OR_RETURN(run.device, ComputeDevice::choose(run.config.device));
    ASSIGN_OR_RETURN(run.rows, loadFrozenRows(folder.data()));
    RETURN_IF_ERROR(tokenise(run, watch.work));
    ASSIGN_OR_RETURN(RunConfig given, loadRunConfig(request.configPath));
    const ResolveFacts facts{run.numSteps, 0, *run.config.model.precision, run.config.device};
    if (given.training.learningRate.isAuto()) given.training.learningRate = run.config.training.learningRate;
    resolveAuto(given, facts);
    for (const std::string& line : diffInWords(given, run.config)) notes.push_back("the run keeps its own setting, not the file's: " + line);
    RETURN_IF_ERROR(plan(run, request, watch));
    RETURN_IF_ERROR(loadModel(run, watch.work));
    RETURN_IF_ERROR(fillReference(run, watch.work));
    ASSIGN_OR_RETURN(const RunManifest before, readRunManifest(folder));
    const ManifestComparison comparison = compareManifests(before, manifestOf(run, request.engineVersion));
    RETURN_IF_ERROR(comparison.requireSameRun(folder.path()));
    notes.push_back(comparison.inWords());
    return {};
}

LoopOptions loopOptions(const RunConfig& config) {
    const TrainingConfig& training = config.training;
    LoopOptions options;
    options.seed = static_cast<std::uint64_t>(config.seed);
    options.microTokens = *training.microTokens;
    options.clipNorm = training.clipNorm;
    options.adamw = {*training.learningRate, training.beta1, training.beta2, training.epsilon, training.weightDecay};
    options.checkpointEvery = *training.checkpointEvery;
    options.keepCheckpoints = training.keepCheckpoints;
    options.evalEvery = *training.evalEvery;
    options.earlyStopping = training.earlyStopping;
    return options;
}

Json startedFields(const Run& run) {
    Json resolved = Json::array();
    for (const Resolved& r : run.resolved) resolved.push_back({{"key", r.key}, {"value", r.value}, {"reason", r.reason}});
    Json refused = Json::object();
    for (const Refusal& refusal : run.data.refusals) refused[refusal.rule] = refused.value(refusal.rule, 0) + 1;
    Json fields = {{"steps", run.numSteps},
                   {"rows", run.data.train.numRows()},
                   {"eval_rows", run.data.eval.numRows()},
                   {"tokens", run.data.train.numTokens()},
                   {"trained_tokens", run.data.train.numTrained()},
                   {"refused_rows", refused},
                   {"truncated_rows", run.data.numTruncated},
                   {"parameters", numParameters(run.model->config())},
                   {"trained_parameters", run.adapter->numTrained()},
                   {"dtype", run.model->dtype() == at::kBFloat16 ? "bfloat16" : "float32"},
                   {"device", run.device.name()},
                   {"threads", at::get_num_threads()},
                   {"resolved", resolved}};
    if (Json labels = rewardLabelCounts(run.config, run.data); !labels.is_null()) fields["labelled_rows"] = std::move(labels);
    return fields;
}

// The best checkpoint, if it is there and whole. A warning says why not.
Result<bool> restoreBest(const Run& run, TrainingLoop& loop, Record& record) {
    const std::int64_t best = loop.state().bestStep;
    std::string problem = "no evaluation was better than before the training";
    if (best > 0) {
        const Result<FolderManifest> whole = verifyFolder(run.attempt->folder().checkpoint(best));
        if (whole) {
            RETURN_IF_ERROR(loop.restore(run.attempt->folder().checkpoint(best)));
            return true;
        }
        problem = "the best checkpoint cannot be used: " + whole.error().toString();
    }
    RETURN_IF_ERROR(
        record.event(EventKind::Warning, {{"message", problem + "; final/ holds the last step"}, {"hint", "compare with the model before training"}}));
    return false;
}

// final/ holds the last step, or after early stopping the best one: that is what early stopping is for.
Result<std::string> publishFinal(const Run& run, LoopParts& parts, TrainingLoop& loop, LoopEnd end, Record& record) {
    const RunFolder& folder = run.attempt->folder();
    if (end == LoopEnd::EarlyStopped) RETURN_IF_ERROR(restoreBest(run, loop, record));
    const std::int64_t step = loop.state().step;
    ASSIGN_OR_RETURN(const std::string centred,
                     centreScores(run.config, run.data, *run.method, batchOptionsOf(run.config, *run.adapter), parts.policy, *run.adapter));
    if (!centred.empty()) RETURN_IF_ERROR(record.event(EventKind::Note, {{"message", centred}}));
    ASSIGN_OR_RETURN(CheckpointWriter writer, CheckpointWriter::beginFinal(folder, step));
    RETURN_IF_ERROR(run.adapter->save(writer.folder(), parts.optimizer.values(), parts.facts));
    ASSIGN_OR_RETURN(const std::string path, writer.publish());
    RETURN_IF_ERROR(record.event(EventKind::Note, {{"message", "final/ holds step " + std::to_string(step)}}));
    return path;
}

Json resultOf(const Run& run, const LoopState& state, const char* how, const std::string& finalPath, double seconds) {
    // A reward counts with its sign changed, so that less is better here too (HeldOutResult).
    const std::string measure = run.online ? "reward" : "loss";
    const auto number = [&](const std::optional<double>& value) { return value ? jsonNumber(run.online ? -*value : *value) : Json(nullptr); };
    return {{"run", run.attempt->folder().path()},
            {"state", how},
            {"steps", state.step},
            {"planned_steps", run.numSteps},
            {"tokens", state.numTokens},
            {"skipped_steps", state.numSkipped},
            {"eval_" + measure + "_before", number(state.firstEvalLoss)},
            {"eval_" + measure + "_after", number(state.lastEvalLoss)},
            {"best_eval_" + measure, number(state.bestEvalLoss)},
            {"best_step", state.bestStep},
            {"final", finalPath.empty() ? Json(nullptr) : Json(finalPath)},
            {"trained_parameters", run.adapter->numTrained()},
            {"seconds", seconds},
            {"peak_memory_bytes", peakMemoryBytes()}};
}

const char* endName(LoopEnd end) {
    switch (end) {
        case LoopEnd::Finished: return "done";
        case LoopEnd::Stopped: return "stopped";
        case LoopEnd::Paused:
        case LoopEnd::NotFinite: return "paused";
        case LoopEnd::EarlyStopped: return "early_stopped";
    }
    return "done";
}

EventKind endEvent(LoopEnd end) {
    const bool paused = end == LoopEnd::Paused || end == LoopEnd::NotFinite;
    return paused ? EventKind::Paused : end == LoopEnd::Stopped ? EventKind::Stopped : EventKind::Done;
}

bool endsTheRun(LoopEnd end) { return end == LoopEnd::Finished || end == LoopEnd::EarlyStopped; }

// What must stay free for everybody else: the kernel kills when nothing is left.
std::int64_t memoryReserve() { return std::clamp<std::int64_t>(memoryRoom().totalBytes / 50, std::int64_t{128} << 20, std::int64_t{1} << 30); }

// Into the result; more than a tenth beyond the plan is told.
Status compareWithPlan(const Run& run, Record& record, Json& result) {
    const Json comparison = comparedWithPlan(run.plan, run.device);
    result.update(comparison);
    if (const auto words = beyondPlan(run.plan, run.device))
        RETURN_IF_ERROR(record.event(EventKind::Warning, {{"message", *words}, {"hint", "the plan is wrong for this run; please report it"}}));
    return {};
}

// The attempt's log says how it ended, whatever else can be said about it (a full disk may not let it).
void recordEnd(RunAttempt& attempt, const TrainWatch& watch, const Error& error) {
    const EventKind kind = error.code == ErrorCode::Cancelled ? EventKind::Stopped : EventKind::Failed;
    const Json fields = errorToJson(error);
    watch.watcher(kind, fields);
    if (const Status told = attempt.events().append(kind, fields); !told) log::warning("the run's events do not say how it ended: " + told.error().toString());
}

// Memory ran out although the plan had let the run begin: what was planned, and what would need less.
Error withPlan(const Error& error, const Plan& plan) {
    if (error.code != ErrorCode::OutOfMemory) return error;
    Error more = error;
    more.message += "; planned were " + std::to_string(plan.peakBytes >> 20) + " MiB at most";
    const std::string hint = whatWouldFit(plan);
    if (!hint.empty()) more.hint += (more.hint.empty() ? "" : "; ") + hint;
    return more;
}

Status resumeFromCheckpoint(Run& run, const TrainRequest& request, const TrainWatch& watch, TrainingLoop& loop) {
    ASSIGN_OR_RETURN(const std::optional<Checkpoint> checkpoint, run.attempt->findCheckpoint());
    if (checkpoint) RETURN_IF_ERROR(loop.restore(checkpoint->path));
    RETURN_IF_ERROR(run.attempt->rewindTo(loop.state().step));   // writes the event
    watch.watcher(EventKind::Resumed, {{"step", loop.state().step}});
    for (const SetMessage& set : request.changes) RETURN_IF_ERROR(loop.change(set.key, set.value, "as asked at the resume"));
    return {};
}

// What is left to do when the loop has ended: final/, the result, the last event.
Result<Json> finish(Run& run, LoopParts& parts, TrainingLoop& loop, LoopEnd end, Record& record, double started) {
    std::string finalPath = run.attempt->folder().final();
    const LoopState state = loop.state();   // before final/ may go back to the best step
    if (!endsTheRun(end)) finalPath.clear();
    else if (!pathExists(finalPath)) {
        ASSIGN_OR_RETURN(finalPath, publishFinal(run, parts, loop, end, record));
    }
    Json result = resultOf(run, state, endName(end), finalPath, monotonicSeconds() - started);
    if (end == LoopEnd::Paused || end == LoopEnd::NotFinite) result["reason"] = end == LoopEnd::Paused ? "asked" : "not_finite";
    RETURN_IF_ERROR(compareWithPlan(run, record, result));
    if (end == LoopEnd::EarlyStopped)
        RETURN_IF_ERROR(record.event(EventKind::EarlyStopped, {{"step", state.step}, {"message", "the held-out loss did not get better"}}));
    RETURN_IF_ERROR(record.event(endEvent(end), result));
    return result;
}

Result<std::unique_ptr<OnlineRun>> openOnline(Run& run, Record& record, const TrainWatch& watch) {
    std::vector<std::string> notes;
    ASSIGN_OR_RETURN(std::unique_ptr<OnlineRun> online,
                     OnlineRun::open({run.config, *run.model, *run.adapter, *run.method, run.rows, run.data, batchOptionsOf(run.config, *run.adapter)}, notes,
                                     watch.work));
    for (const std::string& note : notes) RETURN_IF_ERROR(record.event(EventKind::Note, {{"message", note}}));
    return online;
}

Result<Json> trainIn(Run& run, const TrainRequest& request, const TrainWatch& watch) {
    const double started = monotonicSeconds();
    std::vector<std::string> notes;
    if (request.resume) RETURN_IF_ERROR(prepareAgain(run, request, watch, notes));
    else RETURN_IF_ERROR(prepareNew(run, request, watch));
    if (run.config.model.adapter)
        notes.push_back("training goes on with the adapter in " + *run.config.model.adapter +
                        ": its own rank, scale, layers and dropout hold, not those of the settings");

    Record record(*run.attempt, run.data.rowIds, watch.watcher);
    const auto steering = std::make_shared<Steering>(watch.work.cancellation);   // whoever reads stdin may outlive this run
    if (watch.steerable) watch.steerable([steering](const ControlMessage& message) { steering->post(message); });
    RETURN_IF_ERROR(record.event(EventKind::Started, startedFields(run)));
    for (const std::string& note : notes) RETURN_IF_ERROR(record.event(EventKind::Note, {{"message", note}}));

    Policy policy(*run.model, run.adapter->slot());
    policy.setScoreHead(run.adapter->scoreHead());
    std::vector<TrainedTensor> trained = run.adapter->trained();
    ASSIGN_OR_RETURN(LiveChanges changes, LiveChanges::open(run.attempt->folder()));
    if (onlineOptionsOf(run.config.method)) {
        ASSIGN_OR_RETURN(run.online, openOnline(run, record, watch));
        run.online->prepare(policy);
        for (TrainedTensor& tensor : run.online->trained()) trained.push_back(std::move(tensor));
    }
    SampleSource& source = run.online ? run.online->begin(policy, {record, *steering, changes, watch.work}) : *run.source;
    Optimizer optimizer(std::move(trained), run.config.training.float32Masters, static_cast<std::uint64_t>(run.config.seed));
    const Schedule schedule(run.config.training.schedule, *run.config.training.learningRate, run.numSteps, run.config.training.warmupRatio);
    std::optional<HeldOut> heldOut;
    if (run.data.eval.numRows() > 0 && !run.online) heldOut.emplace(run.data.eval, *run.method, batchOptionsOf(run.config, *run.adapter));
    const Evaluator* evaluator = heldOut ? &*heldOut : nullptr;
    if (run.online && run.online->hasHeldOut()) evaluator = run.online.get();
    const auto sample = [&](const SampleMessage& message) { return sampleNow(*run.model, run.adapter->slot(), run.config.model.path, message, watch.work); };
    const HeldOutVoice voice(run.config, run.rows.eval);
    std::function<Result<std::vector<Json>>(bool)> answerHeldOut;
    if (!run.online && !voice.empty())
        answerHeldOut = [&](bool withBase) { return voice.answer(*run.model, run.adapter->slot(), withBase, watch.work); };
    LoopParts parts{policy,  *run.method, source, *run.adapter, optimizer, schedule, evaluator, record,
                    *steering,   changes,     sample,       watch.memory, {run.config.model.path}, answerHeldOut};
    LoopOptions options = loopOptions(run.config);
    options.sharesBeginnings = batchOptionsOf(run.config, *run.adapter).sharesBeginnings;
    options.usesDropout = !run.online;
    options.recompute = run.config.training.recompute;
    options.reserveBytes = memoryReserve();
    const MemoryGuard guard(options.reserveBytes);
    TrainingLoop loop(parts, options);

    if (request.resume) RETURN_IF_ERROR(resumeFromCheckpoint(run, request, watch, loop));
    const Result<LoopEnd> end = loop.run(watch.work);
    if (!end) return fail(withPlan(end.error(), run.plan));
    return finish(run, parts, loop, *end, record, started);
}

}  // namespace

Result<Json> runTraining(const TrainRequest& request, const TrainWatch& watch) {
    Run run;
    Result<Json> result = trainIn(run, request, watch);
    if (!result && run.attempt) recordEnd(*run.attempt, watch, result.error());
    return result;
}

}  // namespace luthier
