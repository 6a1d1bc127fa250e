// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/cuda/graph.h"

#include <atomic>

#include <c10/core/DeviceGuard.h>
#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#include <cuda_runtime_api.h>

namespace luthier::kernels::cuda {

namespace {

namespace allocator = c10::cuda::CUDACachingAllocator;

void require(cudaError_t error, const char* what) { TORCH_CHECK(error == cudaSuccess, what, " on the GPU: ", cudaGetErrorString(error)); }

// LibTorch numbers its own pools from 1.
std::uint64_t newPool() {
    static std::atomic<std::uint64_t> next{std::uint64_t{1} << 48};
    return next++;
}

c10::MempoolId_t idOf(std::uint64_t pool) { return {pool, 0}; }

// What is allocated on this stream comes from the pool while this lives.
class PoolGuard {
public:
    PoolGuard(c10::DeviceIndex device, c10::MempoolId_t pool, cudaStream_t stream) : m_device(device), m_pool(pool) {
        allocator::beginAllocateToPool(device, pool, [stream](cudaStream_t other) { return other == stream; });
    }
    ~PoolGuard() { allocator::endAllocateToPool(m_device, m_pool); }
    PoolGuard(const PoolGuard&) = delete;
    PoolGuard& operator=(const PoolGuard&) = delete;

private:
    c10::DeviceIndex m_device;
    c10::MempoolId_t m_pool;
};

}  // namespace

Graph::~Graph() {
    if (m_executable) cudaGraphExecDestroy(m_executable);
    if (m_pool != 0) allocator::releasePool(m_device.index(), idOf(m_pool));
}

at::Tensor Graph::record(at::Device device, const std::function<at::Tensor()>& work) {
    m_device = device;
    // Not the default stream, which cannot be recorded.
    const c10::cuda::CUDAStream stream = c10::cuda::getStreamFromPool(false, device.index());
    const c10::cuda::CUDAStreamGuard onStream(stream);
    m_pool = newPool();
    at::Tensor result;
    cudaGraph_t graph = nullptr;
    {
        const PoolGuard fromPool(device.index(), idOf(m_pool), stream.stream());
        // Calls of other threads are none of this recording's business.
        require(cudaStreamBeginCapture(stream.stream(), cudaStreamCaptureModeThreadLocal), "to begin a recording");
        try {
            result = work();
        } catch (...) {
            cudaStreamEndCapture(stream.stream(), &graph);
            if (graph) cudaGraphDestroy(graph);
            cudaGetLastError();
            throw;
        }
        require(cudaStreamEndCapture(stream.stream(), &graph), "to end a recording");
    }
    const cudaError_t error = cudaGraphInstantiate(&m_executable, graph, 0);
    cudaGraphDestroy(graph);
    require(error, "to make a recording ready");
    return result;
}

void Graph::launch() {
    const c10::DeviceGuard guard(m_device);
    require(cudaGraphLaunch(m_executable, c10::cuda::getCurrentCUDAStream(m_device.index()).stream()), "to repeat a recording");
}

}  // namespace luthier::kernels::cuda
