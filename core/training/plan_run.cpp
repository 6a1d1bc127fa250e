// SPDX-License-Identifier: Apache-2.0
#include "core/training/plan_run.h"

#include <ATen/Parallel.h>

#include "core/batching/dataset_source.h"
#include "core/training/measured_step.h"
#include "core/training/reward_run.h"
#include "core/training/run_parts.h"

namespace luthier {

namespace {

struct RowsOfRun { TrainingRows rows; TrainingData data; };

// A run lets the tokenizer go when the rows are encoded; so does its plan.
Result<RowsOfRun> rowsOf(const RunConfig& config, const WorkContext& context) {
    const auto seed = static_cast<std::uint64_t>(config.seed);
    RowsOfRun all;
    ASSIGN_OR_RETURN(all.rows, readTrainingRows(config.data, seed, context));
    ASSIGN_OR_RETURN(const RowEncoder encoder, RowEncoder::load(config.model.path));
    ASSIGN_OR_RETURN(all.data, tokeniseRows(all.rows, encoder, encodeOptions(config), seed, context));
    RETURN_IF_ERROR(checkRewardLabels(config, all.data));
    return all;
}

std::int64_t numStepsOf(const RunConfig& config, const TrainingData& data) {
    const std::int64_t maxSteps = config.training.maxSteps.value_or(-1);
    if (const OnlineOptions* const online = onlineOptionsOf(config.method))
        return numOnlineSteps(static_cast<std::int64_t>(data.orderOf(0).size()), *online, config.training.epochs, maxSteps);
    const DatasetSourceOptions options{config.training.tokensPerStep, config.training.epochs, maxSteps};
    return DatasetSource(data.train, data.orderOf, options).numSteps();
}

Json toldOf(const Plan& plan, const PlanRequest& request, const std::vector<Resolved>& resolved, const ComputeDevice& device) {
    Json json = planToJson(plan);
    json["device"] = device.name();
    json["rows"] = request.data.train.lengths.size();
    json["eval_rows"] = request.data.eval.lengths.size();
    json["rates"] = {{"matmul_flops", request.machine.rates.matmulFlops}, {"attention_flops", request.machine.rates.attentionFlops},
                     {"stream_bytes", request.machine.rates.streamBytes}, {"ask_seconds", request.machine.rates.askSeconds}};
    for (const Resolved& one : resolved) json["resolved"].push_back({{"key", one.key}, {"value", one.value}, {"reason", one.reason}});
    return json;
}

}  // namespace

Result<Json> planRun(RunConfig config, bool measure, bool force, const WorkContext& context) {
    ASSIGN_OR_RETURN(const ComputeDevice device, ComputeDevice::choose(config.device));
    ASSIGN_OR_RETURN(const RowsOfRun all, rowsOf(config, context));
    ASSIGN_OR_RETURN(const std::vector<Resolved> resolved, resolveHere(config, numStepsOf(config, all.data), device));
    ASSIGN_OR_RETURN(const PlanRequest request, planRequestOf(config, all.rows, all.data, device, false));
    const Plan plan = makePlan(request);
    Json json = toldOf(plan, request, resolved, device);
    if (!measure) return json;
    if (!plan.fits && !force) return fail(doesNotFit(plan));
    ASSIGN_OR_RETURN(const MeasuredStep measured, measureWorstStep(config, device, all.data, context));
    json["measured"] = comparedWithPlan(plan, device);
    json["measured"].update({{"tokens", measured.numTokens}, {"computed_tokens", measured.numComputed},
                             {"trained_tokens", measured.numTargets}, {"tokens_per_second", measured.tokensPerSecond},
                             {"forward_backward_seconds", measured.forwardBackwardSeconds}, {"optimizer_seconds", measured.optimizerSeconds}});
    return json;
}

Result<RunPlanner> RunPlanner::read(RunConfig config, const WorkContext& context) {
    RunPlanner planner;
    ASSIGN_OR_RETURN(planner.m_device, ComputeDevice::choose(config.device));
    ASSIGN_OR_RETURN(const RowsOfRun all, rowsOf(config, context));
    planner.m_numSteps = numStepsOf(config, all.data);
    planner.m_data = dataSizesOf(all.rows, all.data, methodInfo(config.method).samples);
    planner.m_config = std::move(config);
    return planner;
}

Status RunPlanner::measure(MeasuredMachine& machine) {
    ASSIGN_OR_RETURN(m_resolved, resolveHere(m_config, m_numSteps, m_device, [&] { return machine.fasterPrecision(m_device); }));
    ASSIGN_OR_RETURN(m_request, planRequestOf(m_config, std::move(m_data), false));
    MachineFacts& facts = m_request.machine;   // what this process holds is not the run's: that one begins with nothing but the program
    const ComputePrecision precision = *m_config.model.precision;
    facts.rates = machine.rates(m_request.model, precision, *m_config.training.microTokens, m_device);
    facts.fastBf16 = precision == ComputePrecision::Bf16 || machine.fasterPrecision(m_device) == ComputePrecision::Bf16;
    facts.programBytes = m_device.isProcessor() ? machine.programBytes() : 0;   // a GPU holds no program
    facts.availableBytes = m_device.room().availableBytes;
    facts.numThreads = at::get_num_threads();
    facts.onGpu = !m_device.isProcessor();
    return {};
}

Json RunPlanner::plan() const { return toldOf(makePlan(m_request), m_request, m_resolved, m_device); }

}  // namespace luthier
