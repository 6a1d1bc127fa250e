// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/compute_device.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <ATen/ATen.h>
#include <ATen/Context.h>
#include <c10/core/AllocatorConfig.h>
#include <c10/core/CachingDeviceAllocator.h>
#include <c10/core/impl/VirtualGuardImpl.h>

namespace luthier {

namespace {

constexpr const char* notBuilt = "this engine was built without CUDA";
constexpr const char* notThere = "no NVIDIA GPU can be used here";

Error noGpu(const GpuFacts& facts) {
    const std::string hint = facts.isBuilt ? "nvidia-smi has to list a GPU with a driver for CUDA 13, and LibTorch has to have libtorch_cuda.so"
                                           : "build the engine with -DLUTHIER_CUDA=ON";
    return Error(ErrorCode::InvalidConfig, std::string("cuda:0 cannot compute: ") + (facts.isBuilt ? notThere : notBuilt))
        .withHint("set device to auto or cpu; for the GPU: " + hint)
        .withKey("device");
}

}  // namespace

GpuFacts gpuFacts() {
#ifdef LUTHIER_CUDA
    return {true, at::hasCUDA()};
#else
    return {false, false};
#endif
}

Result<ComputeDevice> ComputeDevice::choose(const std::string& wanted, const GpuFacts& facts) {
    ComputeDevice device;
    if (wanted == "cpu") return device;
    if (wanted != "auto" && wanted != "cuda:0")
        return fail(Error(ErrorCode::InvalidConfig, "there is no device \"" + wanted + "\"").withHint("auto, cpu or cuda:0").withKey("device"));
    if (facts.isBuilt && facts.isThere) {
        device.m_place = at::Device(at::kCUDA, 0);
        if (wanted == "auto") device.m_reason = "there is an NVIDIA GPU";
        return device;
    }
    if (wanted == "cuda:0") return fail(noGpu(facts));
    device.m_reason = facts.isBuilt ? notThere : notBuilt;
    device.m_fellBack = facts.isBuilt;
    return device;
}

std::string ComputeDevice::hardware() const {
    if (isProcessor()) return "";
    std::error_code error;
    // The driver's own list; CUDA's order of GPUs may be another one where they differ, but the name is for people.
    for (const auto& entry : std::filesystem::directory_iterator("/proc/driver/nvidia/gpus", error)) {
        std::ifstream information(entry.path() / "information");
        for (std::string line; std::getline(information, line);)
            if (line.starts_with("Model:")) return line.substr(line.find_first_not_of(" \t", 6));
    }
    return "NVIDIA GPU";
}

MemoryRoom ComputeDevice::room() const {
    if (isProcessor()) return memoryRoom();
    const auto [free, total] = c10::getDeviceAllocator(m_place.type())->getMemoryInfo(m_place.index());
    return {static_cast<std::int64_t>(total), static_cast<std::int64_t>(free)};
}

std::int64_t ComputeDevice::peakTensorBytes() const {
    if (isProcessor()) return 0;
    const auto stats = c10::getDeviceAllocator(m_place.type())->getDeviceStats(m_place.index());
    return stats.allocated_bytes[static_cast<std::size_t>(c10::CachingAllocator::StatType::AGGREGATE)].peak;
}

ComputeDevice::Peaks ComputeDevice::peaks() const {
    if (isProcessor()) return {};
    const auto stats = c10::getDeviceAllocator(m_place.type())->getDeviceStats(m_place.index());
    constexpr auto all = static_cast<std::size_t>(c10::CachingAllocator::StatType::AGGREGATE);
    return {stats.requested_bytes[all].peak, stats.reserved_bytes[all].peak};
}

void ComputeDevice::expect(std::int64_t tensorBytes) const {
    const bool isChosen = std::getenv("PYTORCH_ALLOC_CONF") || std::getenv("PYTORCH_CUDA_ALLOC_CONF");   // who sets LibTorch's own variable knows better
    if (isProcessor() || isChosen || tensorBytes < room().availableBytes / 4 * 3) return;
    c10::CachingAllocator::setAllocatorSettings("expandable_segments:True");
}

void ComputeDevice::wait() const {
    if (!isProcessor()) c10::impl::VirtualGuardImpl(m_place.type()).synchronizeDevice(m_place.index());
}

at::Tensor onDevice(const at::Tensor& host, at::Device device) {
    if (device.is_cpu()) return host;
    return device.is_cuda() ? host.pin_memory().to(device, true) : host.to(device);
}

}  // namespace luthier
