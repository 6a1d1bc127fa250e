// SPDX-License-Identifier: Apache-2.0
// A CUDA graph of what LibTorch and our kernels are asked for. Its tensors lie in a pool of memory of their own, which LibTorch's allocator gives to nobody
// else while the graph lives. Written on libc10_cuda alone: ATen's own class is in libtorch_cuda, which a build need not have. Thread: one.
#pragma once

#include <cstdint>
#include <functional>

#include <ATen/core/Tensor.h>

struct CUgraphExec_st;

namespace luthier::kernels::cuda {

class Graph {
public:
    Graph() = default;
    ~Graph();
    Graph(const Graph&) = delete;
    Graph& operator=(const Graph&) = delete;

    // Records instead of doing it -> what work returned: tensors that launch() fills. Once per graph. Errors: c10::Error where work waits for the device.
    at::Tensor record(at::Device device, const std::function<at::Tensor()>& work);
    // On the current stream of that device.
    void launch();

private:
    at::Device m_device = at::kCPU;
    std::uint64_t m_pool = 0;           // 0: none
    CUgraphExec_st* m_executable = nullptr;
};

}  // namespace luthier::kernels::cuda
