// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/compute_device.h"

#include <tuple>

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace luthier {
namespace {

constexpr GpuFacts withoutCuda{false, false}, withoutGpu{true, false}, withGpu{true, true};

TEST(ComputeDevice, TheProcessorIsAlwaysThere) {
    for (const GpuFacts& facts : {withoutCuda, withoutGpu, withGpu}) {
        const Result<ComputeDevice> device = ComputeDevice::choose("cpu", facts);
        ASSERT_TRUE(device.has_value());
        EXPECT_TRUE(device->isProcessor());
        EXPECT_EQ(device->name(), "cpu");
        EXPECT_FALSE(device->fellBack());
        EXPECT_EQ(device->hardware(), "");
        EXPECT_EQ(device->peakTensorBytes(), 0);
        EXPECT_GT(device->room().availableBytes, 0);
        device->wait();
    }
}

TEST(ComputeDevice, AutoTakesTheGpuOrSaysWhyNot) {
    const Result<ComputeDevice> gpu = ComputeDevice::choose("auto", withGpu), none = ComputeDevice::choose("auto", withoutGpu);
    const Result<ComputeDevice> notBuilt = ComputeDevice::choose("auto", withoutCuda);
    ASSERT_TRUE(gpu && none && notBuilt);
    EXPECT_EQ(gpu->place(), at::Device(at::kCUDA, 0));
    EXPECT_EQ(gpu->name(), "cuda:0");
    EXPECT_EQ(none->name(), "cpu");
    EXPECT_TRUE(none->fellBack());
    EXPECT_NE(none->reason().find("no NVIDIA GPU"), std::string::npos);
    EXPECT_EQ(notBuilt->name(), "cpu");
    EXPECT_FALSE(notBuilt->fellBack()) << "nothing else was to be expected";
    EXPECT_NE(notBuilt->reason().find("without CUDA"), std::string::npos);
}

TEST(ComputeDevice, AGpuThatIsNotThereIsRefusedWithAHint) {
    ASSERT_TRUE(ComputeDevice::choose("cuda:0", withGpu).has_value());
    const std::tuple<GpuFacts, const char*, const char*> cases[] = {{withoutCuda, "without CUDA", "LUTHIER_CUDA"}, {withoutGpu, "no NVIDIA GPU", "nvidia-smi"}};
    for (const auto& [facts, message, hint] : cases) {
        const Result<ComputeDevice> device = ComputeDevice::choose("cuda:0", facts);
        ASSERT_FALSE(device.has_value());
        EXPECT_EQ(device.error().code, ErrorCode::InvalidConfig);
        EXPECT_EQ(device.error().key, "device");
        EXPECT_NE(device.error().message.find(message), std::string::npos);
        EXPECT_NE(device.error().hint.find(hint), std::string::npos);
    }
    EXPECT_FALSE(ComputeDevice::choose("cuda:1", withGpu).has_value());
    EXPECT_FALSE(ComputeDevice::choose("", withGpu).has_value());
}

TEST(ComputeDevice, AProcessorsTensorStaysWhereItIs) {
    const at::Tensor host = at::arange(4);
    EXPECT_TRUE(onDevice(host, at::kCPU).is_same(host));
    EXPECT_EQ(onDevice(host, at::kMeta).device(), at::Device(at::kMeta));
}

}  // namespace
}  // namespace luthier
