// SPDX-License-Identifier: Apache-2.0
// A training step on LibTorch's meta device, where tensors have shapes and no values. To our code it is what a GPU is: another device than the processor's. So
// this shows without a GPU that every tensor of a step is where the model is, and that nobody looks at a value (on a GPU: waits for it) before the step's sums
// are read. It does not show that the numbers of a GPU are right: tests/gpu does, where there is one.
#include <torch/library.h>

#include "core/adapters/all_adapters.h"
#include "core/methods/step_sums.h"
#include "core/training/optimizer.h"
#include "tests/support/steps.h"

namespace luthier {
namespace {

using namespace luthier::test;

// Shapes of operations that LibTorch knows on meta from Python only.
at::Tensor indexSelect(const at::Tensor& self, std::int64_t dim, const at::Tensor& index) {
    std::vector<std::int64_t> sizes = self.sizes().vec();
    sizes[static_cast<std::size_t>(dim)] = index.numel();
    return at::empty(sizes, self.options());
}

at::Tensor& logSumExpOut(const at::Tensor& self, at::IntArrayRef dims, bool keepDim, at::Tensor& out) {
    out.resize_(at::amax(self, dims, keepDim).sizes());
    return out;
}

std::tuple<at::Tensor, at::Tensor> attend(const at::Tensor& query, const at::Tensor&, const at::Tensor&, double, bool, const std::optional<at::Tensor>&,
                                          std::optional<double>) {
    return {at::empty_like(query), at::empty({query.size(0), query.size(1), query.size(2)}, query.options().dtype(at::kFloat))};
}

std::tuple<at::Tensor, at::Tensor, at::Tensor> attendBackward(const at::Tensor&, const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                                                              const at::Tensor&, const at::Tensor&, double, bool, const std::optional<at::Tensor>&,
                                                              std::optional<double>) {
    return {at::empty_like(query), at::empty_like(key), at::empty_like(value)};
}

TORCH_LIBRARY_IMPL(aten, Meta, library) {
    library.impl("index_select", indexSelect);
    library.impl("logsumexp.out", logSumExpOut);
    library.impl("_scaled_dot_product_flash_attention_for_cpu", attend);
    library.impl("_scaled_dot_product_flash_attention_for_cpu_backward", attendBackward);
}

void expectThere(const at::Tensor& tensor, const std::string& what) {
    ASSERT_TRUE(tensor.defined()) << what;
    EXPECT_TRUE(tensor.is_meta()) << what << " is on " << tensor.device();
}

std::unique_ptr<CausalModel> modelOnMeta(at::ScalarType dtype) {
    return require(CausalModel::load(baselinePath("models/tiny-llama"), at::TensorOptions(dtype).device(at::kMeta)));
}

void expectStepStaysThere(CausalModel& model, const Adapter& adapter) {
    for (const NamedParameter& parameter : model.parameters()) expectThere(parameter.tensor, parameter.name);
    for (const TrainedTensor& trained : adapter.trained()) expectThere(trained.tensor, trained.name);
    Policy policy(model, adapter.slot());
    Optimizer optimizer(adapter.trained());
    for (const auto& [name, tensor] : optimizer.state()) expectThere(tensor, name);
    const std::unique_ptr<Method> method = sft();
    const TokenStore store = randomStore({8, 5, 9, 4}, model.config().vocabSize, 3);
    const Step step = wholeStep(store);
    const StepTotals totals = method->prepare(policy, step, 64);
    StepSums sums;
    const std::vector<Batch> batches = method->makeBatches(step, 16);
    ASSERT_GT(batches.size(), 1U);
    for (const Batch& batch : batches) {
        policy.setTraining(true, 1);
        BatchReport report;
        const at::Tensor loss = method->computeLoss(policy, batch.on(model.device()), totals, report).total();
        expectThere(loss, "the loss");
        expectThere(report.rowSums_R, "the rows' sums");
        sums.add(loss, report);
        loss.backward();
        optimizer.collectGradients();
    }
    const at::Tensor norms = optimizer.gradientNorms();
    expectThere(norms, "the gradients' norms");
    EXPECT_EQ(norms.numel(), static_cast<std::int64_t>(adapter.trained().size()));
    EXPECT_THROW(sums.read(norms), c10::Error) << "here, and only here, values are needed";
    optimizer.step(1.0, 1.0, {0.01, 0.9, 0.999, 1e-8, 0.1});
    for (const auto& [name, tensor] : optimizer.state()) expectThere(tensor, name + " after the step");
}

TEST(Device, AStepOfLoraStaysWhereTheModelIsAndNobodyReadsAValue) {
    for (const at::ScalarType dtype : {at::kFloat, at::kBFloat16}) {
        SCOPED_TRACE(at::toString(dtype));
        const std::unique_ptr<CausalModel> model = modelOnMeta(dtype);
        const std::unique_ptr<Adapter> adapter = require(Lora::create({}, *model, 1));
        expectStepStaysThere(*model, *adapter);
    }
}

TEST(Device, AStepOfTheLastLayersToo) {
    const std::unique_ptr<CausalModel> model = modelOnMeta(at::kFloat);
    LastLayersOptions options;
    options.layers = 1;
    const std::unique_ptr<Adapter> adapter = require(LastLayers::create(options, *model, 1));
    expectStepStaysThere(*model, *adapter);
}

TEST(Device, AnAdapterOfAFolderGoesWhereTheModelIsOrWhereItIsTold) {
    const std::unique_ptr<CausalModel> model = modelOnMeta(at::kFloat);
    const std::unique_ptr<Adapter> there = require(loadAdapter(baselinePath("adapters/lora"), *model));
    for (const TrainedTensor& trained : there->trained()) expectThere(trained.tensor, trained.name);
    const std::unique_ptr<Adapter> here = require(loadAdapter(baselinePath("adapters/lora"), *model, at::kCPU));
    for (const TrainedTensor& trained : here->trained()) EXPECT_TRUE(trained.tensor.is_cpu()) << trained.name;
}

}  // namespace
}  // namespace luthier
