// SPDX-License-Identifier: Apache-2.0
#include "core/training/plan_run.h"

#include "core/batching/dataset_source.h"
#include "core/training/measured_step.h"
#include "core/training/run_parts.h"
#include "core/training/run_plan.h"

namespace luthier {

Result<Json> planRun(RunConfig config, bool measure, bool force, const WorkContext& context) {
    const auto seed = static_cast<std::uint64_t>(config.seed);
    ASSIGN_OR_RETURN(const ComputeDevice device, deviceOf(config));
    ASSIGN_OR_RETURN(TrainingRows rows, readTrainingRows(config.data, seed, context));
    TrainingData data;
    {   // a run lets the tokenizer go when the rows are encoded; so does its plan
        ASSIGN_OR_RETURN(const RowEncoder encoder, RowEncoder::load(config.model.path));
        ASSIGN_OR_RETURN(data, tokeniseRows(rows, encoder, encodeOptions(config), seed, context));
    }
    const DatasetSource source(data.train, data.orderOf, {config.training.tokensPerStep, config.training.epochs, config.training.maxSteps.value_or(-1)});
    ASSIGN_OR_RETURN(const std::vector<Resolved> resolved, resolveHere(config, source.numSteps(), device));
    ASSIGN_OR_RETURN(const PlanRequest request, planRequestOf(config, rows, data, device, false));
    const Plan plan = makePlan(request);
    Json json = planToJson(plan);
    json["device"] = device.name();
    json["rows"] = data.train.numRows();
    json["eval_rows"] = data.eval.numRows();
    json["rates"] = {{"matmul_flops", request.machine.rates.matmulFlops}, {"attention_flops", request.machine.rates.attentionFlops},
                     {"stream_bytes", request.machine.rates.streamBytes}};
    for (const Resolved& one : resolved) json["resolved"].push_back({{"key", one.key}, {"value", one.value}, {"reason", one.reason}});
    if (!measure) return json;
    if (!plan.fits && !force) return fail(doesNotFit(plan));
    ASSIGN_OR_RETURN(const MeasuredStep measured, measureWorstStep(config, device, data, context));
    json["measured"] = comparedWithPlan(plan, device);
    json["measured"].update({{"tokens", measured.numTokens}, {"trained_tokens", measured.numTargets}, {"tokens_per_second", measured.tokensPerSecond},
                             {"forward_backward_seconds", measured.forwardBackwardSeconds}, {"optimizer_seconds", measured.optimizerSeconds}});
    return json;
}

}  // namespace luthier
