// SPDX-License-Identifier: Apache-2.0
#include "core/training/step_benchmark.h"

#include <algorithm>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include "core/base/clock.h"
#include "core/base/memory.h"
#include "core/base/random.h"
#include "core/batching/dataset_source.h"
#include "core/data/reader.h"
#include "core/kernels/compute_device.h"
#include "core/kernels/profile.h"
#include "core/methods/method.h"
#include "core/methods/sequence_logps.h"
#include "core/methods/step_sums.h"
#include "core/models/causal_model.h"
#include "core/plan/weight_storage.h"
#include "core/training/held_out.h"
#include "core/training/machine_speed.h"
#include "core/training/optimizer.h"
#include "core/training/precision.h"
#include "core/training/run_parts.h"

namespace luthier {

namespace {

TokenStore randomRows(const BenchmarkShape& shape, std::int64_t numSteps) {
    TokenStore store;
    for (std::int64_t row = 0; row < shape.numRows * numSteps; ++row) {
        EncodedRow encoded;
        for (std::int64_t i = 0; i < shape.rowTokens; ++i) {
            encoded.ids.push_back(
                static_cast<TokenId>(uniformAt(7, static_cast<std::uint64_t>(row), static_cast<std::uint64_t>(i)) * static_cast<double>(shape.vocabulary)));
            encoded.weights.push_back(i > 0 ? 1.0F : 0.0F);
        }
        store.add(encoded);
    }
    return store;
}

Result<TokenStore> rowsOfFile(const BenchmarkRequest& request, const WorkContext& context) {
    ASSIGN_OR_RETURN(const RowEncoder encoder, RowEncoder::load(request.modelFolder));
    ASSIGN_OR_RETURN(const RowSet rows, readAllRows(request.dataFile, {}, context));
    TokenStore store;
    EncodeOptions options{LossOn::Completion, request.maxLength, Overflow::Truncate};
    options.samples = methodInfo(request.method).samples;
    for (const Example& example : rows.rows) {
        ASSIGN_OR_RETURN(const EncodedExample encoded, encodeExample(encoder, example, options));
        if (!encoded.refusal()) store.add(encoded);
    }
    if (store.numRows() == 0)
        return fail(
            Error(ErrorCode::InvalidData, "no row of the file can be trained on").withHint("`check` lists every row with its reason.").at(request.dataFile));
    return store;
}

struct Workload { std::unique_ptr<CausalModel> model; TokenStore rows; std::string name; };

Result<Workload> makeWorkload(const BenchmarkRequest& request, const at::TensorOptions& options, const WorkContext& context) {
    Workload work;
    if (request.shape.empty()) {
        ASSIGN_OR_RETURN(const ModelConfig config, loadModelConfig(request.modelFolder));
        const ComputePrecision precision = options.dtype() == at::kBFloat16 ? ComputePrecision::Bf16 : ComputePrecision::F32;
        const bool isNarrow = keepsLinearsNarrow(precision, request.adapter, request.method, config, !options.device().is_cpu());
        ASSIGN_OR_RETURN(work.model, CausalModel::load(request.modelFolder, options, context, isNarrow ? NarrowWeights::Linears : NarrowWeights::None));
        ASSIGN_OR_RETURN(work.rows, rowsOfFile(request, context));
        work.name = "model";
        return work;
    }
    ASSIGN_OR_RETURN(const BenchmarkShape shape, benchmarkShapeNamed(request.shape));
    ASSIGN_OR_RETURN(work.model, randomModel(shape, options));
    work.rows = randomRows(shape, request.numWarmupSteps + request.numSteps);
    work.name = shape.name;
    return work;
}

// What the reference gives to every row: here always the policy before its first step. -> seconds; 0 where the method has none.
Result<double> fillReference(const BenchmarkRequest& request, Policy& policy, TokenStore& rows, const WorkContext& context) {
    if (!methodInfo(request.method).needsReference) return 0.0;
    const double started = monotonicSeconds();
    ASSIGN_OR_RETURN(std::vector<double> logps, sequenceLogps(policy, rows, {request.microTokens, request.sharesPrefixes}, context));
    rows.setReferenceLogps(std::move(logps));
    return monotonicSeconds() - started;
}

struct Timing { double seconds = 0; std::int64_t numTokens = 0, numComputed = 0, numTrained = 0; std::vector<double> stepSeconds; kernels::Profile profile{}; };

Result<Timing> timeSteps(const BenchmarkRequest& request, const ComputeDevice& device, Policy& policy, const Method& method, Optimizer& optimizer,
                         DatasetSource& source, const WorkContext& context) {
    Timing timing;
    const BatchOptions options{request.microTokens, request.sharesPrefixes, request.recompute};
    for (std::int64_t step = 0; step < request.numWarmupSteps + request.numSteps; ++step) {
        RETURN_IF_ERROR(context.checkpoint());
        context.progress({"benchmark", step, request.numWarmupSteps + request.numSteps, "steps"});
        const double started = monotonicSeconds();
        if (request.profile && step == request.numWarmupSteps) kernels::startProfile();
        Step work;
        StepTotals totals;
        std::vector<Batch> batches;
        {
            const kernels::ProfileScope scope(kernels::Phase::Data);
            ASSIGN_OR_RETURN(work, source.next());
            totals = method.prepare(policy, work, options);
            batches = method.makeBatches(work, options);
        }
        StepSums sums;   // as the loop does, so that a step waits once here too
        for (const Batch& batch : batches) {
            policy.setTraining(true, static_cast<std::uint64_t>(step));
            BatchReport report;
            const at::Tensor loss = method.computeLoss(policy, batch.on(device.place()), totals, report).total();
            sums.add(loss, report);
            loss.backward();
            optimizer.collectGradients();
        }
        const kernels::ProfileScope scope(kernels::Phase::Optimizer);
        const double norm = Optimizer::normOfAll(sums.read(optimizer.gradientNorms()).more);
        optimizer.step(norm, 1.0, {2e-4, 0.9, 0.999, 1e-8, 0.0});
        device.wait();
        if (step < request.numWarmupSteps) continue;
        timing.stepSeconds.push_back(monotonicSeconds() - started);
        timing.seconds += timing.stepSeconds.back();
        timing.numTokens += totals.numTokens;
        for (const Batch& batch : batches) timing.numComputed += batch.numTokens();
        timing.numTrained += totals.numTrained;
    }
    if (request.profile) timing.profile = kernels::stopProfile();
    return timing;
}

// What a phase is about decides what its share of the peak means: products are compared with the measured product, passes over memory with measured bandwidth.
Json profileToJson(const Timing& timing, const MachineSpeed& machine) {
    Json phases = Json::array();
    double rest = timing.seconds;
    for (std::size_t i = 0; i < kernels::kNumPhases; ++i) {
        const kernels::PhaseTotal& total = timing.profile[i];
        rest -= total.seconds;
        Json phase{
            {"phase", std::string(kernels::phaseName(static_cast<kernels::Phase>(i)))}, {"seconds", total.seconds}, {"share", total.seconds / timing.seconds}};
        const double flops = total.flops / std::max(total.seconds, 1e-9), bandwidth = total.bytes / std::max(total.seconds, 1e-9);
        if (total.flops > 0) phase.update({{"flops", flops}, {"of_peak", flops / machine.flops}});
        if (total.bytes > 0) phase.update({{"bytes_per_second", bandwidth}, {"of_peak", bandwidth / machine.bytesPerSecond}});
        phases.push_back(std::move(phase));
    }
    phases.push_back({{"phase", "rest"}, {"seconds", rest}, {"share", rest / timing.seconds}});
    return phases;
}

}  // namespace

Result<Json> runBenchmark(const BenchmarkRequest& request, const WorkContext& context) {
    ASSIGN_OR_RETURN(const ComputeDevice device, ComputeDevice::choose(request.device));
    if (request.profile && !device.isProcessor())
        return fail(Error(ErrorCode::InvalidArgument, "a GPU's time cannot be told apart from here: it works on while the next operation is asked for")
                        .withHint("Use NVIDIA's nsys, or --device cpu."));
    const ComputePrecision precision = request.precision.isAuto() ? fasterPrecision(device) : *request.precision;
    const at::ScalarType dtype = precision == ComputePrecision::Bf16 ? at::kBFloat16 : at::kFloat;
    ASSIGN_OR_RETURN(Workload work, makeWorkload(request, at::TensorOptions(dtype).device(device.place()), context));
    ASSIGN_OR_RETURN(const std::unique_ptr<Adapter> adapter, makeAdapter(request.adapter, *work.model, 1));
    ASSIGN_OR_RETURN(const std::unique_ptr<Method> method, makeMethod(request.method));
    Policy policy(*work.model, adapter->slot());
    ASSIGN_OR_RETURN(const double referenceSeconds, fillReference(request, policy, work.rows, context));
    ASSIGN_OR_RETURN(const HeldOutResult initial, HeldOut(work.rows, *method, request.microTokens, request.numLossRows).evaluate(policy, *method, 0, context));
    Optimizer optimizer(adapter->trained());
    const std::int64_t numRows = work.rows.numRows();
    DatasetSource source(work.rows, [numRows](std::int64_t epoch) { return permutation(numRows, 1, static_cast<std::uint64_t>(epoch)); },
                         {request.tokensPerStep, 1e6, request.numWarmupSteps + request.numSteps});
    ASSIGN_OR_RETURN(Timing timing, timeSteps(request, device, policy, *method, optimizer, source, context));
    timing.seconds += referenceSeconds * static_cast<double>(timing.numTokens) / static_cast<double>(work.rows.numTokens());
    std::sort(timing.stepSeconds.begin(), timing.stepSeconds.end());
    std::string type;
    std::size_t index = 0;
    AllAdapters::forEach([&]<class Unit>() { if (request.adapter.index() == index++) type = Unit::id; });
    Json result{{"case", work.name},
                {"adapter", type},
                {"method", methodInfo(request.method).id},
                {"dtype", precision == ComputePrecision::Bf16 ? "bfloat16" : "float32"},
                {"device", device.name()},
                {"threads", at::get_num_threads()},
                {"instruction_set", instructionSet()},
                {"tokens_per_second", static_cast<double>(timing.numTokens) / timing.seconds},
                {"steps", request.numSteps},
                {"seconds_per_step_median", timing.stepSeconds[timing.stepSeconds.size() / 2]},
                {"tokens", timing.numTokens},
                {"computed_tokens", timing.numComputed},
                {"trained_tokens", timing.numTrained},
                {"micro_tokens", request.microTokens},
                {"trained_parameters", adapter->numTrained()},
                {"initial_loss", jsonNumber(initial.loss)},
                {"peak_memory_bytes", peakMemoryBytes()}};
    if (referenceSeconds > 0) result["reference_seconds"] = referenceSeconds;
    if (!device.isProcessor()) result.update({{"hardware", device.hardware()}, {"peak_device_memory_bytes", device.peakTensorBytes()}});
    if (request.profile) {
        const MachineSpeed machine = measureMachine(dtype, device);
        result["machine"] = {{"flops", machine.flops}, {"bytes_per_second", machine.bytesPerSecond}};
        result["phases"] = profileToJson(timing, machine);
    }
    return result;
}

}  // namespace luthier
