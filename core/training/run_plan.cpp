// SPDX-License-Identifier: Apache-2.0
#include "core/training/run_plan.h"

#include <algorithm>
#include <limits>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include "core/adapters/peft_folder.h"
#include "core/base/clock.h"
#include "core/kernels/matmul.h"
#include "core/kernels/ops.h"
#include "core/training/precision.h"
#include "core/training/tensor_memory.h"

namespace luthier {

namespace {

constexpr double kWarnBeyond = 1.1;
constexpr double kEmulatedFlops = 0.3e9;   // measured: LibTorch's bf16 product without instructions for it

// The best of at least three runs: what the machine can do, whatever else runs on it just now.
template <class Work>
double secondsOfRun(const Work& work) {
    double best = std::numeric_limits<double>::infinity(), all = 0;
    for (int run = 0; run < 3 || (run < 8 && all < 0.1); ++run) {
        const double started = monotonicSeconds();
        work();
        const double took = std::max(monotonicSeconds() - started, 1e-9);
        best = std::min(best, took);
        all += took;
    }
    return best;
}

// Where bf16 is emulated, a product of a layer's size would take many seconds.
bool isEmulated(at::ScalarType dtype) {
    __builtin_cpu_init();
    return dtype == at::kBFloat16 && !__builtin_cpu_supports("avx512bf16");
}

// A micro-batch of a few rows and one of thousands are measured by what lies between.
std::int64_t rowsToMeasure(std::int64_t microTokens) { return std::clamp<std::int64_t>(microTokens, 16, 512); }

double matmulRate(std::int64_t rows, std::int64_t inner, std::int64_t columns, at::ScalarType dtype) {
    const at::Tensor x = at::full({rows, inner}, 0.5, dtype), w = at::full({columns, inner}, 0.25, dtype);
    const double flops = 2.0 * static_cast<double>(rows) * static_cast<double>(inner) * static_cast<double>(columns);
    return flops / secondsOfRun([&] { kernels::matmulNT(x, w); });
}

double attentionRate(const ModelConfig& model, std::int64_t rows, at::ScalarType dtype) {
    const std::int64_t width = model.headDim, numKvHeads = std::min<std::int64_t>(model.numKvHeads, 4);
    const std::int64_t numHeads = numKvHeads * (model.numHeads / model.numKvHeads);
    const at::Tensor all = at::full({rows, (numHeads + 2 * numKvHeads) * width}, 0.1, dtype);
    const at::Tensor cosine = at::ones({rows, width / 2}), sine = at::zeros({rows, width / 2});
    const double pairs = static_cast<double>(rows) * static_cast<double>(rows + 1) / 2;
    const double seconds = secondsOfRun([&] { kernels::rotaryAttention(all, cosine, sine, {0, rows}, {numHeads, numKvHeads, width, 0.1, std::nullopt}); });
    return 4 * pairs * static_cast<double>(numHeads * width) / seconds;
}

double streamRate(std::int64_t rows, std::int64_t width, at::ScalarType dtype) {
    const at::Tensor gateUp = at::full({rows, 2 * width}, 0.5, dtype);
    const double bytes = 3.0 * static_cast<double>(rows) * static_cast<double>(width) * static_cast<double>(gateUp.element_size());
    return bytes / secondsOfRun([&] { kernels::swiglu(gateUp); });
}

// Bytes of a row's text; of its containers about as much as a few pointers.
std::int64_t textBytesOf(const Example& example) {
    const auto turnBytes = [](const Turn& turn) { return sizeof(Turn) + turn.text.size() + turn.name.size() + turn.thinking.size(); };
    std::size_t bytes = sizeof(Example) + example.id.size() + example.source.file.size();
    if (const auto* text = std::get_if<Text>(&example.body)) bytes += text->text.size();
    if (const auto* conversation = std::get_if<Conversation>(&example.body))
        for (const Turn& turn : conversation->turns) bytes += turnBytes(turn);
    return static_cast<std::int64_t>(bytes);
}

RowSizes sizesOf(const TokenStore& store) {
    RowSizes sizes;
    sizes.lengths = store.lengths();
    for (std::int64_t row = 0; row < store.numRows(); ++row) {
        const Sample sample = store.sample(row);
        std::int32_t numTrained = 0;
        for (std::size_t i = 1; i < sample.weights.size(); ++i) numTrained += sample.weights[i] != 0.0F;
        sizes.numTrained.push_back(numTrained);
    }
    return sizes;
}

// An adapter that training goes on with has its own rank and layers, not those of the settings.
Status takeAdapterOfFolder(RunConfig& config) {
    if (!config.model.adapter) return {};
    ASSIGN_OR_RETURN(PeftConfig peft, readPeftConfig(*config.model.adapter));
    for (const auto& [pattern, rank] : peft.rankPattern) peft.lora.rank = std::max(peft.lora.rank, rank);
    config.adapter = peft.lora;
    return {};
}

}  // namespace

MachineRates measureRates(const ModelConfig& model, ComputePrecision precision, std::int64_t microTokens) {
    const at::NoGradGuard noGradient;
    const at::ScalarType dtype = precision == ComputePrecision::Bf16 ? at::kBFloat16 : at::kFloat;
    const std::int64_t rows = rowsToMeasure(microTokens), inner = std::clamp<std::int64_t>(model.hiddenSize, 16, 1024);
    MachineRates rates;
    rates.measured = true;
    if (isEmulated(dtype)) {
        rates.matmulFlops = kEmulatedFlops;
        return rates;
    }
    rates.matmulFlops = matmulRate(rows, inner, std::min<std::int64_t>(2 * model.ffnSize, 4096), dtype);
    rates.attentionFlops = attentionRate(model, rows, dtype);
    rates.streamBytes = streamRate(rows, std::min<std::int64_t>(model.ffnSize, 4096), dtype);
    return rates;
}

ComputePrecision MeasuredMachine::fasterPrecision() {
    if (!m_faster) m_faster = isEmulated(at::kBFloat16) ? ComputePrecision::F32 : probePrecision().best;
    return *m_faster;
}

MachineRates MeasuredMachine::rates(const ModelConfig& model, ComputePrecision precision, std::int64_t microTokens) {
    const std::vector<std::int64_t> shape{model.hiddenSize, model.ffnSize,    model.headDim, model.numHeads, model.numKvHeads,
                                          rowsToMeasure(microTokens), precision == ComputePrecision::Bf16 ? 2 : 4};
    for (const auto& [known, rates] : m_rates)
        if (known == shape) return rates;
    return m_rates.emplace_back(shape, measureRates(model, precision, microTokens)).second;
}

std::int64_t MeasuredMachine::programBytes() {
    if (!m_programBytes) m_programBytes = std::clamp<std::int64_t>(heldMemoryBytes() - tensorMemoryUse().usedBytes, 0, MachineFacts().programBytes);
    return *m_programBytes;
}

DataSizes dataSizesOf(const TrainingRows& rows, const TrainingData& data) {
    DataSizes sizes{sizesOf(data.train), sizesOf(data.eval), data.orderOf, 0};
    for (const RowsOfFile& file : rows.train)
        for (const Example& example : file.rows) sizes.textBytes += textBytesOf(example);
    for (const Example& example : rows.eval) sizes.textBytes += textBytesOf(example);
    return sizes;
}

Result<PlanRequest> planRequestOf(const RunConfig& config, DataSizes data, bool resumes) {
    PlanRequest request;
    request.config = config;
    request.resumes = resumes;
    RETURN_IF_ERROR(takeAdapterOfFolder(request.config));
    ASSIGN_OR_RETURN(request.model, loadModelConfig(config.model.path));
    request.data = std::move(data);
    return request;
}

Result<PlanRequest> planRequestOf(const RunConfig& config, const TrainingRows& rows, const TrainingData& data, const MemoryRoom& room, bool resumes) {
    ASSIGN_OR_RETURN(PlanRequest request, planRequestOf(config, dataSizesOf(rows, data), resumes));
    MachineFacts& machine = request.machine;
    machine.rates = measureRates(request.model, *config.model.precision, *config.training.microTokens);
    machine.fastBf16 = *config.model.precision == ComputePrecision::Bf16 || probePrecision().best == ComputePrecision::Bf16;
    machine.availableBytes = room.availableBytes;
    machine.heldBytes = heldMemoryBytes();
    machine.peakSoFarBytes = peakMemoryBytes();
    machine.numThreads = at::get_num_threads();
    const std::int64_t stored = 8 * (data.train.numTokens() + data.eval.numTokens()) + request.data.textBytes;
    machine.programBytes = std::max<std::int64_t>(0, machine.heldBytes - stored);
    return request;
}

Json comparedWithPlan(const Plan& plan) {
    const std::int64_t measured = peakMemoryBytes();
    const auto ratio = [](std::int64_t is, std::int64_t planned) {
        return planned > 0 ? Json(static_cast<double>(is) / static_cast<double>(planned)) : Json(nullptr);
    };
    const std::int64_t tensors = tensorMemoryUse().peakBytes;
    return {{"planned_peak_memory_bytes", plan.peakBytes},
            {"peak_memory_bytes", measured},
            {"peak_memory_ratio", ratio(measured, plan.peakBytes)},
            {"planned_tensor_peak_bytes", plan.tensorPeakBytes},
            {"tensor_peak_bytes", tensors},
            {"tensor_peak_ratio", ratio(tensors, plan.tensorPeakBytes)}};
}

std::optional<std::string> beyondPlan(const Plan& plan) {
    const std::int64_t measured = peakMemoryBytes();
    if (static_cast<double>(measured) <= kWarnBeyond * static_cast<double>(plan.peakBytes)) return std::nullopt;
    return "the process has held " + bytesInWords(measured) + ", planned were " + bytesInWords(plan.peakBytes);
}

Error doesNotFit(const Plan& plan) { return Error(ErrorCode::OutOfMemory, whyItDoesNotFit(plan)).withHint(whatWouldFit(plan)); }

}  // namespace luthier
