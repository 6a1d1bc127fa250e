// SPDX-License-Identifier: Apache-2.0
#include "core/training/decode_benchmark.h"

#include <algorithm>
#include <vector>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include "core/base/clock.h"
#include "core/generation/batch_decoder.h"
#include "core/training/machine_speed.h"
#include "core/training/precision.h"

namespace luthier {

namespace {

struct Speaker { std::unique_ptr<CausalModel> model; Tokenizer tokenizer; };

Result<Speaker> makeSpeaker(const DecodeBenchmarkRequest& request, const at::TensorOptions& options, const WorkContext& context) {
    if (request.shape.empty()) {
        ASSIGN_OR_RETURN(std::unique_ptr<CausalModel> model, CausalModel::load(request.modelFolder, options, context, NarrowWeights::ForAnswers));
        ASSIGN_OR_RETURN(Tokenizer tokenizer, Tokenizer::load(request.modelFolder));
        return Speaker{std::move(model), std::move(tokenizer)};
    }
    ASSIGN_OR_RETURN(const BenchmarkShape shape, benchmarkShapeNamed(request.shape));
    ASSIGN_OR_RETURN(std::unique_ptr<CausalModel> model, randomModel(shape, options));
    ASSIGN_OR_RETURN(Tokenizer tokenizer, wordTokenizer(shape.vocabulary));
    return Speaker{std::move(model), std::move(tokenizer)};
}

struct DecodeTiming { double prefillSeconds = 0; std::vector<double> stepSeconds; std::int64_t cacheBytes = 0; };

Result<DecodeTiming> timeDecoding(const DecodeBenchmarkRequest& request, std::int64_t newTokens, const Speaker& speaker, const WorkContext& context) {
    const CausalModel& model = *speaker.model;
    BatchDecoder decoder(model, speaker.tokenizer, {request.batch, 512});
    GenerateRequest one;
    for (std::int64_t i = 0; i < request.promptTokens; ++i)   // any tokens; not the special ones, which come first
        one.promptIds.push_back(static_cast<TokenId>(model.config().vocabSize / 4 + i));
    one.maxNewTokens = newTokens;
    one.stopAtEnd = false;
    RETURN_IF_ERROR(BatchDecoder::check(one, model.config()));
    for (std::int64_t i = 0; i < request.batch; ++i) decoder.add(one);
    std::int64_t numMade = 0;
    GenerateWatch watch;
    watch.onToken = [&](const GeneratedToken&) { ++numMade; };
    watch.onFinished = [](SequenceId, const Result<Completion>& completion) { return completion ? Status() : fail(completion.error()); };
    DecodeTiming timing;
    while (!decoder.idle()) {
        RETURN_IF_ERROR(context.checkpoint());
        const double started = monotonicSeconds();
        const bool isPrefill = numMade < request.batch;
        RETURN_IF_ERROR(decoder.step(watch));
        const double seconds = monotonicSeconds() - started;
        if (isPrefill) timing.prefillSeconds += seconds;
        else timing.stepSeconds.push_back(seconds);
        timing.cacheBytes = std::max(timing.cacheBytes, decoder.cacheBytes());
    }
    return timing;
}

}  // namespace

Result<Json> runDecodeBenchmark(const DecodeBenchmarkRequest& request, const WorkContext& context) {
    ASSIGN_OR_RETURN(const ComputeDevice device, ComputeDevice::choose(request.device));
    const ComputePrecision precision = request.precision.isAuto() ? fasterPrecision(device) : *request.precision;
    const at::ScalarType dtype = precision == ComputePrecision::Bf16 ? at::kBFloat16 : at::kFloat;
    const auto options = at::TensorOptions(dtype).device(device.place());
    ASSIGN_OR_RETURN(const Speaker speaker, makeSpeaker(request, options, context));
    const std::unique_ptr<CausalModel>& model = speaker.model;
    RETURN_IF_ERROR(timeDecoding(request, 2, speaker, context));   // what a process does once
    ASSIGN_OR_RETURN(DecodeTiming timing, timeDecoding(request, request.newTokens, speaker, context));
    if (timing.stepSeconds.empty()) return fail(ErrorCode::InvalidArgument, "nothing is left to measure after the first token of each sequence");
    const MachineSpeed machine = measureMachine(dtype, device);
    std::int64_t weightBytes = static_cast<std::int64_t>(model->headWeight().nbytes());
    for (const NamedParameter& parameter : model->parameters())
        if (parameter.layer >= 0) weightBytes += static_cast<std::int64_t>(parameter.tensor.nbytes());
    std::sort(timing.stepSeconds.begin(), timing.stepSeconds.end());
    const double step = timing.stepSeconds[timing.stepSeconds.size() / 2];
    Json result{{"case", "decode"},
                {"batch", request.batch},
                {"dtype", precision == ComputePrecision::Bf16 ? "bfloat16" : "float32"},
                {"device", device.name()},
                {"threads", at::get_num_threads()},
                {"instruction_set", instructionSet()},
                {"prompt_tokens", request.promptTokens},
                {"new_tokens", request.newTokens},
                {"tokens_per_second", static_cast<double>(request.batch) / step},
                {"seconds_per_step_median", step},
                {"prefill_tokens_per_second", static_cast<double>(request.batch * request.promptTokens) / timing.prefillSeconds},
                {"weight_bytes", weightBytes},
                {"of_bandwidth", static_cast<double>(weightBytes) / step / machine.bytesReadPerSecond},
                {"cache_bytes", timing.cacheBytes},
                {"machine", {{"flops", machine.flops}, {"bytes_read_per_second", machine.bytesReadPerSecond}}}};
    if (!request.shape.empty()) result["shape"] = request.shape;
    if (!device.isProcessor()) result.update({{"hardware", device.hardware()}, {"peak_device_memory_bytes", device.peakTensorBytes()}});
    return result;
}

}  // namespace luthier
