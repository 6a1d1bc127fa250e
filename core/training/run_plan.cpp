// SPDX-License-Identifier: Apache-2.0
#include "core/training/run_plan.h"

#include <algorithm>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include "core/base/processor.h"
#include "core/data/shared_beginnings.h"
#include "core/kernels/matmul.h"
#include "core/kernels/ops.h"
#include "core/plan/row_facts.h"
#include "core/training/machine_speed.h"
#include "core/training/precision.h"
#include "core/training/tensor_memory.h"

namespace luthier {

namespace {

constexpr double kWarnBeyond = 1.1;
constexpr double kEmulatedFlops = 0.3e9;   // measured: LibTorch's bf16 product without instructions for it

// A product of a layer's size would take many seconds then.
bool isEmulated(at::ScalarType dtype) { return dtype == at::kBFloat16 && !hasBf16Instructions(); }

// A micro-batch of a few rows and one of thousands are measured by what lies between; a GPU has to be filled before it shows what it can do.
std::int64_t rowsToMeasure(std::int64_t microTokens, const ComputeDevice& device) {
    return std::clamp<std::int64_t>(microTokens, 16, device.isProcessor() ? 512 : 8192);
}
// The same of a weight's sides: on the processor a part of a large one tells as much, in less time.
std::int64_t sideToMeasure(std::int64_t size, std::int64_t most, const ComputeDevice& device) { return device.isProcessor() ? std::min(size, most) : size; }

at::TensorOptions as(at::ScalarType dtype, const ComputeDevice& device) { return at::TensorOptions(dtype).device(device.place()); }

double matmulRate(std::int64_t rows, std::int64_t inner, std::int64_t columns, at::ScalarType dtype, const ComputeDevice& device) {
    at::Tensor x = at::full({rows, inner}, 0.5, as(dtype, device)), w = at::full({columns, inner}, 0.25, as(dtype, device));
    if (!device.isProcessor()) {   // which multiplies equal numbers faster than others
        x.normal_();
        w.normal_();
    }
    const double flops = 2.0 * static_cast<double>(rows) * static_cast<double>(inner) * static_cast<double>(columns);
    return flops / bestSeconds(device, [&] { kernels::matmulNT(x, w); });
}

double attentionRate(const ModelConfig& model, std::int64_t rows, at::ScalarType dtype, const ComputeDevice& device) {
    const std::int64_t width = model.headDim, numKvHeads = std::min<std::int64_t>(model.numKvHeads, 4);
    const std::int64_t numHeads = numKvHeads * (model.numHeads / model.numKvHeads);
    const at::Tensor all = at::full({rows, (numHeads + 2 * numKvHeads) * width}, 0.1, as(dtype, device));
    const at::Tensor cosine = at::ones({rows, width / 2}, as(at::kFloat, device)), sine = at::zeros_like(cosine);
    const double pairs = static_cast<double>(rows) * static_cast<double>(rows + 1) / 2;
    const kernels::AttentionShape shape{numHeads, numKvHeads, width, 0.1, std::nullopt};
    const double seconds = bestSeconds(device, [&] { kernels::rotaryAttention(all, cosine, sine, {0, rows}, shape); });
    return 4 * pairs * static_cast<double>(numHeads * width) / seconds;
}

double streamRate(std::int64_t rows, std::int64_t width, at::ScalarType dtype, const ComputeDevice& device) {
    const at::Tensor gateUp = at::full({rows, 2 * width}, 0.5, as(dtype, device));
    const double bytes = 3.0 * static_cast<double>(rows) * static_cast<double>(width) * static_cast<double>(gateUp.element_size());
    return bytes / bestSeconds(device, [&] { kernels::swiglu(gateUp); });
}

// The average operation of a step: half of them start a kernel, the others make a view.
double secondsToAsk(const ComputeDevice& device) {
    if (device.isProcessor()) return 0;
    constexpr int numPairs = 100;
    const at::Tensor one = at::zeros({2}, as(at::kFloat, device));
    return bestSeconds(device, [&] { for (int i = 0; i < numPairs; ++i) one.narrow(0, 0, 1).add_(1.0); }) / (2 * numPairs);
}

SequenceSize sizeOf(const Sample& sample) {
    SequenceSize size;
    size.part = sample.part;
    size.length = static_cast<std::int32_t>(sample.ids.size());
    size.numInputs = static_cast<std::int32_t>(numInputsOf(sample.weights));
    for (std::size_t i = 1; i < sample.weights.size(); ++i) size.numTrained += sample.weights[i] != 0.0F;
    size.numCommon = static_cast<std::int32_t>(sample.numCommon);
    size.beginnings = std::make_shared<const std::vector<std::uint32_t>>(beginningsOf(sample.ids));
    return size;
}

RowSizes sizesOf(const TokenStore& store, SampleKind kind) {
    RowSizes sizes;
    sizes.lengths = store.lengths();
    const bool hasSeveral = store.numSequences() > store.numRows();
    for (std::int64_t row = 0; row < store.numRows(); ++row) {
        std::vector<SequenceSize> sequences;
        for (std::int64_t s = store.firstSequence(row); s < store.firstSequence(row + 1); ++s) {
            const SequenceSize size = sizeOf(store.sequence(s));
            sequences.push_back(kind == SampleKind::Scores ? readAtItsEnd(size) : size);
        }
        std::int32_t numInputs = 0, numTrained = 0;
        for (const SequenceSize& one : sequences) {
            numInputs += one.numInputs;
            numTrained += one.numTrained;
        }
        sizes.numInputs.push_back(numInputs);
        sizes.numTrained.push_back(numTrained);
        sizes.beginnings.push_back(sequences.front().beginnings);
        if (hasSeveral) sizes.sequences.push_back(std::move(sequences));
    }
    return sizes;
}

// Of a GPU's memory only what our tensors hold can be told from what others do.
std::int64_t measuredPeak(const ComputeDevice& device) { return device.isProcessor() ? peakMemoryBytes() : device.peakTensorBytes(); }

}  // namespace

MachineRates measureRates(const ModelConfig& model, ComputePrecision precision, std::int64_t microTokens, const ComputeDevice& device) {
    const at::NoGradGuard noGradient;
    const at::ScalarType dtype = precision == ComputePrecision::Bf16 ? at::kBFloat16 : at::kFloat;
    const std::int64_t rows = rowsToMeasure(microTokens, device), inner = sideToMeasure(std::max<std::int64_t>(model.hiddenSize, 16), 1024, device);
    MachineRates rates;
    rates.measured = true;
    if (device.isProcessor() && isEmulated(dtype)) {
        rates.matmulFlops = kEmulatedFlops;
        return rates;
    }
    rates.askSeconds = secondsToAsk(device);
    rates.matmulFlops = matmulRate(rows, inner, sideToMeasure(2 * model.ffnSize, 4096, device), dtype, device);
    rates.attentionFlops = attentionRate(model, rows, dtype, device);
    rates.streamBytes = streamRate(rows, sideToMeasure(model.ffnSize, 4096, device), dtype, device);
    return rates;
}

ComputePrecision MeasuredMachine::fasterPrecision(const ComputeDevice& device) {
    std::optional<ComputePrecision>& faster = m_faster[device.isProcessor() ? 0 : 1];
    if (!faster) faster = luthier::fasterPrecision(device);
    return *faster;
}

MachineRates MeasuredMachine::rates(const ModelConfig& model, ComputePrecision precision, std::int64_t microTokens, const ComputeDevice& device) {
    const std::vector<std::int64_t> shape{model.hiddenSize, model.ffnSize,    model.headDim, model.numHeads, model.numKvHeads,
                                          rowsToMeasure(microTokens, device), precision == ComputePrecision::Bf16 ? 2 : 4, device.isProcessor() ? 0 : 1};
    for (const auto& [known, rates] : m_rates)
        if (known == shape) return rates;
    return m_rates.emplace_back(shape, measureRates(model, precision, microTokens, device)).second;
}

std::int64_t MeasuredMachine::programBytes() {
    if (!m_programBytes) m_programBytes = std::clamp<std::int64_t>(heldMemoryBytes() - tensorMemoryUse().usedBytes, 0, MachineFacts().programBytes);
    return *m_programBytes;
}

DataSizes dataSizesOf(const TrainingRows& rows, const TrainingData& data, SampleKind kind) {
    DataSizes sizes{sizesOf(data.train, kind), sizesOf(data.eval, kind), data.orderOf, 0};
    for (const RowsOfFile& file : rows.train)
        for (const Example& example : file.rows) sizes.textBytes += textBytesOf(example);
    for (const Example& example : rows.eval) sizes.textBytes += textBytesOf(example);
    return sizes;
}

Result<PlanRequest> planRequestOf(const RunConfig& config, const TrainingRows& rows, const TrainingData& data, const ComputeDevice& device, bool resumes) {
    ASSIGN_OR_RETURN(PlanRequest request, planRequestOf(config, dataSizesOf(rows, data, methodInfo(config.method).samples), resumes));
    MachineFacts& machine = request.machine;
    machine.rates = measureRates(request.model, *config.model.precision, *config.training.microTokens, device);
    machine.fastBf16 = *config.model.precision == ComputePrecision::Bf16 || fasterPrecision(device) == ComputePrecision::Bf16;
    machine.numThreads = at::get_num_threads();
    machine.onGpu = !device.isProcessor();
    machine.availableBytes = device.room().availableBytes;
    if (!device.isProcessor()) {   // the measurements have brought in what CUDA and its libraries hold there, so it is not in what is free
        machine.programBytes = 0;
        return request;
    }
    machine.heldBytes = heldMemoryBytes();
    machine.peakSoFarBytes = peakMemoryBytes();
    const std::int64_t stored = 8 * (data.train.numTokens() + data.eval.numTokens()) + request.data.textBytes;
    machine.programBytes = std::max<std::int64_t>(0, machine.heldBytes - stored);
    return request;
}

Json comparedWithPlan(const Plan& plan, const ComputeDevice& device) {
    const std::int64_t measured = measuredPeak(device);
    const auto ratio = [](std::int64_t is, std::int64_t planned) {
        return planned > 0 ? Json(static_cast<double>(is) / static_cast<double>(planned)) : Json(nullptr);
    };
    const std::int64_t tensors = device.isProcessor() ? tensorMemoryUse().peakBytes : measured;
    Json compared{{"planned_peak_memory_bytes", plan.peakBytes},
            {"peak_memory_bytes", measured},
            {"peak_memory_ratio", ratio(measured, plan.peakBytes)},
            {"planned_tensor_peak_bytes", plan.tensorPeakBytes},
            {"tensor_peak_bytes", tensors},
            {"tensor_peak_ratio", ratio(tensors, plan.tensorPeakBytes)}};
    if (!device.isProcessor()) compared.update({{"tensor_asked_bytes", device.peaks().asked}, {"device_held_bytes", device.peaks().held}});
    return compared;
}

std::optional<std::string> beyondPlan(const Plan& plan, const ComputeDevice& device) {
    const std::int64_t measured = measuredPeak(device);
    if (static_cast<double>(measured) <= kWarnBeyond * static_cast<double>(plan.peakBytes)) return std::nullopt;
    return "the process has held " + bytesInWords(measured) + ", planned were " + bytesInWords(plan.peakBytes);
}

Error doesNotFit(const Plan& plan) { return Error(ErrorCode::OutOfMemory, whyItDoesNotFit(plan)).withHint(whatWouldFit(plan)); }

}  // namespace luthier
