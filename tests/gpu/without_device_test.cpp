// SPDX-License-Identifier: Apache-2.0
// What can be known of the compiled kernels on a machine without a GPU: every launch is linked, and says clearly that there is no device.
#include <string>

#include "core/kernels/compute_device.h"
#include "core/kernels/cuda/tasks.h"
#include "tests/gpu/machine.h"

namespace luthier::kernels::cuda {
namespace {

class WithoutDevice : public testing::Test {
protected:
    void SetUp() override {
        if (at::hasCUDA()) GTEST_SKIP() << "there is a GPU here; the other tests of this program use it";
    }
};

void expectRefused(int error, const char* what) {
    EXPECT_NE(error, 0) << what << " has run";
    const std::string text = errorText(error);
    EXPECT_TRUE(text.find("driver") != std::string::npos || text.find("device") != std::string::npos) << what << ": " << text;
}

template <class T>
void launchEach() {
    expectRefused(rmsNorm(NormTask<T>{.x = {}, .delta = {}, .weight = {}, .sum = {}, .y = {}, .rstd = {}, .rows = 1, .width = 8, .eps = 0}, nullptr),
                  "rmsNorm");
    expectRefused(rmsNormBackward(NormBackwardTask<T>{.dy = {}, .x = {}, .weight = {}, .rstd = {}, .residual = {}, .dx = {}, .rows = 1, .width = 8}, nullptr),
                  "rmsNormBackward");
    expectRefused(rmsNormWeight(NormWeightTask<T>{.dy = {}, .x = {}, .rstd = {}, .partial = {}, .dWeight = {}, .rows = 1, .width = 8}, nullptr),
                  "rmsNormWeight");
    const SwigluTask<T> activation{.gateUp = {}, .dOut = {}, .out = {}, .gradient = {}, .rows = 1, .width = 8};
    expectRefused(swiglu(activation, nullptr), "swiglu");
    expectRefused(swigluBackward(activation, nullptr), "swigluBackward");
    expectRefused(rotate(RotationTask<T>{.x = {}, .cosine = {}, .sine = {}, .rows = 1, .heads = 1, .width = 8, .stride = 8, .sign = 1}, nullptr), "rotate");
    expectRefused(crossEntropy(CrossEntropyTask<T>{.logits = {}, .token = {}, .weight = {}, .nll = {}, .first = {}, .rows = 1, .vocabulary = 8, .stride = 8,
                                                   .gradient = false}, nullptr), "crossEntropy");
    expectRefused(scale(static_cast<const T*>(nullptr), nullptr, static_cast<T*>(nullptr), 1, nullptr), "scale");
    expectRefused(dropoutMask(static_cast<T*>(nullptr), 1, 0.5F, 1, nullptr), "dropoutMask");
    SegmentTask<T> segments{};
    segments.numTiles = segments.numHeads = segments.numKvHeads = 1;
    segments.rows = 1;
    segments.width = 64;
    EXPECT_GT(tileRows(segments), 0);
    expectRefused(attention(segments, nullptr), "attention");
    expectRefused(attentionBackward(segments, nullptr), "attentionBackward");
    CacheTask<T> cache{};
    cache.numQueries = cache.parts.count = cache.window = 1;
    cache.numHeads = cache.numKvHeads = 1;
    cache.width = 64;
    expectRefused(cachedAttention(cache, nullptr), "cachedAttention");
    AppendTask<T> append{};
    append.rows = append.width = 1;
    expectRefused(appendToCaches(append, nullptr), "appendToCaches");
    expectRefused(rowwiseLinear(RowProductTask<T>{.x = {}, .weight = {}, .wide = {}, .narrow = {}, .rows = 1, .inputs = 32, .outputs = 1}, nullptr),
                  "rowwiseLinear");
}

TEST_F(WithoutDevice, EveryLaunchIsLinkedAndSaysSo) {
    launchEach<float>();
    launchEach<Bf16>();
    expectRefused(adamw(nullptr, nullptr, nullptr, nullptr, 1, AdamwStep{}, nullptr), "adamw");
    expectRefused(chooseTokens(ChooseTask{.logits = {}, .temperature = {}, .uniform = {}, .chosen = {}, .rows = 1, .stride = 8, .numTokens = 8}, nullptr),
                  "chooseTokens");
    AdamwTensors tensors{};
    tensors.number = 1;
    tensors.at[0].count = 1;
    expectRefused(adamw(tensors, AdamwStep{}, nullptr), "adamw of many");
    expectRefused(roundStochastically(nullptr, nullptr, 1, 1, 1, nullptr), "roundStochastically");
}

TEST_F(WithoutDevice, TensorsOfTheProcessorKeepTheirKernels) {
    EXPECT_STREQ(cudaKernels.name, "cuda");
    EXPECT_EQ(&tensorKernelsFor(at::zeros({2, 2})), &referenceKernels);
    EXPECT_STREQ(errorText(0), "no error");
}

TEST_F(WithoutDevice, TheGpuIsRefusedAndAutoIsTheProcessor) {
    EXPECT_TRUE(gpuFacts().isBuilt);
    const Result<ComputeDevice> gpu = ComputeDevice::choose("cuda:0"), any = ComputeDevice::choose("auto");
    ASSERT_FALSE(gpu.has_value());
    EXPECT_NE(gpu.error().message.find("no NVIDIA GPU"), std::string::npos) << gpu.error().toString();
    ASSERT_TRUE(any.has_value());
    EXPECT_TRUE(any->isProcessor() && any->fellBack());
}

}  // namespace
}  // namespace luthier::kernels::cuda
