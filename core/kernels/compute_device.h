// SPDX-License-Identifier: Apache-2.0
// Where a process computes. Chosen once, from the setting and from what this build and this machine have, and given to whoever makes tensors; everything else
// computes where its tensors are. Without a GPU, what stands here for CUDA is tested on LibTorch's meta device (tests/core/training/device_test.cpp), which has
// no values; with one by tests/gpu. Thread: any.
#pragma once

#include <cstdint>
#include <string>

#include <ATen/core/Tensor.h>

#include "core/base/error.h"
#include "core/base/memory.h"

namespace luthier {

// isBuilt: this build has the kernels (LUTHIER_CUDA). isThere: LibTorch finds a GPU that it can use.
struct GpuFacts { bool isBuilt = false, isThere = false; };
GpuFacts gpuFacts();

class ComputeDevice {
public:
    ComputeDevice() = default;   // the processor
    // wanted: "auto" (the GPU where there is one), "cpu" or "cuda:0". Errors: InvalidConfig (key "device") for cuda:0 where there is none, and for other names.
    static Result<ComputeDevice> choose(const std::string& wanted, const GpuFacts& facts = gpuFacts());

    at::Device place() const { return m_place; }
    bool isProcessor() const { return m_place.is_cpu(); }
    std::string name() const { return isProcessor() ? "cpu" : m_place.str(); }
    // Why this one, in words.
    const std::string& reason() const { return m_reason; }
    // This build could use a GPU, "auto" was asked for, and there is none: worth a note.
    bool fellBack() const { return m_fellBack; }

    // What the GPU is called; empty for the processor.
    std::string hardware() const;
    // What the device's own memory has for tensors (the processor: the machine's).
    MemoryRoom room() const;
    // The most that tensors on a GPU have held; 0 for the processor, whose tensors core/training/tensor_memory.h counts.
    std::int64_t peakTensorBytes() const;
    // The same before the allocator rounded (asked), and all that it has taken from the device for them (held).
    struct Peaks { std::int64_t asked = 0, held = 0; };
    Peaks peaks() const;
    // Tells a GPU's allocator how much tensors are going to need. Micro-batches differ in length, so blocks that one step leaves do not fit the next: an H100
    // held 56 GB for tensors of 25 at most. Where not much is left, pages are taken and given back instead (26 GB), which makes new lengths slower.
    void expect(std::int64_t tensorBytes) const;
    // Until the device has done what was asked of it: for clocks.
    void wait() const;

private:
    at::Device m_place = at::kCPU;
    std::string m_reason = "asked for";
    bool m_fellBack = false;
};

// A tensor of the processor on a device; itself where that is the processor. Waits for nothing: to a GPU it goes through pinned memory, which the host's
// allocator keeps until the copy is done.
at::Tensor onDevice(const at::Tensor& host, at::Device device);

}  // namespace luthier
