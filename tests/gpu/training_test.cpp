// SPDX-License-Identifier: Apache-2.0
// Whole training runs of a tiny model on a GPU: the losses of the processor, a resume that goes on, and one wait in a step.
#include <array>
#include <cmath>

#include "core/adapters/all_adapters.h"
#include "core/generation/row_logps.h"
#include "core/kernels/compute_device.h"
#include "core/training/optimizer.h"
#include "tests/core/training/tiny_run.h"
#include "tests/gpu/machine.h"
#include "tests/gpu/nobody_waits.h"
#include "tests/support/steps.h"

namespace luthier {
namespace {

using namespace luthier::test;

class GpuTraining : public GpuTest {};

constexpr double kTolerance = 2e-4;   // float32 with other orders of summation, after a few steps of AdamW

void useGpu(TinyRun& run, const std::string& precision = "f32") {
    run.config["device"] = "cuda:0";
    run.config["model"]["precision"] = precision;
}

void expectSameSteps(const TinyRun& there, const TinyRun& here, double tolerance) {
    const auto a = there.metrics(), b = here.metrics();
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        for (const char* const series : {"loss", "eval_loss", "grad_norm"}) {
            ASSERT_EQ(a[i].second.contains(series), b[i].second.contains(series)) << series << " of step " << b[i].first;
            if (!b[i].second.contains(series)) continue;
            const double expected = b[i].second.at(series).get<double>();
            EXPECT_NEAR(a[i].second.at(series).get<double>(), expected, tolerance * (1 + std::abs(expected))) << series << " of step " << b[i].first;
        }
}

TEST_F(GpuTraining, ThreeStepsLoseWhatTheyLoseOnTheProcessor) {
    for (const bool isFull : {false, true}) {
        SCOPED_TRACE(isFull ? "full" : "lora");
        TinyRun here, there;
        if (isFull) {
            here.usePlainText();
            there.usePlainText();
        }
        here.config["training"]["max_steps"] = there.config["training"]["max_steps"] = 3;
        useGpu(there);
        require(here.train());
        require(there.train());
        expectSameSteps(there, here, kTolerance);
        EXPECT_EQ(there.events(EventKind::Started).back().at("device"), "cuda:0");
    }
}

TEST_F(GpuTraining, InBf16TheyAreNear) {
    TinyRun here, there;
    here.config["training"]["max_steps"] = there.config["training"]["max_steps"] = 3;
    useGpu(there, "bf16");
    require(here.train());
    require(there.train());
    expectSameSteps(there, here, 5e-2);
}

TEST_F(GpuTraining, AResumeGoesOnWhereItStopped) {
    TinyRun run;
    run.config["training"]["max_steps"] = 4;
    useGpu(run);
    run.trainUntilStoppedAt(2);
    require(run.train(true));
    TinyRun whole;
    whole.config["training"]["max_steps"] = 4;
    useGpu(whole);
    require(whole.train());
    expectSameSteps(run, whole, kTolerance);
}

TEST_F(GpuTraining, AStepWaitsForTheDeviceOnce) {
    const std::unique_ptr<CausalModel> model = require(CausalModel::load(baselinePath("models/tiny-llama"), at::TensorOptions(at::kFloat).device(machine())));
    const std::unique_ptr<Adapter> adapter = require(Lora::create({}, *model, 1));
    Policy policy(*model, adapter->slot());
    Optimizer optimizer(adapter->trained());
    const std::unique_ptr<Method> method = sft();
    const TokenStore store = randomStore({8, 5, 9, 4}, model->config().vocabSize, 3);
    const Step step = wholeStep(store);
    const StepTotals totals = method->prepare(policy, step, 64);
    const auto forwardAndBackward = [&](StepSums& sums) {
        for (const Batch& batch : method->makeBatches(step, 16)) {
            BatchReport report;
            const at::Tensor loss = method->computeLoss(policy, batch.on(model->device()), totals, report).total();
            sums.add(loss, report);
            loss.backward();
            optimizer.collectGradients();
        }
        return optimizer.gradientNorms();
    };
    StepSums first, second;
    first.read(forwardAndBackward(first));   // the libraries set themselves up
    optimizer.discardGradients();
    at::Tensor norms;
    {
        const NobodyWaits guard;
        norms = forwardAndBackward(second);
    }
    const double norm = Optimizer::normOfAll(second.read(norms).more);
    EXPECT_GT(norm, 0);
    const NobodyWaits guard;
    optimizer.step(norm, 1.0, {0.01, 0.9, 0.999, 1e-8, 0});
}

TEST_F(GpuTraining, RowsHaveTheLogProbabilitiesOfTheProcessor) {
    const std::string folder = baselinePath("models/tiny-qwen2");
    const std::unique_ptr<CausalModel> here = require(CausalModel::load(folder, at::kFloat));
    const std::unique_ptr<CausalModel> there = require(CausalModel::load(folder, at::TensorOptions(at::kFloat).device(machine())));
    EXPECT_EQ(here->fingerprint(), there->fingerprint());
    const std::array<std::vector<TokenId>, 2> rows{{{5, 9, 3, 12, 7}, {4, 4, 8}}};
    const auto expected = require(rowLogps(*here, kNoAdapter, rows)), made = require(rowLogps(*there, kNoAdapter, rows));
    for (std::size_t row = 0; row < rows.size(); ++row) {
        ASSERT_EQ(made[row].size(), expected[row].size());
        for (std::size_t i = 0; i < expected[row].size(); ++i) EXPECT_NEAR(made[row][i], expected[row][i], 1e-4);
    }
}

}  // namespace
}  // namespace luthier
